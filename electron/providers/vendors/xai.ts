import { z } from 'zod';
import { type Connection, defineVendor } from '../define-vendor.ts';
import { getJson, readable } from '../forms/asking/get-json.ts';
import { type KnownDetails, knownDetails, modalitiesOf } from '../forms/lists/details.ts';
import { nanoDollars, type Price, priceOf, pricesOf } from '../forms/lists/price.ts';
import { openAiHeaders } from '../forms/openai/headers.ts';
import { listOpenAiModels } from '../forms/openai/list-models.ts';
import { keyed, openAiRelays } from '../forms/openai/relays.ts';
import { apiAddress } from '../forms/settings/fields.ts';
import { requireKey } from '../forms/settings/require-key.ts';
import { openAiResponses } from '../parameters/forms/open-ai-chat.ts';
import { differing, lacks } from '../parameters/rules.ts';

const notForChat = /image|imagine|video|voice|tts|stt/;

const settings = z.object({ baseUrl: apiAddress('https://api.x.ai/v1') });
type Settings = z.output<typeof settings>;

async function client({ settings: { baseUrl: baseURL }, apiKey, fetch }: Connection<z.output<typeof settings>>) {
  const { createXai } = await import('@ai-sdk/xai');
  return createXai({ baseURL, apiKey: requireKey('xAI', apiKey), fetch });
}

const price = z.int().nullish().catch(null);
/** https://docs.x.ai/docs/api-reference#list-language-models: prices in cents per 100 million tokens. */
const entry = z.looseObject({
  id: z.string(),
  input_modalities: z.array(z.string()).nullish().catch(null),
  prompt_text_token_price: price,
  completion_text_token_price: price,
  cached_prompt_text_token_price: price,
  long_context_threshold: z.int().positive().nullish().catch(null),
  prompt_text_token_price_long_context: price,
  completion_text_token_price_long_context: price,
  cached_prompt_text_token_price_long_context: price,
});

/** A 0 stands for what it does not sell. */
const rate = (given: Price) => nanoDollars(given, priceOf.tenThousandthOfMillion) || undefined;

function detailsOf(model: z.output<typeof entry>): KnownDetails {
  const longer = pricesOf({
    input: rate(model.prompt_text_token_price_long_context),
    output: rate(model.completion_text_token_price_long_context),
    cachedInput: rate(model.cached_prompt_text_token_price_long_context),
  });
  const above = model.long_context_threshold;
  return knownDetails({
    inputs: modalitiesOf(model.input_modalities),
    prices: pricesOf({
      input: rate(model.prompt_text_token_price),
      output: rate(model.completion_text_token_price),
      cachedInput: rate(model.cached_prompt_text_token_price),
      tiers: above && longer ? [{ above, ...longer }] : undefined,
    }),
  });
}

async function listDetails({ settings: { baseUrl }, apiKey, fetch }: Connection<Settings>, signal: AbortSignal) {
  const { models } = await getJson({
    url: `${baseUrl}/language-models`,
    headers: openAiHeaders({ apiKey }),
    answer: z.looseObject({ models: z.array(z.unknown()) }),
    fetch,
    signal,
  });
  return new Map(readable(models, entry).map((model) => [model.id, detailsOf(model)]));
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
  /** https://docs.x.ai/docs/api-reference#create-new-response */
  parameters: differing(
    { ...openAiResponses, models: [] },
    {
      topK: { as: 'top_k' },
      minP: { as: 'min_p', option: 'minP' },
      seed: { as: 'seed' },
      reasoningEffort: { as: 'reasoning.effort', remade: true },
      reasoningBudget: { into: 'reasoningEffort' },
      logprobs: { as: 'logprobs', option: 'logprobs' },
      topLogprobs: { as: 'top_logprobs', option: 'topLogprobs', range: [0, 8] },
      serviceTier: { as: 'service_tier', option: 'serviceTier', values: { default: 'default', priority: 'priority' } },
      ...lacks('verbosity'),
    },
  ),
  models: {
    language: async (connection, id) => (await client(connection)).languageModel(id),
    image: async (connection, id) => (await client(connection)).imageModel(id),
    // It has one model for each, without a name.
    speech: async (connection) => (await client(connection)).speech(),
    transcription: async (connection) => (await client(connection)).transcription(),
  },
  relays: openAiRelays(['openai-chat', 'openai-responses'], { reach: keyed('xAI') }),
  async listModels(connection, signal) {
    const { settings: own, apiKey, fetch } = connection;
    // It says what they cost; without it the rest is still a list.
    const asking = listDetails(connection, signal).catch(() => undefined);
    const models = await listOpenAiModels({ ...own, apiKey, fetch, signal });
    const details = await asking;
    return models.filter(({ id }) => !notForChat.test(id)).map((model) => ({ ...model, ...details?.get(model.id) }));
  },
});
