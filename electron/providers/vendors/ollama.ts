import { z } from 'zod';
import { type Connection, defineVendor } from '../define-vendor.ts';
import { getJson, readable } from '../forms/asking/get-json.ts';
import { ollamaChat } from '../forms/ollama-chat/language-model.ts';
import { ollamaHost } from '../forms/ollama-host/hosted-models.ts';
import { openAiRelays } from '../forms/openai/relays.ts';
import { baseUrl } from '../forms/settings/base-url.ts';
import { ollamaParameters } from '../parameters/forms/ollama-chat.ts';

const usual = 'http://localhost:11434';

const settings = z.object({
  baseUrl: baseUrl
    // Others ask for the address of its OpenAI form.
    .transform((address) => address.replace(/\/(api|v1)$/, ''))
    .default(usual)
    .meta({ title: 'Base URL', description: 'Where it answers; on this computer or another.', placeholder: usual }),
});
type Reach = Connection<z.output<typeof settings>>;

const headersOf = ({ apiKey }: Reach): Record<string, string> =>
  apiKey ? { Authorization: `Bearer ${apiKey.reveal()}` } : {};

const addressOf = ({ settings: own }: Reach): string => `${own.baseUrl}/api`;

const nativeRelay = (path: string) => (connection: Reach) => ({
  url: `${addressOf(connection)}/${path}`,
  headers: headersOf(connection),
});

const tags = z.looseObject({ models: z.array(z.unknown()) });
const tag = z.looseObject({
  name: z.string().min(1),
  details: z.looseObject({ family: z.string().nullish() }).nullish(),
});

/** Architectures that only make vectors: a chat with one is refused. */
const notForChat = /bert|embed/i;

export const ollama = defineVendor({
  id: 'ollama',
  name: 'Ollama',
  keyPage: null,
  needsKey: 'optional',
  environment: ['OLLAMA_API_KEY'],
  settings,
  baseUrl: (own) => own.baseUrl,
  parameters: ollamaParameters,
  models: {
    language: async (connection, id) =>
      ollamaChat(id, {
        provider: 'ollama',
        baseUrl: addressOf(connection),
        headers: headersOf(connection),
        fetch: connection.fetch,
      }),
    async embedding(connection, id) {
      const { createOllama } = await import('ollama-ai-provider-v2');
      const { fetch } = connection;
      return createOllama({ baseURL: addressOf(connection), headers: headersOf(connection), fetch }).embedding(id);
    },
  },
  extras: {
    'hosted-models': (connection) =>
      ollamaHost({
        baseUrl: addressOf(connection),
        headers: headersOf(connection),
        fetch: connection.fetch,
      }),
  },
  relays: {
    'ollama-chat': nativeRelay('chat'),
    'ollama-generate': nativeRelay('generate'),
    'ollama-embed': nativeRelay('embed'),
    /** https://docs.ollama.com/api/openai-compatibility */
    ...openAiRelays(['openai-chat', 'openai-completions', 'openai-embeddings'], {
      reach: (connection: Reach) => ({
        baseUrl: `${connection.settings.baseUrl}/v1`,
        headers: headersOf(connection),
      }),
    }),
  },
  async listModels(connection, signal) {
    const url = `${addressOf(connection)}/tags`;
    const { fetch } = connection;
    const { models } = await getJson({ url, headers: headersOf(connection), answer: tags, fetch, signal });
    return readable(models, tag)
      .filter(({ name, details }) => !notForChat.test(`${name} ${details?.family ?? ''}`))
      .map(({ name }) => ({ id: name, name, ownedBy: null }));
  },
});
