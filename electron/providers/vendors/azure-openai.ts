import type { LanguageModelV4 } from '@ai-sdk/provider';
import { z } from 'zod';
import { AppError } from '../../../shared/errors/app-error.ts';
import { mintEntraToken } from '../auth/entra-id.ts';
import { onRefusal } from '../auth/refused-token.ts';
import { createTokenCache } from '../auth/token-cache.ts';
import { type Connection, defineVendor } from '../define-vendor.ts';
import { getJson, readable } from '../forms/asking/get-json.ts';
import { mendedAnswers } from '../forms/mends/answer.ts';
import { mendedCalls } from '../forms/mends/calls.ts';
import { withContentFilters } from '../forms/mends/content-filters.ts';
import { withoutStore } from '../forms/mends/without-store.ts';
import { type OpenAiDialect, openAiPath } from '../forms/openai/relays.ts';
import { azureAddress } from '../forms/settings/azure-address.ts';
import { optionalText } from '../forms/settings/fields.ts';
import { requireKey } from '../forms/settings/require-key.ts';
import { withStreaming } from '../forms/speech/streamed-speech.ts';
import { compatibleChat } from '../parameters/forms/compatible-chat.ts';
import { openAiChat, openAiResponses } from '../parameters/forms/open-ai-chat.ts';

const name = 'Azure OpenAI';

const settings = z
  .object({
    resource: azureAddress.meta({
      title: 'Resource or endpoint',
      description: 'The name of the resource, or the endpoint that Azure shows for it.',
      placeholder: 'https://my-resource.openai.azure.com',
    }),
    apiVersion: optionalText.meta({
      title: 'API version',
      description: 'Empty is the v1 API. A date, as in 2024-10-21, uses addresses with the deployment in them.',
      placeholder: '2024-10-21',
    }),
    api: z.enum(['chat', 'responses']).default('chat').meta({
      title: 'API for chat',
      description: 'chat is what every deployment knows; responses is for those that know nothing else.',
    }),
    tenant: optionalText.meta({
      title: 'Entra tenant',
      description: 'Only to sign in with Entra ID; the key is then the client secret.',
    }),
    clientId: optionalText.meta({ title: 'Entra client ID', description: 'Only to sign in with Entra ID.' }),
  })
  .refine(({ tenant, clientId }) => !tenant === !clientId, {
    path: ['clientId'],
    message: 'Entra ID needs both, tenant and client ID. Fill in both, or neither to use a key.',
  });
type Settings = z.output<typeof settings>;
type Reach = Connection<Settings>;

const tokens = createTokenCache();
const scope = 'https://cognitiveservices.azure.com/.default';

/** How a request is signed: by the key itself, or by a token that the key, as a client secret, is exchanged for. */
function signIn({ settings: { tenant, clientId }, apiKey, fetch }: Reach) {
  const key = requireKey(name, apiKey);
  if (!apiKey || !tenant || !clientId) return { fetch, apiKey: key };
  const source = { credential: apiKey, settings: [tenant, clientId] };
  const mint = () => mintEntraToken({ tenant, clientId, clientSecret: apiKey, scope }, fetch);
  const token = async () => (await tokens.get(source, mint)).value;
  return {
    fetch: onRefusal(fetch, { forget: () => tokens.forget(source), token }),
    tokenProvider: async () => (await token()).reveal(),
  };
}

/** The addresses of one resource: https://learn.microsoft.com/azure/ai-foundry/openai/api-version-lifecycle */
const isDate = (version: string | undefined): version is string => /^\d{4}-/.test(version ?? '');
const isModelInference = (address: string): boolean => address.endsWith('/models');

async function client(connection: Reach) {
  const { createAzure } = await import('@ai-sdk/azure');
  const { resource, apiVersion } = connection.settings;
  const { origin } = new URL(resource);
  const signedIn = {
    ...signIn(connection),
    // Some transcription models answer at the same resource under another name.
    speechBaseURL: origin.replace('.openai.azure.com', '.cognitiveservices.azure.com'),
  };
  if (isDate(apiVersion)) {
    return createAzure({ ...signedIn, baseURL: resource, apiVersion, useDeploymentBasedUrls: true });
  }
  const versioned = apiVersion === undefined || apiVersion === 'v1';
  return createAzure({ ...signedIn, baseURL: versioned ? `${resource}/v1` : resource, apiVersion: apiVersion ?? 'v1' });
}

/** The form of Azure AI Model Inference, which its package does not know: the model in the body, the version at the end. */
async function inferenceClient(connection: Reach) {
  const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
  const { resource, apiVersion } = connection.settings;
  const signedIn = signIn(connection);
  return createOpenAICompatible({
    name: 'azure',
    baseURL: resource,
    queryParams: { 'api-version': apiVersion ?? '2024-05-01-preview' },
    includeUsage: true,
    headers: await authorization(signedIn),
    fetch: signedIn.fetch,
  });
}

/**
 * An answer that was taken away whole by the filter comes without a message:
 * https://learn.microsoft.com/azure/ai-foundry/openai/concepts/content-filter
 */
function addMessage({ choices = [] }: { choices?: { message?: object }[] }): void {
  for (const choice of choices) choice.message ??= { role: 'assistant', content: '' };
}

