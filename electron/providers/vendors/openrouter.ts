import { z } from 'zod';
import { type Connection, defineVendor } from '../define-vendor.ts';
import { compatibleReranking } from '../forms/compatible-reranking.ts';
import { getJson, readable } from '../forms/get-json.ts';
import { requireKey } from '../forms/require-key.ts';
import { apiAddress } from '../forms/setting-fields.ts';

const settings = z.object({ baseUrl: apiAddress('https://openrouter.ai/api/v1') });

type Own = Connection<z.output<typeof settings>>;

async function client({ settings: { baseUrl: baseURL }, apiKey, fetch }: Own) {
  const { createOpenRouter } = await import('@openrouter/ai-sdk-provider');
  // Strict asks for the token counts of a stream.
  return createOpenRouter({ baseURL, apiKey: requireKey('OpenRouter', apiKey), fetch, compatibility: 'strict' });
}

/** Speech is in OpenAI's form here, and its own package has none. */
async function openAiClient({ settings: { baseUrl: baseURL }, apiKey, fetch }: Own) {
  const { createOpenAI } = await import('@ai-sdk/openai');
  return createOpenAI({ name: 'openrouter', baseURL, apiKey: requireKey('OpenRouter', apiKey), fetch });
}

/** https://openrouter.ai/docs/api-reference/list-available-models */
const listed = z.looseObject({ data: z.array(z.unknown()) });
const entry = z.looseObject({ id: z.string().min(1), name: z.string().nullish() });

export const openrouter = defineVendor({
  id: 'openrouter',
  name: 'OpenRouter',
  keyPage: 'https://openrouter.ai/settings/keys',
  needsKey: 'required',
  environment: ['OPENROUTER_API_KEY'],
  keyPattern: /^sk-or-/,
  settings,
  baseUrl: (own) => own.baseUrl,
  models: {
    language: async (connection, id) => (await client(connection)).chat(id),
    embedding: async (connection, id) => (await client(connection)).textEmbeddingModel(id),
    image: async (connection, id) => (await client(connection)).imageModel(id),
    speech: async (connection, id) => (await openAiClient(connection)).speech(id),
    transcription: async (connection, id) => (await openAiClient(connection)).transcription(id),
    reranking: async ({ settings: { baseUrl }, ...rest }, id) =>
      compatibleReranking(id, { ...rest, provider: 'openrouter', baseUrl }),
  },
  isListOpen: true,
  async listModels({ settings: { baseUrl }, apiKey, fetch }, signal) {
    const { data } = await getJson({
      url: `${baseUrl}/models`,
      headers: { Authorization: `Bearer ${requireKey('OpenRouter', apiKey)}` },
      answer: listed,
      fetch,
      signal,
    });
    return readable(data, entry).map(({ id, name }) => ({ id, name: name || id, ownedBy: id.split('/')[0] ?? null }));
  },
});
