import { z } from 'zod';
import { type Connection, defineVendor, type ListedModel } from '../define-vendor.ts';
import { getJson, readable } from '../forms/asking/get-json.ts';
import { knownDetails } from '../forms/lists/details.ts';
import { replicateLanguage } from '../forms/replicate/language-model.ts';
import { replicateSpeech } from '../forms/replicate/speech-model.ts';
import { apiAddress } from '../forms/settings/fields.ts';
import { requireKey } from '../forms/settings/require-key.ts';
import { form } from '../parameters/rules.ts';

const settings = z.object({ baseUrl: apiAddress('https://api.replicate.com/v1') });
type Own = Connection<z.output<typeof settings>>;

async function client({ settings: own, apiKey, fetch }: Own) {
  const { createReplicate } = await import('@ai-sdk/replicate');
  return createReplicate({ baseURL: own.baseUrl, apiToken: requireKey('Replicate', apiKey), fetch });
}

const reach = ({ settings: { baseUrl }, apiKey, fetch }: Own) => ({
  provider: 'replicate',
  baseUrl,
  apiKey: requireKey('Replicate', apiKey),
  fetch,
  isTheirs: (host: string) => /(^|\.)replicate\.(com|net)$/.test(host),
});

/** It hosts what anybody uploads; these are the lists it keeps of what is good for something. */
const collections = { 'language-models': 'text', 'text-to-image': 'image', 'text-to-speech': 'audio' } as const;

const collection = z.looseObject({ models: z.array(z.unknown()) });
const entry = z.looseObject({ owner: z.string().min(1), name: z.string().min(1) });

/** Each model has inputs of its own; what one has none for, the form says. */
const predictionParameters = form('Replicate predictions', {
  temperature: { as: 'input.temperature' },
  topP: { as: 'input.top_p' },
  topK: { as: 'input.top_k' },
  maxOutputTokens: { as: 'input.max_tokens' },
  stop: { as: 'input.stop_sequences', remade: true },
  frequencyPenalty: { as: 'input.frequency_penalty' },
  presencePenalty: { as: 'input.presence_penalty' },
  seed: { as: 'input.seed' },
  reasoningEffort: { as: 'input.reasoning_effort' },
  reasoningBudget: { into: 'reasoningEffort' },
});

export const replicate = defineVendor({
  id: 'replicate',
  name: 'Replicate',
  keyPage: 'https://replicate.com/account/api-tokens',
  needsKey: 'required',
  environment: ['REPLICATE_API_TOKEN'],
  keyPattern: /^r8_/,
  settings,
  baseUrl: (own) => own.baseUrl,
  parameters: predictionParameters,
  models: {
    language: async (connection, id) => replicateLanguage(id, reach(connection)),
    image: async (connection, id) => (await client(connection)).image(id),
    speech: async (connection, id) => replicateSpeech(id, reach(connection)),
  },
  async listModels({ settings: { baseUrl }, apiKey, fetch }, signal) {
    const headers = { Authorization: `Bearer ${requireKey('Replicate', apiKey)}` };
    const listed = new Map<string, ListedModel>();
    for (const [slug, output] of Object.entries(collections)) {
      const url = `${baseUrl}/collections/${slug}`;
      const { models } = await getJson({ url, headers, answer: collection, fetch, signal });
      for (const { owner, name } of readable(models, entry)) {
        const id = `${owner}/${name}`;
        if (!listed.has(id)) listed.set(id, { id, name: id, ownedBy: owner, ...knownDetails({ outputs: [output] }) });
      }
    }
    return [...listed.values()];
  },
});