async function chat(connection: Reach, id: string): Promise<LanguageModelV4> {
  const { resource, api } = connection.settings;
  if (isModelInference(resource)) return (await inferenceClient(connection)).chatModel(id);
  const azure = await client({ ...connection, fetch: mendedAnswers(connection.fetch, addMessage) });
  return api === 'responses' ? mendedCalls(azure.responses(id), withoutStore('azure')) : azure.chat(id);
}

/** Before v1 the events had other names: https://learn.microsoft.com/azure/foundry/openai/how-to/realtime-audio-websockets */
const tooOldForTalks = (model: string): AppError =>
  new AppError('MODEL_LACKS_CAPABILITY', 'Realtime needs the v1 API. Leave the API version of this provider empty.', {
    details: { capability: 'realtime', model },
  });

/** The three forms of its addresses; the second has the deployment in it, and reads no model in the body. */
function relayUrl({ resource, apiVersion }: Settings, dialect: OpenAiDialect, id: string): string {
  const path = openAiPath(dialect);
  if (isModelInference(resource)) return `${resource}${path}?api-version=${apiVersion ?? '2024-05-01-preview'}`;
  if (apiVersion === undefined || apiVersion === 'v1') return `${resource}/v1${path}`;
  const query = `?api-version=${apiVersion}`;
  const start = isDate(apiVersion) ? `deployments/${encodeURIComponent(id)}` : 'v1';
  return `${resource}/${start}${path}${query}`;
}

async function authorization({ apiKey, tokenProvider }: ReturnType<typeof signIn>): Promise<Record<string, string>> {
  return apiKey === undefined ? { Authorization: `Bearer ${await tokenProvider()}` } : { 'api-key': apiKey };
}

const relayTo = (dialect: OpenAiDialect) => async (connection: Reach, id: string) => {
  const signedIn = signIn(connection);
  const url = relayUrl(connection.settings, dialect, id);
  return { url, headers: await authorization(signedIn), fetch: signedIn.fetch };
};

const list = z.looseObject({ data: z.array(z.unknown()) });
const deployment = z.looseObject({ id: z.string().min(1), model: z.string().nullish() });

/** Its package looks for what chat completions know besides under the name of the other package that it is made of. */
const azureChat = { ...openAiChat, optionsKey: 'openai' };

export const azureOpenai = defineVendor({
  id: 'azure-openai',
  name,
  keyPage: 'https://portal.azure.com/#view/Microsoft_Azure_ProjectOxford/CognitiveServicesHub/~/OpenAI',
  needsKey: 'required',
  environment: ['AZURE_OPENAI_API_KEY', 'AZURE_API_KEY'],
  settings,
  baseUrl: (own) => own.resource,
  translatesAudio: true,
  parameters: {
    forms: [azureChat, openAiResponses, compatibleChat],
    of({ api, resource }) {
      if (isModelInference(resource)) return compatibleChat;
      return api === 'responses' ? openAiResponses : azureChat;
    },
  },
  models: {
    language: async (connection, id) => withContentFilters(await chat(connection, id), 'azure'),
    async embedding(connection, id) {
      return isModelInference(connection.settings.resource)
        ? (await inferenceClient(connection)).embeddingModel(id)
        : (await client(connection)).embedding(id);
    },
    image: async (connection, id) => (await client(connection)).image(id),
    speech: withStreaming(
      async (connection, id) => (await client(connection)).speech(id),
      (url) => url,
    ),
    transcription: async (connection, id) => (await client(connection)).transcription(id),
    async realtime(connection, id) {
      const { resource, apiVersion } = connection.settings;
      if (isDate(apiVersion)) throw tooOldForTalks(id);
      const { openAiRealtime } = await import('../realtime/open-ai-talk.ts');
      const { apiKey, tokenProvider } = signIn(connection);
      return openAiRealtime(id, {
        provider: 'azure',
        baseUrl: `${isModelInference(resource) ? `${new URL(resource).origin}/openai` : resource}/v1`,
        headers: async () =>
          apiKey === undefined ? { Authorization: `Bearer ${await tokenProvider()}` } : { 'api-key': apiKey },
        openSocket: connection.openSocket,
      });
    },
  },
  relays: {
    'openai-chat': relayTo('openai-chat'),
    'openai-embeddings': relayTo('openai-embeddings'),
    'openai-responses': (connection, id) =>
      isModelInference(connection.settings.resource) ? null : relayTo('openai-responses')(connection, id),
  },
  /** What can be asked are deployments; only this version of the API lists them. */
  async listModels(connection, signal) {
    const { fetch, apiKey, tokenProvider } = signIn(connection);
    const { data } = await getJson({
      url: `${new URL(connection.settings.resource).origin}/openai/deployments?api-version=2022-12-01`,
      headers: apiKey === undefined ? { Authorization: `Bearer ${await tokenProvider()}` } : { 'api-key': apiKey },
      answer: list,
      fetch,
      signal,
    });
    return readable(data, deployment).map(({ id, model }) => ({
      id,
      name: model ? `${id} (${model})` : id,
      ownedBy: null,
    }));
  },
});
