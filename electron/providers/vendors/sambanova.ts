import { openAiCompatible } from '../forms/openai/compatible.ts';
import { asItIs, compatibleChat } from '../parameters/forms/compatible-chat.ts';
import { differing, lacks } from '../parameters/rules.ts';

const notForChat = /E5-|embed|whisper/i;

export const sambanova = openAiCompatible({
  id: 'sambanova',
  name: 'SambaNova',
  keyPage: 'https://cloud.sambanova.ai/apis',
  needsKey: 'required',
  environment: ['SAMBANOVA_API_KEY'],
  isListOpen: true,
  address: 'https://api.sambanova.ai/v1',
  services: ['language', 'embedding'],
  /** https://docs.sambanova.ai/docs/en/api-reference/chat-completion */
  parameters: differing(compatibleChat, {
    topK: asItIs('top_k'),
    ...lacks('frequencyPenalty', 'presencePenalty', 'seed', 'logprobs', 'topLogprobs', 'logitBias', 'user'),
  }),
  differences: { supportsStructuredOutputs: true },
  pickModels: (models) => models.filter(({ id }) => !notForChat.test(id)),
});
