import { z } from 'zod';
import { type Connection, defineVendor } from '../define-vendor.ts';
import { listOpenAiModels } from '../forms/list-models.ts';
import { requireKey } from '../forms/require-key.ts';
import { apiAddress } from '../forms/setting-fields.ts';

const notForChat = /image|imagine|video|voice|tts|stt/;

const settings = z.object({ baseUrl: apiAddress('https://api.x.ai/v1') });

async function client({ settings: { baseUrl: baseURL }, apiKey, fetch }: Connection<z.output<typeof settings>>) {
  const { createXai } = await import('@ai-sdk/xai');
  return createXai({ baseURL, apiKey: requireKey('xAI', apiKey), fetch });
}

export const xai = defineVendor({
  id: 'xai',
  name: 'xAI',
  keyPage: 'https://console.x.ai',
  needsKey: 'required',
  environment: ['XAI_API_KEY'],
  keyPattern: /^xai-/,
  settings,
  baseUrl: (own) => own.baseUrl,
  models: {
    language: async (connection, id) => (await client(connection)).languageModel(id),
    image: async (connection, id) => (await client(connection)).imageModel(id),
    // It has one model for each, without a name.
    speech: async (connection) => (await client(connection)).speech(),
    transcription: async (connection) => (await client(connection)).transcription(),
  },
  async listModels({ settings: { baseUrl }, apiKey, fetch }, signal) {
    const models = await listOpenAiModels({ baseUrl, apiKey, fetch, signal });
    return models.filter(({ id }) => !notForChat.test(id));
  },
});
