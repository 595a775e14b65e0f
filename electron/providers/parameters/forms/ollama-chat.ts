import { form, type Sent } from '../rules.ts';

const option = (name: string): Sent => ({ as: `options.${name}`, option: `options.${name}` });

/** https://github.com/ollama/ollama/blob/main/docs/modelfile.mdx#valid-parameters-and-values */
export const ollamaParameters = form(
  'Ollama chat',
  {
    temperature: { as: 'options.temperature' },
    topP: { as: 'options.top_p' },
    topK: { as: 'options.top_k' },
    minP: option('min_p'),
    maxOutputTokens: { as: 'options.num_predict' },
    stop: { as: 'options.stop' },
    frequencyPenalty: { as: 'options.frequency_penalty' },
    presencePenalty: { as: 'options.presence_penalty' },
    repetitionPenalty: option('repeat_penalty'),
    seed: { as: 'options.seed' },
    contextLength: option('num_ctx'),
    // Most models think or do not: medium stands for "it does".
    reasoningEffort: {
      as: 'think',
      remade: true,
      nearest: { minimal: 'medium', low: 'medium', high: 'medium', xhigh: 'medium' },
    },
    reasoningBudget: { into: 'reasoningEffort' },
  },
  [
    {
      of: 'gpt-oss',
      holds: ({ modelId }) => modelId.includes('gpt-oss'),
      rules: { reasoningEffort: { as: 'think', remade: true, nearest: { minimal: 'low', xhigh: 'high' } } },
    },
  ],
);
