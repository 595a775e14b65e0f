import { openAiCompatible } from '../forms/open-ai-compatible.ts';

const notForChat = /embed/;

export const lmstudio = openAiCompatible({
  id: 'lmstudio',
  name: 'LM Studio',
  keyPage: null,
  needsKey: 'optional',
  environment: ['LMSTUDIO_API_KEY', 'LM_API_TOKEN'],
  address: 'http://localhost:1234/v1',
  services: ['language', 'embedding'],
  differences: { supportsStructuredOutputs: true },
  pickModels: (models) => models.filter(({ id }) => !notForChat.test(id)),
});
