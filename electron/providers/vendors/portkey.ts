import { z } from 'zod';
import { type Connection, defineVendor } from '../define-vendor.ts';
import { openAiHeaders } from '../forms/openai/headers.ts';
import { listOpenAiModels } from '../forms/openai/list-models.ts';
import { openAiModeration } from '../forms/openai/moderation.ts';
import { openAiRelays } from '../forms/openai/relays.ts';
import { apiAddress, optionalText } from '../forms/settings/fields.ts';
import { serverChat } from '../parameters/forms/compatible-chat.ts';

const settings = z.object({
  baseUrl: apiAddress('https://api.portkey.ai/v1'),
  provider: optionalText.meta({
    title: 'Provider',
    description: 'Where requests go whose model does not name it: @your-slug, or openai for a gateway of your own.',
    placeholder: '@openai-prod',
  }),
  config: optionalText.meta({
    title: 'Config',
    description: 'A saved config for routing, retries or caching.',
    placeholder: 'pc-…',
  }),
});
type Own = Connection<z.output<typeof settings>>;

/** The cloud reads headers of its own; a gateway on one's own machine passes the usual one on to the provider. */
const portkeyHeaders = ({ settings: { provider, config }, apiKey }: Own): Record<string, string> => ({
  ...(apiKey && { 'x-portkey-api-key': apiKey.reveal() }),
  ...(provider && { 'x-portkey-provider': provider }),
  ...(config && { 'x-portkey-config': config }),
});

const withPortkeyHeaders =
  (connection: Own): typeof fetch =>
  (input, init) => {
    const headers = new Headers(init?.headers);
    for (const [name, value] of Object.entries(portkeyHeaders(connection))) headers.set(name, value);
    return connection.fetch(input, { ...init, headers });
  };

async function client(connection: Own) {
  const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
  const { settings: own, apiKey } = connection;
  return createOpenAICompatible({
    name: 'portkey',
    baseURL: own.baseUrl,
    fetch: withPortkeyHeaders(connection),
    includeUsage: true,
    supportsStructuredOutputs: true,
    ...(apiKey && { apiKey: apiKey.reveal() }),
  });
}

export const portkey = defineVendor({
  id: 'portkey',
  name: 'Portkey',
  keyPage: 'https://app.portkey.ai/api-keys',
  needsKey: 'optional',
  environment: ['PORTKEY_API_KEY'],
  settings,
  baseUrl: (own) => own.baseUrl,
  parameters: serverChat,
  models: {
    language: async (connection, id) => (await client(connection)).chatModel(id),
    embedding: async (connection, id) => (await client(connection)).embeddingModel(id),
    image: async (connection, id) => (await client(connection)).imageModel(id),
    moderation: async ({ apiKey, ...connection }, id) =>
      openAiModeration(id, {
        provider: 'portkey',
        baseUrl: connection.settings.baseUrl,
        apiKey,
        fetch: withPortkeyHeaders({ ...connection, apiKey }),
      }),
  },
  relays: openAiRelays(['openai-chat', 'openai-completions', 'openai-embeddings'], {
    reach: (connection: Own) => ({
      baseUrl: connection.settings.baseUrl,
      headers: { ...openAiHeaders(connection), ...portkeyHeaders(connection) },
    }),
  }),
  listModels: (connection, signal) =>
    listOpenAiModels({
      baseUrl: connection.settings.baseUrl,
      apiKey: connection.apiKey,
      fetch: withPortkeyHeaders(connection),
      signal,
    }),
});
