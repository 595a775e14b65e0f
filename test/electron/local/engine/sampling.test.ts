import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EngineModel } from '../../../../electron/local/engine/engine.ts';
import type { ChatRequest, Sampling } from '../../../../electron/local/engine/request.ts';
import { testModel } from '../../../helpers/models/test-model.ts';
import { ask, sentence } from './ask.ts';
import { open } from './open-parts.ts';

// Catches: a NaN that reaches the sampler, a parameter that is taken and not looked at, defaults of the engine where
// OpenAI's were promised.

let model: EngineModel;
beforeAll(async () => {
  model = await open(await testModel('talker'), { contextSize: 512 });
});
afterAll(() => model.close());

const bad: [string, Sampling][] = [
  ['temperature', { temperature: Number.NaN }],
  ['temperature', { temperature: Number.POSITIVE_INFINITY }],
  ['temperature', { temperature: -0.1 }],
  ['topK', { topK: 1.5 }],
  ['topK', { topK: -1 }],
  ['topP', { topP: 1.1 }],
  ['topP', { topP: Number.NaN }],
  ['minP', { minP: -1 }],
  ['seed', { seed: 0.5 }],
  ['repeatPenalty', { repeatPenalty: 0 }],
  ['frequencyPenalty', { frequencyPenalty: 3 }],
  ['presencePenalty', { presencePenalty: Number.NaN }],
  ['penaltyWindow', { penaltyWindow: -5 }],
  ['xtc probability', { xtc: { probability: Number.NaN, threshold: 0.1 } }],
  ['xtc threshold', { xtc: { probability: 0.5, threshold: 2 } }],
  ['dry strength', { dry: { strength: Number.NEGATIVE_INFINITY } }],
  ['dry base', { dry: { strength: 1, base: 0 } }],
  ['dry allowedLength', { dry: { strength: 1, allowedLength: 0 } }],
  ['dry breakers', { dry: { strength: 1, breakers: Array.from({ length: 65 }, () => 'a') } }],
  ['dry breakers', { dry: { strength: 1, breakers: ['a'.repeat(101)] } }],
  ['logit bias of token 5', { logitBias: { 5: Number.NaN } }],
];

test.each(bad)('%s is refused by name: %j', async (param, sampling) => {
  await expect(ask(model, 'hello', { sampling })).rejects.toMatchObject({
    code: 'VALIDATION_FAILED',
    details: { param },
  });
});

test.each([{ 999999: 1 }, { '-1': 1 }, { '1.5': 1 }, { word: 1 }])(
  'a bias on what is no token is refused: %j',
  async (logitBias) => {
    await expect(ask(model, 'hello', { sampling: { logitBias } })).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
  },
);

const wrong: [string, Partial<ChatRequest>][] = [
  ['maxTokens', { maxTokens: 0 }],
  ['maxTokens', { maxTokens: Number.NaN }],
  ['logprobs', { logprobs: 21 }],
  ['stop', { stop: [''] }],
  ['stop', { stop: ['x'.repeat(2000)] }],
];

test.each(wrong)('%s is refused by name: %j', async (param, more) => {
  await expect(ask(model, 'hello', more)).rejects.toMatchObject({ code: 'VALIDATION_FAILED', details: { param } });
});

test('every parameter at once is taken, and the process is the same', async () => {
  const sampling: Required<Sampling> = {
    temperature: 0.7,
    topK: 40,
    topP: 0.9,
    minP: 0.05,
    seed: -1,
    repeatPenalty: 1.1,
    frequencyPenalty: 0.5,
    presencePenalty: -0.5,
    penaltyWindow: 32,
    xtc: { probability: 0.1, threshold: 0.2 },
    dry: { strength: 0.8, base: 1.75, allowedLength: 2, window: 64, breakers: ['\n'] },
    logitBias: { 5: -100, 6: 100, 7: 1 },
  };
  const { end } = await ask(model, 'count', { sampling, maxTokens: 20 });
  expect(end.seed).toBe(2 ** 32 - 2);
  await expect(ask(model, 'hello')).resolves.toMatchObject({ text: sentence });
});

test('a frequency penalty keeps what was said from being said again', async () => {
  const plain = await ask(model, 'forever', { maxTokens: 12 });
  expect(plain.text.match(/again/g)).toHaveLength(10);
  const varied = await ask(model, 'forever', {
    maxTokens: 40,
    sampling: { temperature: 0, repeatPenalty: 3, frequencyPenalty: 2 },
  });
  expect(varied.text).not.toBe((await ask(model, 'forever', { maxTokens: 40 })).text);
});
