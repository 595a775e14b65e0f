import { z } from 'zod';
import { type Connection, defineVendor } from '../define-vendor.ts';
import { getJson, readable } from '../forms/get-json.ts';
import { requireKey } from '../forms/require-key.ts';
import { apiAddress } from '../forms/setting-fields.ts';

const settings = z.object({ baseUrl: apiAddress('https://api.together.xyz/v1') });

/** The ids do not say what a model is for: https://docs.together.ai/reference/models */
const entry = z.looseObject({
  id: z.string().min(1),
  type: z.string().nullish(),
  display_name: z.string().nullish(),
  organization: z.string().nullish(),
});
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
  models: {
    language: async (connection, id) => (await chatClient(connection)).chatModel(id),
    embedding: async (connection, id) => (await client(connection)).embeddingModel(id),
    image: async (connection, id) => (await client(connection)).imageModel(id),
    reranking: async (connection, id) => (await client(connection)).rerankingModel(id),
  },
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
      .map(({ id, display_name, organization }) => ({ id, name: display_name || id, ownedBy: organization ?? null }));
  },
});
