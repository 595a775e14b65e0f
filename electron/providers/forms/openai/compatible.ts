import type { OpenAICompatibleProviderSettings } from '@ai-sdk/openai-compatible';
import { z } from 'zod';
import type { Service } from '../../../../shared/model/provider.ts';
import { type Connection, defineVendor, type ListedModel, type Vendor, type VendorSpec } from '../../define-vendor.ts';
import type { KnownDetails } from '../lists/details.ts';
import { baseUrl } from '../settings/base-url.ts';
import { apiAddress, ownAddress } from '../settings/fields.ts';
import { openAiHeaders } from './headers.ts';
import { listOpenAiModels } from './list-models.ts';
import { openAiModeration } from './moderation.ts';
import { openAiRelays } from './relays.ts';
import { compatibleReranking } from './reranking.ts';

const anyAddress = baseUrl.meta({
  title: 'Base URL',
  description: 'Where its API begins; most end in /v1.',
  placeholder: 'http://localhost:1234/v1',
});
const addressField = (address: string | null, isOwn: boolean) => {
  if (address === null) return anyAddress;
  return isOwn ? ownAddress(address) : apiAddress(address);
};
const schemaFor = (address: string | null, isOwn: boolean) => z.object({ baseUrl: addressField(address, isOwn) });

type Settings = z.output<ReturnType<typeof schemaFor>>;
/** What OpenAI's own form has an endpoint for that others copied; reranking is Jina's form, beside it. */
type CompatibleService = Extract<Service, 'language' | 'embedding' | 'image' | 'reranking' | 'moderation'>;

export interface CompatibleSpec
  extends Pick<
    VendorSpec<ReturnType<typeof schemaFor>>,
    | 'id'
    | 'name'
    | 'keyPage'
    | 'needsKey'
    | 'environment'
    | 'keyPattern'
    | 'isListOpen'
    | 'extras'
    | 'parameters'
    | 'load'
  > {
  /** Where its API begins; null for servers of the user's own. */
  address: string | null;
  services: readonly CompatibleService[];
  /** It also completes bare texts, at OpenAI's address for it. */
  completesTexts?: true;
  /** What it does beside those, in a form of its own. */
  others?: VendorSpec<ReturnType<typeof schemaFor>>['models'];
  /** Where it differs from OpenAI. */
  differences?: Omit<OpenAICompatibleProviderSettings, 'name' | 'baseURL' | 'apiKey' | 'fetch'>;
  /** Which of the listed models are for chat, and how they are called. Default: all, by their ids. */
  pickModels?(models: ListedModel[]): ListedModel[];
  /** What its list says about a model. Default: what is written alike everywhere. */
  detailsOf?(entry: unknown): KnownDetails;
  /** What another of its lists says, by id. A server without that list has the models all the same. */
  listDetails?(connection: Connection<Settings>, signal: AbortSignal): Promise<ReadonlyMap<string, KnownDetails>>;
}

/** A vendor that speaks OpenAI's chat completions: its file is a few lines of facts. */
export function openAiCompatible(spec: CompatibleSpec): Vendor {
  const {
    address,
    services,
    completesTexts,
    others,
    differences,
    pickModels = (models) => models,
    detailsOf,
    listDetails,
    ...facts
  } = spec;

  async function client({ settings, apiKey, fetch }: Connection<Settings>) {
    const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
    return createOpenAICompatible({
      name: spec.id,
      baseURL: settings.baseUrl,
      fetch,
      includeUsage: true,
      ...(apiKey && { apiKey: apiKey.reveal() }),
      ...differences,
    });
  }

  const models: VendorSpec<ReturnType<typeof schemaFor>>['models'] = {
    language: async (connection, id) => (await client(connection)).chatModel(id),
    embedding: async (connection, id) => (await client(connection)).embeddingModel(id),
    image: async (connection, id) => (await client(connection)).imageModel(id),
    reranking: async ({ settings, ...rest }, id) =>
      compatibleReranking(id, { ...rest, provider: spec.id, baseUrl: settings.baseUrl }),
    moderation: async ({ settings, ...rest }, id) =>
      openAiModeration(id, { ...rest, provider: spec.id, baseUrl: settings.baseUrl }),
  };
  return defineVendor({
    ...facts,
    // Where no account is needed, it runs on the user's own machines.
    settings: schemaFor(address, spec.keyPage === null),
    baseUrl: (settings) => settings.baseUrl,
    models: { ...Object.fromEntries(services.map((service) => [service, models[service]])), ...others },
    relays: openAiRelays(
      [
        'openai-chat',
        ...(completesTexts ? (['openai-completions'] as const) : []),
        ...(services.includes('embedding') ? (['openai-embeddings'] as const) : []),
      ],
      {
        reach: ({ settings, apiKey }: Connection<Settings>) => ({
          baseUrl: settings.baseUrl,
          headers: openAiHeaders({ apiKey }),
        }),
      },
    ),
    async listModels(connection, signal) {
      const { settings, apiKey, fetch } = connection;
      const asking = listDetails?.(connection, signal).catch(() => undefined);
      const models = await listOpenAiModels({ baseUrl: settings.baseUrl, apiKey, fetch, signal, detailsOf });
      const details = await asking;
      return pickModels(details ? models.map((model) => ({ ...model, ...details.get(model.id) })) : models);
    },
  });
}
