import { z } from 'zod';
import { type Connection, defineVendor } from '../define-vendor.ts';
import { getJson, readable } from '../forms/asking/get-json.ts';
import { type KnownDetails, knownDetails } from '../forms/lists/details.ts';
import { nanoDollars, priceOf, pricesOf } from '../forms/lists/price.ts';
import { keyed, openAiRelays } from '../forms/openai/relays.ts';
import { apiAddress } from '../forms/settings/fields.ts';
import { requireKey } from '../forms/settings/require-key.ts';
import { asItIs, serverChat } from '../parameters/forms/compatible-chat.ts';
import { differing, lacks } from '../parameters/rules.ts';

const settings = z.object({ baseUrl: apiAddress('https://api.together.xyz/v1') });

const price = z.union([z.string(), z.number()]).nullish().catch(null);

/** The ids do not say what a model is for: https://docs.together.ai/reference/models */
const entry = z.looseObject({
  id: z.string().min(1),
  type: z.string().nullish(),
  display_name: z.string().nullish(),
  organization: z.string().nullish(),
  context_length: z.int().nullish().catch(null),
  pricing: z.looseObject({ input: price, output: price, cached_input: price }).nullish().catch(null),
});

/** Dollars per million tokens. Zeros stand also at models that are only rented by the hour: they are no price. */
function detailsOf({ context_length, pricing }: z.output<typeof entry>): KnownDetails {
  const input = nanoDollars(pricing?.input, priceOf.million) || undefined;
  const output = nanoDollars(pricing?.output, priceOf.million) || undefined;
  const cachedInput = nanoDollars(pricing?.cached_input, priceOf.million) || undefined;
  return knownDetails({ context: context_length, prices: pricesOf({ input, output, cachedInput }) });
}
const chatTypes = ['chat', 'language', 'code'];

async function client({ settings: { baseUrl: baseURL }, apiKey, fetch }: Connection<z.output<typeof settings>>) {
  const { createTogetherAI } = await import('@ai-sdk/togetherai');
  return createTogetherAI({ baseURL, apiKey: requireKey('Together AI', apiKey), fetch });
}

/**
 * The same class as the package's own, which keeps a JSON schema back from all models but one, and so lets an answer
 * through that is not of it: https://docs.together.ai/docs/json-mode
 */
async function chatClient({ settings: { baseUrl: baseURL }, apiKey, fetch }: Connection<z.output<typeof settings>>) {
  const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
  return createOpenAICompatible({
    name: 'together',
    baseURL,
    apiKey: requireKey('Together AI', apiKey),
    fetch,
    includeUsage: true,
    supportsStructuredOutputs: true,
  });
}

export const together = defineVendor({
  id: 'together',
  name: 'Together AI',
  keyPage: 'https://api.together.ai/settings/api-keys',
  needsKey: 'required',
  environment: ['TOGETHER_API_KEY', 'TOGETHER_AI_API_KEY', 'TOGETHERAI_API_KEY'],
  keyPattern: /^tgp_v1_/,
  settings,
  baseUrl: (own) => own.baseUrl,
  /** https://docs.together.ai/reference/chat-completions-1; `logprobs` is how many are told. */
  parameters: differing(serverChat, {
    logprobs: { as: 'logprobs', option: 'logprobs', values: { true: 1 } },
    topLogprobs: asItIs('logprobs'),
    ...lacks('user', 'parallelToolCalls'),
  }),
  models: {
    language: async (connection, id) => (await chatClient(connection)).chatModel(id),
    embedding: async (connection, id) => (await client(connection)).embeddingModel(id),
    image: async (connection, id) => (await client(connection)).imageModel(id),
    reranking: async (connection, id) => (await client(connection)).rerankingModel(id),
  },
  relays: openAiRelays(['openai-chat', 'openai-completions', 'openai-embeddings'], { reach: keyed('Together AI') }),
  async listModels({ settings: { baseUrl }, apiKey, fetch }, signal) {
    const entries = await getJson({
      url: `${baseUrl}/models`,
      headers: { Authorization: `Bearer ${requireKey('Together AI', apiKey)}` },
      answer: z.array(z.unknown()),
      fetch,
      signal,
    });
    return readable(entries, entry)
      .filter(({ type }) => !type || chatTypes.includes(type))
      .map((model) => ({
        id: model.id,
        name: model.display_name || model.id,
        ownedBy: model.organization ?? null,
        ...detailsOf(model),
      }));
  },
});
