import { expect, test } from 'vitest';
import { toRequest } from '../../../../electron/local/interface/options.ts';
import { localParameters } from '../../../../electron/local/interface/parameters.ts';
import { optionsKeyOf, toCallOptions } from '../../../../electron/providers/parameters/call-options.ts';
import type { ModelParameters } from '../../../../shared/model/parameters.ts';

function lowered(parameters: ModelParameters) {
  const { options, own, warnings } = toCallOptions(localParameters, { modelId: 'm', details: null, parameters });
  const call = {
    prompt: [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hi' }] }],
    ...options,
    providerOptions: { [optionsKeyOf(localParameters, 'local')]: own },
  };
  return { ...toRequest(call as Parameters<typeof toRequest>[0], { name: 'm', recommended: {} }), told: warnings };
}

// Catches: a parameter that the engine has, and that is lost on the way to it.
test('the engine gets what it was asked for', () => {
  const { request, warnings, told } = lowered({
    temperature: 0.5,
    topP: 0.9,
    topK: 5,
    minP: 0.05,
    maxOutputTokens: 99,
    stop: ['x'],
    frequencyPenalty: 0.1,
    presencePenalty: 0.2,
    repetitionPenalty: 1.1,
    seed: 3,
    reasoningEffort: 'medium',
    logprobs: true,
    topLogprobs: 2,
    logitBias: { '7': 1 },
    parallelToolCalls: false,
  });
  expect([warnings, told]).toEqual([[], []]);
  expect(request).toMatchObject({
    maxTokens: 99,
    stop: ['x'],
    thinking: 'medium',
    logprobs: 2,
    parallelTools: false,
    sampling: {
      temperature: 0.5,
      topP: 0.9,
      topK: 5,
      minP: 0.05,
      frequencyPenalty: 0.1,
      presencePenalty: 0.2,
      repeatPenalty: 1.1,
      seed: 3,
      logitBias: { '7': 1 },
    },
  });
});

// Catches: a context length that is ignored without a word.
test('what belongs to the loading of a model is told', () => {
  expect(lowered({ contextLength: 8192, logprobs: true }).told).toMatchObject([
    { parameter: 'contextLength', action: 'dropped' },
  ]);
});
