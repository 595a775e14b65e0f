import { differing, form, type Sent } from '../rules.ts';

/** Beside the words of the interface, the package passes what stands in its options on as it is. */
export const asItIs = (name: string): Sent => ({ as: name, option: name });

/** What those who copied OpenAI's chat completions copied with it. */
export const compatibleChat = form('OpenAI-compatible chat completions', {
  temperature: { as: 'temperature' },
  topP: { as: 'top_p' },
  maxOutputTokens: { as: 'max_tokens' },
  stop: { as: 'stop' },
  frequencyPenalty: { as: 'frequency_penalty' },
  presencePenalty: { as: 'presence_penalty' },
  seed: { as: 'seed' },
  reasoningEffort: { as: 'reasoning_effort' },
  reasoningBudget: { into: 'reasoningEffort' },
  logprobs: asItIs('logprobs'),
  topLogprobs: asItIs('top_logprobs'),
  logitBias: asItIs('logit_bias'),
  user: asItIs('user'),
  parallelToolCalls: asItIs('parallel_tool_calls'),
});

/** Servers that run the model themselves know its samplers too. */
export const serverChat = differing(compatibleChat, {
  topK: asItIs('top_k'),
  minP: asItIs('min_p'),
  repetitionPenalty: asItIs('repetition_penalty'),
});
