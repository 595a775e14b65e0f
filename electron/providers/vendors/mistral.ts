import { z } from 'zod';
import { type Connection, defineVendor } from '../define-vendor.ts';
import { type KnownDetails, knownDetails, modalitiesOf } from '../forms/lists/details.ts';
import { listOpenAiModels } from '../forms/openai/list-models.ts';
import { openAiModeration } from '../forms/openai/moderation.ts';
import { keyed, openAiRelays } from '../forms/openai/relays.ts';
import { apiAddress } from '../forms/settings/fields.ts';
import { requireKey } from '../forms/settings/require-key.ts';
import { mistralChat } from '../parameters/forms/mistral-chat.ts';

/** Everything is listed together: https://docs.mistral.ai/getting-started/models */
const notForChat = /embed|moderation|ocr|transcribe|realtime|tts/;

const entry = z.looseObject({
  max_context_length: z.int().nullish().catch(null),
  deprecation: z.string().nullish().catch(null),
  capabilities: z
    .looseObject({
      function_calling: z.boolean().nullish(),
      vision: z.boolean().nullish(),
      audio: z.boolean().nullish(),
    })
    .nullish()
    .catch(null),
});

/** https://docs.mistral.ai/api/#tag/models */
function detailsOf(given: unknown): KnownDetails {
  const { max_context_length, deprecation, capabilities } = entry.parse(given);
  const { function_calling: tools, vision, audio } = capabilities ?? {};
  const inputs = ['text', ...(vision ? ['image'] : []), ...(audio ? ['audio'] : [])];
  return knownDetails({
    context: max_context_length,
    inputs: capabilities ? modalitiesOf(inputs) : undefined,
    tools,
    status: deprecation ? 'deprecated' : undefined,
  });
}

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
  parameters: mistralChat,
  models: {
    language: async (connection, id) => (await client(connection)).languageModel(id),
    embedding: async (connection, id) => (await client(connection)).embeddingModel(id),
    speech: async (connection, id) => (await client(connection)).speech(id),
    transcription: async (connection, id) => (await client(connection)).transcription(id),
    moderation: async ({ settings: own, ...rest }, id) =>
      openAiModeration(id, { ...rest, ...own, provider: 'mistral' }),
  },
  relays: openAiRelays(['openai-chat', 'openai-embeddings'], {
    reach: (connection: Connection<z.output<typeof settings>>) => ({
      ...keyed('Mistral')(connection),
      tellsUsage: true,
    }),
  }),
  async listModels({ settings: { baseUrl }, apiKey, fetch }, signal) {
    const models = await listOpenAiModels({ baseUrl, apiKey, fetch, signal, detailsOf });
    // Some are listed once for each thing that they can do.
    const byId = new Map(models.map((model) => [model.id, model]));
    return [...byId.values()].filter(({ id }) => !notForChat.test(id));
  },
});
