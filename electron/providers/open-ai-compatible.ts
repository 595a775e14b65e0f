import type { OpenAICompatibleProviderSettings } from '@ai-sdk/openai-compatible';
import { z } from 'zod';
import type { Service } from '../../shared/model/provider.ts';
import { baseUrl } from './base-url.ts';
import { type Connection, defineVendor, type ListedModel, type Vendor, type VendorSpec } from './define-vendor.ts';
import { listOpenAiModels } from './list-models.ts';
import { apiAddress } from './setting-fields.ts';

const ownAddress = baseUrl.meta({
  title: 'Base URL',
  description: 'Where its API begins; most end in /v1.',
  placeholder: 'http://localhost:1234/v1',
});
const schemaFor = (address: string | null) =>
  z.object({ baseUrl: address === null ? ownAddress : apiAddress(address) });

type Settings = z.output<ReturnType<typeof schemaFor>>;
/** What OpenAI's own form has an endpoint for that others copied. */
type CompatibleService = Extract<Service, 'language' | 'embedding' | 'image'>;

export interface CompatibleSpec
  extends Pick<
    VendorSpec<ReturnType<typeof schemaFor>>,
    'id' | 'name' | 'keyPage' | 'needsKey' | 'environment' | 'keyPattern'
  > {
  /** Where its API begins; null for servers of the user's own. */
  address: string | null;
  services: readonly CompatibleService[];
  /** Where it differs from OpenAI. */
  differences?: Omit<OpenAICompatibleProviderSettings, 'name' | 'baseURL' | 'apiKey' | 'fetch'>;
  /** Which of the listed models are for chat, and how they are called. Default: all, by their ids. */
  pickModels?(models: ListedModel[]): ListedModel[];
}

/** A vendor that speaks OpenAI's chat completions: its file is a few lines of facts. */
export function openAiCompatible(spec: CompatibleSpec): Vendor {
  const { address, services, differences, pickModels = (models) => models, ...facts } = spec;

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
  };
  return defineVendor({
    ...facts,
    settings: schemaFor(address),
    baseUrl: (settings) => settings.baseUrl,
    models: Object.fromEntries(services.map((service) => [service, models[service]])),
    listModels: async ({ settings, apiKey, fetch }, signal) =>
      pickModels(await listOpenAiModels({ baseUrl: settings.baseUrl, apiKey, fetch, signal })),
  });
}
