import { openAiCompatible } from '../forms/openai/compatible.ts';
import { asItIs, compatibleChat } from '../parameters/forms/compatible-chat.ts';
import { differing, lacks } from '../parameters/rules.ts';

export const zai = openAiCompatible({
  id: 'zai',
  name: 'Z.ai',
  keyPage: 'https://z.ai/manage-apikey/apikey-list',
  needsKey: 'required',
  environment: ['ZAI_API_KEY', 'ZHIPU_API_KEY'],
  address: 'https://api.z.ai/api/paas/v4',
  services: ['language'],
  /** https://docs.z.ai/api-reference/llm/chat-completion */
  parameters: differing(compatibleChat, {
    temperature: { as: 'temperature', range: [0, 1] },
    user: asItIs('user_id'),
    reasoningEffort: {
      as: 'thinking.type',
      option: 'thinking.type',
      nearest: { minimal: 'medium', low: 'medium', high: 'medium', xhigh: 'medium' },
      values: { none: 'disabled', medium: 'enabled' },
    },
    ...lacks(
      'frequencyPenalty',
      'presencePenalty',
      'seed',
      'logprobs',
      'topLogprobs',
      'logitBias',
      'parallelToolCalls',
    ),
  }),
});
