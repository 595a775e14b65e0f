import { describe, expect, test } from 'vitest';
import { AppError } from '../../../shared/errors/app-error.ts';
import { modelParameters, parameterAliases, parameterNames } from '../../../shared/model/parameters.ts';
import { parametersIn, readParameters } from '../../../shared/model/read-parameters.ts';

function refusalOf(given: Record<string, unknown>): { code: string; param: unknown; message: string } {
  try {
    readParameters(given);
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, param: error.details?.['param'], message: error.message };
  }
  throw new Error('it was taken');
}

// Catches: a name of the scope's vocabulary that nobody knows.
test.each([
  ['temp', 0.5, { temperature: 0.5 }],
  ['nucleus_sampling', 0.5, { topP: 0.5 }],
  ['top_p', 0.5, { topP: 0.5 }],
  ['max_tokens', 10, { maxOutputTokens: 10 }],
  ['max_length', 10, { maxOutputTokens: 10 }],
  ['max_completion_tokens', 10, { maxOutputTokens: 10 }],
  ['num_predict', 10, { maxOutputTokens: 10 }],
  ['context', 4096, { contextLength: 4096 }],
  ['context_length', 4096, { contextLength: 4096 }],
  ['ctx_size', 4096, { contextLength: 4096 }],
  ['num_ctx', 4096, { contextLength: 4096 }],
  ['repeat_penalty', 1.1, { repetitionPenalty: 1.1 }],
  ['stop_sequences', ['a', 'b'], { stop: ['a', 'b'] }],
  ['stop', 'a', { stop: ['a'] }],
  ['reasoning_effort', 'high', { reasoningEffort: 'high' }],
  ['parallel_tool_calls', false, { parallelToolCalls: false }],
])('%s is read', (word, value, parameters) => {
  expect(readParameters({ [word]: value })).toEqual(parameters);
});

// Catches: one word that two parameters go by.
test('no word stands for two parameters', () => {
  const words = parameterNames.flatMap((name) => [name, ...(parameterAliases[name] ?? [])]);
  expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
});

// Catches: a program that writes "not set" in its own way, and is refused or taken at its word.
test('what means "not set" is not there', () => {
  expect(readParameters({ temperature: null, stop: [], max_tokens: -1, seed: undefined, stop_sequences: '' })).toEqual(
    {},
  );
});

describe('what cannot be taken is named as it was written', () => {
  // Catches: a value out of range or of the wrong type that goes on to a vendor.
  test.each([
    [{ temp: 2.5 }, 'temp'],
    [{ top_p: 1.5 }, 'top_p'],
    [{ top_k: 1.5 }, 'top_k'],
    [{ num_predict: 0 }, 'num_predict'],
    [{ stop: [1] }, 'stop'],
    [{ temperature: '0.5' }, 'temperature'],
    [{ reasoning_effort: 'extreme' }, 'reasoning_effort'],
    [{ reasoning_budget: -1 }, 'reasoning_budget'],
    [{ logit_bias: { '5': 101 } }, 'logit_bias'],
    [{ top_logprobs: 21 }, 'top_logprobs'],
  ])('%o', (given, param) => {
    expect(refusalOf(given)).toMatchObject({
      code: 'VALIDATION_FAILED',
      param,
      message: expect.stringContaining(param),
    });
  });

  // Catches: the second of two names winning, or the first, without a word.
  test('two names that disagree; two that agree are one', () => {
    expect(refusalOf({ max_tokens: 5, num_predict: 6 })).toMatchObject({
      param: 'num_predict',
      message: expect.stringContaining('"max_tokens"'),
    });
    expect(readParameters({ max_tokens: 5, num_predict: 5 })).toEqual({ maxOutputTokens: 5 });
  });

  // Catches: a misspelt name that changes nothing and says nothing.
  test('a name nobody knows, and numbers of what is switched off', () => {
    expect(refusalOf({ temprature: 1 })).toMatchObject({ code: 'VALIDATION_FAILED', param: 'temprature' });
    expect(refusalOf({ top_logprobs: 2, logprobs: false })).toMatchObject({ param: 'top_logprobs' });
    expect(readParameters({ top_logprobs: 2 })).toEqual({ topLogprobs: 2, logprobs: true });
  });
});

// Catches: a field of a request taken for a parameter, or a parameter lost among them.
test('parameters are found among other fields', () => {
  const body = { model: 'm', messages: [], stream: true, max_tokens: 3, temp: 1 };
  expect(parametersIn(body)).toEqual({ maxOutputTokens: 3, temperature: 1 });
  expect(parametersIn({ model: 'm' })).toEqual(modelParameters.parse({}));
});
