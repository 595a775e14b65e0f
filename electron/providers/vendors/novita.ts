import { openAiCompatible } from '../forms/open-ai-compatible.ts';

export const novita = openAiCompatible({
  id: 'novita',
  name: 'Novita',
  keyPage: 'https://novita.ai/settings/key-management',
  needsKey: 'required',
  environment: ['NOVITA_API_KEY'],
  isListOpen: true,
  address: 'https://api.novita.ai/v3/openai',
  services: ['language', 'embedding'],
  differences: { supportsStructuredOutputs: true },
});
