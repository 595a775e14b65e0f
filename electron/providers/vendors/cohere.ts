import type { LanguageModelV4 } from '@ai-sdk/provider';
import { z } from 'zod';
import { type Connection, defineVendor } from '../define-vendor.ts';
import { getJson, getPages, readable } from '../forms/asking/get-json.ts';
import { knownDetails } from '../forms/lists/details.ts';
import { mendedAnswers } from '../forms/mends/answer.ts';
import { apiAddress } from '../forms/settings/fields.ts';
import { requireKey } from '../forms/settings/require-key.ts';
import { cohereChat } from '../parameters/forms/cohere-chat.ts';

const settings = z.object({ baseUrl: apiAddress('https://api.cohere.com/v2') });
type Settings = z.output<typeof settings>;

async function client({ settings: own, apiKey, fetch }: Connection<Settings>) {
  const { createCohere } = await import('@ai-sdk/cohere');
  return createCohere({ baseURL: own.baseUrl, apiKey: requireKey('Cohere', apiKey), fetch });
}

interface ChatAnswer {
  message?: { citations?: { sources?: { document?: unknown }[] }[] };
}

/** The package knows citations of documents only, and fails at one of a tool's answer. */
function keepDocumentCitations({ message }: ChatAnswer): void {
  if (!message?.citations) return;
  message.citations = message.citations.filter(({ sources = [] }) => sources.every(({ document }) => document));
}

async function chat(connection: Connection<Settings>, id: string): Promise<LanguageModelV4> {
  const fetch = mendedAnswers(connection.fetch, keepDocumentCitations);
  return (await client({ ...connection, fetch })).languageModel(id);
}

const page = z.looseObject({ models: z.array(z.unknown()), next_page_token: z.string().nullish() });
const entry = z.looseObject({
  name: z.string().min(1),
  is_deprecated: z.boolean().nullish(),
  context_length: z.number().nullish().catch(null),
  features: z.array(z.string()).nullish().catch(null),
});

export const cohere = defineVendor({
  id: 'cohere',
  name: 'Cohere',
  keyPage: 'https://dashboard.cohere.com/api-keys',
  needsKey: 'required',
  environment: ['COHERE_API_KEY', 'CO_API_KEY'],
  settings,
  baseUrl: (own) => own.baseUrl,
  parameters: cohereChat,
  models: {
    language: chat,
    embedding: async (connection, id) => (await client(connection)).embeddingModel(id),
    reranking: async (connection, id) => (await client(connection)).rerankingModel(id),
  },
  /** https://docs.cohere.com/reference/list-models: it stayed in v1. */
  async listModels({ settings: { baseUrl }, apiKey, fetch }, signal) {
    const address = `${baseUrl.replace(/\/v2$/, '')}/v1/models`;
    const headers = { Authorization: `Bearer ${requireKey('Cohere', apiKey)}` };
    const pages = await getPages(
      (token) => {
        const query = new URLSearchParams({ endpoint: 'chat', page_size: '1000', ...(token && { page_token: token }) });
        return getJson({ url: `${address}?${query.toString()}`, headers, answer: page, fetch, signal });
      },
      ({ next_page_token }) => next_page_token,
    );
    return readable(
      pages.flatMap(({ models }) => models),
      entry,
    )
      .filter(({ is_deprecated }) => !is_deprecated)
      .map(({ name, context_length: context, features }) => ({
        id: name,
        name,
        ownedBy: 'cohere',
        ...knownDetails({ context, tools: features?.includes('tools'), reasoning: features?.includes('reasoning') }),
      }));
  },
});
