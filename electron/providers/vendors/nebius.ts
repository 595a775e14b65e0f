import { openAiCompatible } from '../forms/openai/compatible.ts';

const notForChat = /embed|bge|e5-|flux|sdxl|stable-diffusion|guard/i;

export const nebius = openAiCompatible({
  id: 'nebius',
  name: 'Nebius Token Factory',
  keyPage: 'https://tokenfactory.nebius.com/',
  needsKey: 'required',
  environment: ['NEBIUS_API_KEY'],
  address: 'https://api.tokenfactory.nebius.com/v1',
  services: ['language', 'embedding', 'image'],
  completesTexts: true,
  differences: { supportsStructuredOutputs: true },
  pickModels: (models) => models.filter(({ id }) => !notForChat.test(id)),
});
