import { form, type LeftOut, type ModelRules, type Sent } from '../rules.ts';

/** https://platform.openai.com/docs/guides/reasoning: chat and search variants of these families do not reason. */
export const openAiReasons = (modelId: string): boolean =>
  /^(openai\/)?(o\d|gpt-[5-9]|codex|computer-use)/.test(modelId) && !/chat|search/.test(modelId);

const byEffort: LeftOut = { without: 'a model of OpenAI takes it only while it does not reason (effort none)' };
const never: LeftOut = { without: 'no reasoning model of OpenAI takes it' };

const tier: Sent = { as: 'service_tier', option: 'serviceTier' };
/** https://platform.openai.com/docs/guides/flex-processing */
const tierOfOthers: Sent = { ...tier, values: { auto: 'auto', default: 'default', priority: 'priority' } };

const whileReasoning: ModelRules = {
  of: 'models that reason',
  holds: ({ modelId, parameters }) => openAiReasons(modelId) && parameters.reasoningEffort !== 'none',
  rules: { temperature: byEffort, topP: byEffort, logprobs: byEffort, topLogprobs: byEffort },
};

/** `POST /chat/completions` of OpenAI itself: https://platform.openai.com/docs/api-reference/chat/create */
export const openAiChat = form(
  'OpenAI chat completions',
  {
    temperature: { as: 'temperature' },
    topP: { as: 'top_p' },
    maxOutputTokens: { as: 'max_tokens' },
    stop: { as: 'stop' },
    frequencyPenalty: { as: 'frequency_penalty' },
    presencePenalty: { as: 'presence_penalty' },
    seed: { as: 'seed' },
    reasoningEffort: { as: 'reasoning_effort' },
    reasoningBudget: { into: 'reasoningEffort' },
    verbosity: { as: 'verbosity', option: 'textVerbosity' },
    logprobs: { as: 'logprobs', option: 'logprobs' },
    // One option for both; the number comes after it.
    topLogprobs: { as: 'top_logprobs', option: 'logprobs' },
    logitBias: { as: 'logit_bias', option: 'logitBias' },
    user: { as: 'user', option: 'user' },
    serviceTier: tierOfOthers,
    parallelToolCalls: { as: 'parallel_tool_calls', option: 'parallelToolCalls' },
  },
  [
    {
      of: 'models that reason',
      holds: ({ modelId }) => openAiReasons(modelId),
      rules: {
        maxOutputTokens: { as: 'max_completion_tokens' },
        serviceTier: tier,
        frequencyPenalty: never,
        presencePenalty: never,
        logitBias: never,
      },
    },
    whileReasoning,
  ],
);

/** `POST /responses`: https://platform.openai.com/docs/api-reference/responses/create */
export const openAiResponses = form(
  'OpenAI responses',
  {
    temperature: { as: 'temperature' },
    topP: { as: 'top_p' },
    maxOutputTokens: { as: 'max_output_tokens' },
    verbosity: { as: 'text.verbosity', option: 'textVerbosity' },
    logprobs: { as: 'top_logprobs', option: 'logprobs', values: { true: 1 } },
    topLogprobs: { as: 'top_logprobs', option: 'logprobs' },
    user: { as: 'user', option: 'user' },
    serviceTier: tierOfOthers,
    parallelToolCalls: { as: 'parallel_tool_calls', option: 'parallelToolCalls' },
    reasoningEffort: { without: 'this model does not reason' },
    reasoningBudget: { without: 'this model does not reason' },
  },
  [
    {
      of: 'models that reason',
      holds: ({ modelId }) => openAiReasons(modelId),
      rules: {
        reasoningEffort: { as: 'reasoning.effort' },
        reasoningBudget: { into: 'reasoningEffort' },
        serviceTier: tier,
      },
    },
    whileReasoning,
  ],
);
