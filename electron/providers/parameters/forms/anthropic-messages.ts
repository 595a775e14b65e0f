import { form, type LeftOut } from '../rules.ts';

const whileThinking: LeftOut = { without: 'Claude does not take it while it thinks' };

/** `POST /messages`: https://docs.claude.com/en/api/messages */
export const anthropicMessages = form(
  'Anthropic messages',
  {
    temperature: { as: 'temperature', range: [0, 1] },
    topP: { as: 'top_p' },
    topK: { as: 'top_k' },
    maxOutputTokens: { as: 'max_tokens' },
    stop: { as: 'stop_sequences' },
    // A budget, or an effort for models that decide by themselves how long they think.
    reasoningEffort: { as: 'thinking', remade: true },
    reasoningBudget: {
      as: 'thinking.budget_tokens',
      option: 'thinking.budgetTokens',
      beside: { 'thinking.type': 'enabled' },
    },
    user: { as: 'metadata.user_id', option: 'metadata.userId' },
    serviceTier: { as: 'service_tier', option: 'serviceTier', values: { auto: 'auto', default: 'standard_only' } },
    parallelToolCalls: {
      as: 'tool_choice.disable_parallel_tool_use',
      option: 'disableParallelToolUse',
      values: { true: false, false: true },
    },
  },
  [
    {
      of: 'while it thinks',
      holds: ({ parameters: { reasoningEffort = 'none', reasoningBudget = 0 } }) =>
        reasoningEffort !== 'none' || reasoningBudget > 0,
      rules: { temperature: whileThinking, topP: whileThinking, topK: whileThinking },
    },
    {
      of: 'beside a temperature',
      holds: ({ parameters: { temperature } }) => temperature !== undefined,
      rules: { topP: { without: 'Claude takes a temperature or topP, not both' } },
    },
  ],
);
