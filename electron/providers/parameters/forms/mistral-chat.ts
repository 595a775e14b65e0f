import { form } from '../rules.ts';

/** https://docs.mistral.ai/api/endpoint/chat */
export const mistralChat = form('Mistral chat', {
  temperature: { as: 'temperature', range: [0, 1.5] },
  topP: { as: 'top_p' },
  maxOutputTokens: { as: 'max_tokens' },
  stop: { as: 'stop' },
  frequencyPenalty: { as: 'frequency_penalty' },
  presencePenalty: { as: 'presence_penalty' },
  seed: { as: 'random_seed' },
  // Only some of its models: the package knows which, and says so.
  reasoningEffort: { as: 'reasoning_effort', remade: true },
  reasoningBudget: { into: 'reasoningEffort' },
  parallelToolCalls: { as: 'parallel_tool_calls', option: 'parallelToolCalls' },
});
