import { z } from 'zod';
import { type Connection, defineVendor } from '../define-vendor.ts';
import { listOpenAiModels } from '../forms/list-models.ts';
import { requireKey } from '../forms/require-key.ts';
import { apiAddress } from '../forms/setting-fields.ts';

/** Everything is listed together: https://docs.mistral.ai/getting-started/models */
const notForChat = /embed|moderation|ocr|transcribe|realtime|tts/;

const settings = z.object({ baseUrl: apiAddress('https://api.mistral.ai/v1') });

async function client({ settings: { baseUrl: baseURL }, apiKey, fetch }: Connection<z.output<typeof settings>>) {
  const { createMistral } = await import('@ai-sdk/mistral');
  return createMistral({ baseURL, apiKey: requireKey('Mistral', apiKey), fetch });
}

export const mistral = defineVendor({
  id: 'mistral',
  name: 'Mistral',
  keyPage: 'https://console.mistral.ai/api-keys',
  needsKey: 'required',
  environment: ['MISTRAL_API_KEY'],
  settings,
  baseUrl: (own) => own.baseUrl,
  models: {
    language: async (connection, id) => (await client(connection)).languageModel(id),
    embedding: async (connection, id) => (await client(connection)).embeddingModel(id),
    speech: async (connection, id) => (await client(connection)).speech(id),
    transcription: async (connection, id) => (await client(connection)).transcription(id),
  },
  async listModels({ settings: { baseUrl }, apiKey, fetch }, signal) {
    const models = await listOpenAiModels({ baseUrl, apiKey, fetch, signal });
    // Some are listed once for each thing that they can do.
    const byId = new Map(models.map((model) => [model.id, model]));
    return [...byId.values()].filter(({ id }) => !notForChat.test(id));
  },
});
