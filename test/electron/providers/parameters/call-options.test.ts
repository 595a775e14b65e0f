import { describe, expect, test } from 'vitest';
import { toCallOptions } from '../../../../electron/providers/parameters/call-options.ts';
import { anthropicMessages } from '../../../../electron/providers/parameters/forms/anthropic-messages.ts';
import { serverChat } from '../../../../electron/providers/parameters/forms/compatible-chat.ts';
import { openAiChat, openAiResponses } from '../../../../electron/providers/parameters/forms/open-ai-chat.ts';
import { effortOf } from '../../../../electron/providers/parameters/reasoning.ts';
import type { ParameterForm } from '../../../../electron/providers/parameters/rules.ts';
import type { ModelDetails } from '../../../../shared/model/catalogue.ts';
import type { ModelParameters } from '../../../../shared/model/parameters.ts';
import { readParameters } from '../../../../shared/model/read-parameters.ts';

const lower = (
  form: ParameterForm,
  parameters: ModelParameters,
  { modelId = 'any', details = null }: { modelId?: string; details?: ModelDetails | null } = {},
) => toCallOptions(form, { modelId, details, parameters });

describe('temperature', () => {
  // Catches: 0.7 that means another thing at another vendor.
  test('is never scaled, only set to a vendor’s most, with a warning', () => {
    expect(lower(anthropicMessages, { temperature: 0.7 })).toMatchObject({
      options: { temperature: 0.7 },
      warnings: [],
    });
    expect(lower(anthropicMessages, { temperature: 1.7 })).toMatchObject({
      options: { temperature: 1 },
      warnings: [{ parameter: 'temperature', action: 'converted', detail: '1.7 became 1' }],
    });
  });

  // Catches: an error of the vendor in place of an answer, from a model that is known to take none.
  test('does not go to a model that the catalogue says sets its own', () => {
    const { options, warnings } = lower(serverChat, { temperature: 0.7, seed: 1 }, { details: { temperature: false } });
    expect(options).toEqual({ seed: 1 });
    expect(warnings).toMatchObject([{ parameter: 'temperature', action: 'dropped' }]);
  });

  // Catches: a reasoning model that may be sampled because it was told not to reason.
  test('goes to a model of OpenAI that was told not to reason', () => {
    const asked = { temperature: 0.7, reasoningEffort: 'none' } as const;
    expect(lower(openAiChat, asked, { modelId: 'gpt-5.4' }).warnings).toEqual([]);
    expect(lower(openAiChat, { temperature: 0.7 }, { modelId: 'gpt-5.4' }).warnings).toHaveLength(1);
  });
});

describe('reasoning', () => {
  // Catches: a hole or an overlap between the budgets.
  test('a budget is an effort where only efforts are known', () => {
    const at = [0, 1, 1024, 1025, 4096, 12_288, 24_576, 24_577].map(effortOf);
    expect(at).toEqual(['none', 'minimal', 'minimal', 'low', 'low', 'medium', 'high', 'xhigh']);
    expect(lower(serverChat, { reasoningBudget: 8000 })).toMatchObject({
      options: { reasoning: 'medium' },
      warnings: [{ parameter: 'reasoningBudget', action: 'converted' }],
    });
  });

  // Catches: a budget of nothing sent as a budget, which vendors refuse.
  test('a budget of 0 is no reasoning, everywhere', () => {
    for (const form of [serverChat, anthropicMessages]) {
      expect(lower(form, { reasoningBudget: 0 })).toEqual({ options: { reasoning: 'none' }, own: {}, warnings: [] });
    }
  });

  // Catches: effort and budget both sent, and one of them ignored without a word.
  test('of both, the one that the vendor takes is sent', () => {
    const both = { reasoningEffort: 'low', reasoningBudget: 5000 } as const;
    expect(lower(anthropicMessages, both)).toEqual({
      options: {},
      own: { thinking: { type: 'enabled', budgetTokens: 5000 } },
      warnings: [{ parameter: 'reasoningEffort', action: 'dropped', detail: expect.any(String) }],
    });
    expect(lower(serverChat, both)).toMatchObject({
      options: { reasoning: 'low' },
      warnings: [{ parameter: 'reasoningBudget' }],
    });
  });

  // Catches: an effort that a model without reasoning answers with an error, and a "none" that is warned of for nothing.
  test('goes to no model that does not reason', () => {
    const asked = { details: { reasoning: false } };
    expect(lower(serverChat, { reasoningEffort: 'high' }, asked)).toMatchObject({
      options: {},
      warnings: [{ action: 'dropped' }],
    });
    expect(lower(serverChat, { reasoningEffort: 'none' }, asked)).toEqual({ options: {}, own: {}, warnings: [] });
  });
});

// Catches: programs that write out the usual values and are refused everywhere for it.
test('what changes nothing is left out without a word', () => {
  const usual = {
    frequencyPenalty: 0,
    presencePenalty: 0,
    repetitionPenalty: 1,
    minP: 0,
    n: 1,
    logprobs: false,
  } as const;
  expect(lower(anthropicMessages, { ...usual, serviceTier: 'auto' }).warnings).toEqual([]);
  expect(lower(openAiResponses, usual).warnings).toEqual([]);
  expect(lower(anthropicMessages, { n: 2 }).warnings).toMatchObject([{ parameter: 'n', action: 'dropped' }]);
});

// Catches: a number of likely tokens that is lost, because the switch that it needs was written after it.
test('how many likely tokens are wanted is sent, in whichever order it was asked for', () => {
  for (const asked of [{ top_logprobs: 5 }, { top_logprobs: 5, logprobs: true }, { logprobs: true, top_logprobs: 5 }]) {
    const parameters = readParameters(asked);
    expect(lower(openAiChat, parameters).own).toEqual({ logprobs: 5 });
    expect(lower(openAiResponses, parameters).own).toEqual({ logprobs: 5 });
  }
  expect(lower(openAiChat, { topLogprobs: 5, logprobs: true }).own).toEqual({ logprobs: 5 });
});
