import { form } from '../rules.ts';

/** https://docs.cohere.com/reference/chat */
export const cohereChat = form('Cohere chat', {
  temperature: { as: 'temperature', range: [0, 1] },
  topP: { as: 'p', range: [0.01, 0.99] },
  topK: { as: 'k', range: [0, 500] },
  maxOutputTokens: { as: 'max_tokens' },
  stop: { as: 'stop_sequences' },
  frequencyPenalty: { as: 'frequency_penalty', range: [0, 1] },
  presencePenalty: { as: 'presence_penalty', range: [0, 1] },
  seed: { as: 'seed' },
  reasoningEffort: { as: 'thinking', remade: true },
  reasoningBudget: {
    as: 'thinking.token_budget',
    option: 'thinking.tokenBudget',
    beside: { 'thinking.type': 'enabled' },
  },
});
