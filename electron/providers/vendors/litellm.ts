import { z } from 'zod';
import { getJson, readable } from '../forms/asking/get-json.ts';
import { type KnownDetails, knownDetails } from '../forms/lists/details.ts';
import { nanoDollars, type Price, priceOf, pricesOf } from '../forms/lists/price.ts';
import { openAiCompatible } from '../forms/openai/compatible.ts';
import { openAiHeaders } from '../forms/openai/headers.ts';
import { serverChat } from '../parameters/forms/compatible-chat.ts';

const price = z.union([z.string(), z.number()]).nullish().catch(null);
const count = z.int().nullish().catch(null);
const can = z.boolean().nullish().catch(null);
/** https://docs.litellm.ai/docs/proxy/model_management: prices per token. */
const entry = z.looseObject({
  model_name: z.string(),
  model_info: z.looseObject({
    max_input_tokens: count,
    max_output_tokens: count,
    input_cost_per_token: price,
    output_cost_per_token: price,
    cache_read_input_token_cost: price,
    supports_vision: can,
    supports_function_calling: can,
    supports_response_schema: can,
    supports_reasoning: can,
  }),
});

function detailsOf({ model_info: info }: z.output<typeof entry>): KnownDetails {
  // It writes 0 also where it does not know.
  const perToken = (one: Price) => nanoDollars(one, priceOf.token) || undefined;
  return knownDetails({
    maxInput: info.max_input_tokens,
    maxOutput: info.max_output_tokens,
    inputs: info.supports_vision ? ['text', 'image'] : undefined,
    tools: info.supports_function_calling,
    structuredOutput: info.supports_response_schema,
    reasoning: info.supports_reasoning,
    prices: pricesOf({
      input: perToken(info.input_cost_per_token),
      output: perToken(info.output_cost_per_token),
      cachedInput: perToken(info.cache_read_input_token_cost),
    }),
  });
}

export const litellm = openAiCompatible({
  id: 'litellm',
  name: 'LiteLLM',
  keyPage: null,
  needsKey: 'optional',
  environment: ['LITELLM_API_KEY', 'LITELLM_MASTER_KEY'],
  address: 'http://localhost:4000/v1',
  services: ['language', 'embedding', 'image', 'reranking', 'moderation'],
  completesTexts: true,
  parameters: serverChat,
  differences: { supportsStructuredOutputs: true },
  async listDetails({ settings, apiKey, fetch }, signal) {
    const { data } = await getJson({
      url: `${settings.baseUrl.replace(/\/v1$/, '')}/model/info`,
      headers: openAiHeaders({ apiKey }),
      answer: z.looseObject({ data: z.array(z.unknown()) }),
      fetch,
      signal,
    });
    return new Map(readable(data, entry).map((one) => [one.model_name, detailsOf(one)]));
  },
});
