import { openAiCompatible } from '../forms/open-ai-compatible.ts';

/** Everything it passes on is listed, by family: https://vercel.com/ai-gateway/models */
const notForChat =
  /embed|rerank|^(voyage|bfl|recraft|prodia|klingai)\/|image|imagine|imagen|veo-|wan-v|seedance|seedream|realtime|tts|stt|whisper|transcribe|voice/;

export const vercelAiGateway = openAiCompatible({
  id: 'vercel-ai-gateway',
  name: 'Vercel AI Gateway',
  keyPage: 'https://vercel.com/d?to=%2F%5Bteam%5D%2F%7E%2Fai%2Fapi-keys',
  needsKey: 'required',
  environment: ['AI_GATEWAY_API_KEY'],
  keyPattern: /^vck_/,
  isListOpen: true,
  address: 'https://ai-gateway.vercel.sh/v1',
  services: ['language', 'embedding'],
  differences: { supportsStructuredOutputs: true },
  pickModels: (models) => models.filter(({ id }) => !notForChat.test(id)),
});
