import { z } from 'zod';
import { type Connection, defineVendor } from '../define-vendor.ts';
import { getJson, readable } from '../forms/asking/get-json.ts';
import { mendedAnswers } from '../forms/mends/answer.ts';
import { openAiRelays } from '../forms/openai/relays.ts';
import { apiAddress } from '../forms/settings/fields.ts';
import { requireKey } from '../forms/settings/require-key.ts';
import { asItIs, compatibleChat } from '../parameters/forms/compatible-chat.ts';
import { differing, lacks } from '../parameters/rules.ts';

const settings = z.object({
  accountId: z
    .string({ error: 'An account ID is needed. The dashboard shows it on the page of Workers AI.' })
    .trim()
    .regex(/^[\w-]{1,64}$/, 'This is not an account ID: it has 32 letters and digits, and the dashboard shows it.')
    .meta({
      title: 'Account ID',
      description: 'On the overview page of your account in the Cloudflare dashboard.',
      placeholder: '32 letters and digits',
    }),
  baseUrl: apiAddress('https://api.cloudflare.com/client/v4'),
});
type Settings = z.output<typeof settings>;

const apiOf = ({ baseUrl, accountId }: Settings): string => `${baseUrl}/accounts/${accountId}/ai`;

interface ChatAnswer {
  choices?: { message?: { content?: unknown } }[];
}

/** Where a schema was given, the content is the object itself and not its text, which no reader of this form expects. */
function writeContent({ choices = [] }: ChatAnswer): void {
  for (const { message } of choices) {
    if (message && message.content instanceof Object) message.content = JSON.stringify(message.content);
  }
}

async function client({ settings: own, apiKey, fetch }: Connection<Settings>) {
  const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
  return createOpenAICompatible({
    name: 'cloudflare-workers-ai',
    baseURL: `${apiOf(own)}/v1`,
    apiKey: requireKey('Cloudflare', apiKey),
    fetch: mendedAnswers(fetch, writeContent),
    includeUsage: true,
    supportsStructuredOutputs: true,
  });
}

/** https://developers.cloudflare.com/api/resources/ai/subresources/models/methods/list */
const listed = z.looseObject({ result: z.array(z.unknown()) });
const entry = z.looseObject({ name: z.string().min(1) });

export const cloudflareWorkersAi = defineVendor({
  id: 'cloudflare-workers-ai',
  name: 'Cloudflare Workers AI',
  keyPage: 'https://dash.cloudflare.com/profile/api-tokens',
  needsKey: 'required',
  environment: ['CLOUDFLARE_API_TOKEN', 'CLOUDFLARE_API_KEY'],
  settings,
  baseUrl: (own) => own.baseUrl,
  /** https://developers.cloudflare.com/workers-ai/models: each model's page has the schema of its input. */
  parameters: differing(compatibleChat, {
    topK: asItIs('top_k'),
    repetitionPenalty: asItIs('repetition_penalty'),
    ...lacks('logprobs', 'topLogprobs', 'logitBias', 'user', 'parallelToolCalls'),
  }),
  models: {
    language: async (connection, id) => (await client(connection)).chatModel(id),
    embedding: async (connection, id) => (await client(connection)).embeddingModel(id),
  },
  relays: openAiRelays(['openai-chat', 'openai-embeddings'], {
    reach: ({ settings: own, apiKey }: Connection<Settings>) => ({
      baseUrl: `${apiOf(own)}/v1`,
      headers: { Authorization: `Bearer ${requireKey('Cloudflare', apiKey)}` },
    }),
  }),
  async listModels({ settings: own, apiKey, fetch }, signal) {
    const { result } = await getJson({
      url: `${apiOf(own)}/models/search?task=Text%20Generation&per_page=200`,
      headers: { Authorization: `Bearer ${requireKey('Cloudflare', apiKey)}` },
      answer: listed,
      fetch,
      signal,
    });
    return readable(result, entry).map(({ name }) => ({ id: name, name, ownedBy: name.split('/')[1] ?? null }));
  },
});
