import { z } from 'zod';
import { getJson } from '../forms/asking/get-json.ts';
import { generationLookup } from '../forms/extras/generation-lookup.ts';
import { amount } from '../forms/extras/nano.ts';
import { type KnownDetails, knownDetails, modalitiesOf } from '../forms/lists/details.ts';
import { nanoDollars, priceOf, pricesOf } from '../forms/lists/price.ts';
import { openAiCompatible } from '../forms/openai/compatible.ts';
import { openAiHeaders } from '../forms/openai/headers.ts';
import { entryOf } from '../services/balance.ts';

/** https://vercel.com/docs/ai-gateway/usage */
const credits = z.looseObject({ balance: amount, total_used: amount });

/** Everything it passes on is listed, by family: https://vercel.com/ai-gateway/models */
const notForChat =
  /embed|rerank|^(voyage|bfl|recraft|prodia|klingai)\/|image|imagine|imagen|veo-|wan-v|seedance|seedream|realtime|tts|stt|whisper|transcribe|voice/;

const price = z.string().nullish().catch(null);
const count = z.int().nullish().catch(null);
/** https://vercel.com/docs/ai-gateway/models-and-providers: prices per token. */
const entry = z.looseObject({
  context_window: count,
  max_tokens: count,
  tags: z.array(z.string()).nullish().catch(null),
  pricing: z
    .looseObject({ input: price, output: price, input_cache_read: price, input_cache_write: price })
    .nullish()
    .catch(null),
});

function detailsOf(given: unknown): KnownDetails {
  const { context_window: context, max_tokens: maxOutput, tags, pricing } = entry.parse(given);
  const perToken = (one: string | null | undefined) => nanoDollars(one, priceOf.token);
  const prices = pricesOf({
    input: perToken(pricing?.input),
    output: perToken(pricing?.output),
    cachedInput: perToken(pricing?.input_cache_read),
    cacheWrite: perToken(pricing?.input_cache_write),
  });
  const inputs = [
    'text',
    ...(tags?.includes('vision') ? ['image'] : []),
    ...(tags?.includes('file-input') ? ['pdf'] : []),
  ];
  return knownDetails({
    context,
    maxOutput,
    inputs: tags && modalitiesOf(inputs),
    tools: tags?.includes('tool-use'),
    reasoning: tags?.includes('reasoning'),
    prices,
  });
}

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
  extras: {
    balance: ({ settings, apiKey, fetch }) => ({
      async read(signal) {
        const url = `${settings.baseUrl}/credits`;
        const { balance, total_used } = await getJson({
          url,
          headers: openAiHeaders({ apiKey }),
          answer: credits,
          fetch,
          signal,
        });
        return [entryOf({ what: 'left', unit: 'nano-usd', left: balance, used: total_used })];
      },
    }),
    generation: ({ settings: { baseUrl }, apiKey, fetch }) => generationLookup({ baseUrl, apiKey, fetch }),
  },
  pickModels: (models) => models.filter(({ id }) => !notForChat.test(id)),
  detailsOf,
});
