import { z } from 'zod';
import { type Connection, defineVendor } from '../define-vendor.ts';
import { getJson, readable } from '../forms/asking/get-json.ts';
import { generationLookup } from '../forms/extras/generation-lookup.ts';
import { amount } from '../forms/extras/nano.ts';
import { routerDetails } from '../forms/lists/router-details.ts';
import { openAiHeaders } from '../forms/openai/headers.ts';
import { keyed, openAiRelays } from '../forms/openai/relays.ts';
import { compatibleReranking } from '../forms/openai/reranking.ts';
import { apiAddress, optionalText } from '../forms/settings/fields.ts';
import { requireKey } from '../forms/settings/require-key.ts';
import { routerPreferences, toProviderField } from '../forms/settings/router-preferences.ts';
import { asItIs, serverChat } from '../parameters/forms/compatible-chat.ts';
import { differing } from '../parameters/rules.ts';
import { type BalanceReader, entryOf } from '../services/balance.ts';

const settings = z.object({
  baseUrl: apiAddress('https://openrouter.ai/api/v1'),
  ...routerPreferences,
  appName: optionalText.meta({
    title: 'Name of your app',
    description: 'Named in its rankings and on your own page there. Empty is not sent.',
  }),
  appUrl: optionalText.meta({
    title: 'Address of your app',
    description: 'Sent as HTTP-Referer, which its rankings go by. Empty is not sent.',
    placeholder: 'https://example.com',
  }),
});

type Own = Connection<z.output<typeof settings>>;

async function client({ settings: { baseUrl: baseURL, appName, appUrl }, apiKey, fetch }: Own) {
  const { createOpenRouter } = await import('@openrouter/ai-sdk-provider');
  // Strict asks for the token counts of a stream.
  return createOpenRouter({
    baseURL,
    apiKey: requireKey('OpenRouter', apiKey),
    fetch,
    compatibility: 'strict',
    ...(appName && { appName }),
    ...(appUrl && { appUrl }),
  });
}

/** Speech is in OpenAI's form here, and its own package has none. */
async function openAiClient({ settings: { baseUrl: baseURL }, apiKey, fetch }: Own) {
  const { createOpenAI } = await import('@ai-sdk/openai');
  return createOpenAI({ name: 'openrouter', baseURL, apiKey: requireKey('OpenRouter', apiKey), fetch });
}

/** https://openrouter.ai/docs/api-reference/list-available-models */
const listed = z.looseObject({ data: z.array(z.unknown()) });
const entry = z.looseObject({ id: z.string().min(1), name: z.string().nullish() });

const credits = z.looseObject({ data: z.looseObject({ total_credits: amount, total_usage: amount }) });
const ownKey = z.looseObject({ data: z.looseObject({ usage: amount, limit: amount, limit_remaining: amount }) });

/** https://openrouter.ai/docs/api/api-reference/api-keys/get-current-key and, of the account, /credits */
const balance = ({ settings: { baseUrl }, apiKey, fetch }: Own): BalanceReader => ({
  async read(signal) {
    const headers = openAiHeaders({ apiKey });
    const [key, account] = await Promise.all([
      getJson({ url: `${baseUrl}/key`, headers, answer: ownKey, fetch, signal }),
      // Only a key that may manage the account is told: without it the rest is still a balance.
      getJson({ url: `${baseUrl}/credits`, headers, answer: credits, fetch, signal }).catch(() => null),
    ]);
    const { usage, limit, limit_remaining } = key.data;
    const own = entryOf({ what: 'key', unit: 'nano-usd', used: usage, limit, left: limit_remaining });
    if (!account) return [own];
    const { total_credits: total, total_usage: used } = account.data;
    const left = total === null || used === null ? null : total - used;
    return [entryOf({ what: 'left', unit: 'nano-usd', left, used, limit: total }), own];
  },
});

export const openrouter = defineVendor({
  id: 'openrouter',
  name: 'OpenRouter',
  keyPage: 'https://openrouter.ai/settings/keys',
  needsKey: 'required',
  environment: ['OPENROUTER_API_KEY'],
  keyPattern: /^sk-or-/,
  settings,
  baseUrl: (own) => own.baseUrl,
  /** https://openrouter.ai/docs/api-reference/parameters; it says itself which model takes what. */
  parameters: differing(serverChat, {
    topK: { as: 'top_k' },
    reasoningEffort: { as: 'reasoning.effort', option: 'reasoning.effort' },
    reasoningBudget: { as: 'reasoning.max_tokens', option: 'reasoning.max_tokens' },
    verbosity: asItIs('verbosity'),
    serviceTier: asItIs('service_tier'),
  }),
  models: {
    language: async (connection, id) => (await client(connection)).chat(id, toProviderField(connection.settings)),
    embedding: async (connection, id) =>
      (await client(connection)).textEmbeddingModel(id, toProviderField(connection.settings)),
    image: async (connection, id) => (await client(connection)).imageModel(id, toProviderField(connection.settings)),
    speech: async (connection, id) => (await openAiClient(connection)).speech(id),
    transcription: async (connection, id) => (await openAiClient(connection)).transcription(id),
    reranking: async ({ settings: { baseUrl }, ...rest }, id) =>
      compatibleReranking(id, { ...rest, provider: 'openrouter', baseUrl }),
  },
  extras: {
    balance,
    generation: ({ settings: { baseUrl }, apiKey, fetch }) => generationLookup({ baseUrl, apiKey, fetch }),
  },
  relays: openAiRelays(['openai-chat', 'openai-completions', 'openai-embeddings', 'openai-responses'], {
    reach: (connection: Own) => {
      const { settings: own } = connection;
      const { baseUrl, headers } = keyed('OpenRouter')(connection);
      const named = {
        ...(own.appName && { 'X-OpenRouter-Title': own.appName }),
        ...(own.appUrl && { 'HTTP-Referer': own.appUrl }),
      };
      return { baseUrl, headers: { ...headers, ...named }, members: toProviderField(own) };
    },
  }),
  isListOpen: true,
  async listModels({ settings: { baseUrl }, apiKey, fetch }, signal) {
    const { data } = await getJson({
      url: `${baseUrl}/models`,
      headers: { Authorization: `Bearer ${requireKey('OpenRouter', apiKey)}` },
      answer: listed,
      fetch,
      signal,
    });
    return readable(data, entry).map((model) => ({
      id: model.id,
      name: model.name || model.id,
      ownedBy: model.id.split('/')[0] ?? null,
      ...routerDetails(model),
    }));
  },
});
