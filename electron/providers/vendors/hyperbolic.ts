import { hyperbolicImage } from '../forms/images/hyperbolic.ts';
import { openAiCompatible } from '../forms/openai/compatible.ts';
import { serverChat } from '../parameters/forms/compatible-chat.ts';

/** Images, sounds and base models are listed too: https://docs.hyperbolic.xyz/docs/hyperbolic-ai-inference-pricing */
const notForChat = /flux|sd|stable|diffusion|tts|audio|-base$/i;

export const hyperbolic = openAiCompatible({
  id: 'hyperbolic',
  name: 'Hyperbolic',
  keyPage: 'https://app.hyperbolic.ai/settings/api-keys',
  needsKey: 'required',
  environment: ['HYPERBOLIC_API_KEY'],
  address: 'https://api.hyperbolic.xyz/v1',
  services: ['language'],
  completesTexts: true,
  others: {
    image: async ({ settings, ...rest }, id) => hyperbolicImage(id, { ...rest, ...settings, provider: 'hyperbolic' }),
  },
  parameters: serverChat,
  pickModels: (models) => models.filter(({ id }) => !notForChat.test(id)),
});
