import { openAiCompatible } from '../forms/open-ai-compatible.ts';

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
  differences: { supportsStructuredOutputs: true },
  pickModels: (models) => models.filter(({ id }) => !notForChat.test(id)),
});
