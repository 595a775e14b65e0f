import { z } from 'zod';
import { getJson } from '../forms/asking/get-json.ts';
import { toNano } from '../forms/extras/nano.ts';
import { type KnownDetails, knownDetails, modalitiesOf } from '../forms/lists/details.ts';
import { nanoDollars, priceOf, pricesOf } from '../forms/lists/price.ts';
import { openAiCompatible } from '../forms/openai/compatible.ts';
import { openAiHeaders } from '../forms/openai/headers.ts';
import { serverChat } from '../parameters/forms/compatible-chat.ts';
import { entryOf } from '../services/balance.ts';

/** In ten-thousandths of a dollar: https://novita.ai/docs/api-reference/basic-get-user-balance */
const amount = z.union([z.string(), z.number()]).transform((given) => toNano(given, 5));
const balances = z.looseObject({ availableBalance: amount, cashBalance: amount.nullish() });

const price = z.union([z.string(), z.number()]).nullish().catch(null);
const names = z.array(z.string()).nullish().catch(null);
const count = z.int().nullish().catch(null);
/** https://novita.ai/docs/api-reference/model-apis-llm-list-models */
const entry = z.looseObject({
  context_size: count,
  max_output_tokens: count,
  input_token_price_per_m: price,
  output_token_price_per_m: price,
  features: names,
  input_modalities: names,
  output_modalities: names,
});

function detailsOf(given: unknown): KnownDetails {
  const model = entry.parse(given);
  return knownDetails({
    context: model.context_size,
    maxOutput: model.max_output_tokens,
    inputs: modalitiesOf(model.input_modalities),
    outputs: modalitiesOf(model.output_modalities),
    tools: model.features?.includes('function-calling'),
    structuredOutput: model.features?.includes('structured-outputs'),
    reasoning: model.features?.includes('reasoning'),
    prices: pricesOf({
      input: nanoDollars(model.input_token_price_per_m, priceOf.tenThousandthOfMillion),
      output: nanoDollars(model.output_token_price_per_m, priceOf.tenThousandthOfMillion),
    }),
  });
}

export const novita = openAiCompatible({
  id: 'novita',
  name: 'Novita',
  keyPage: 'https://novita.ai/settings/key-management',
  needsKey: 'required',
  environment: ['NOVITA_API_KEY'],
  isListOpen: true,
  address: 'https://api.novita.ai/v3/openai',
  services: ['language', 'embedding'],
  completesTexts: true,
  parameters: serverChat,
  differences: { supportsStructuredOutputs: true },
  detailsOf,
  extras: {
    balance: ({ settings, apiKey, fetch }) => ({
      async read(signal) {
        const { availableBalance, cashBalance = null } = await getJson({
          url: new URL('/openapi/v1/billing/balance/detail', settings.baseUrl).href,
          headers: openAiHeaders({ apiKey }),
          answer: balances,
          fetch,
          signal,
        });
        return [
          entryOf({ what: 'left', unit: 'nano-usd', left: availableBalance }),
          entryOf({ what: 'paid', unit: 'nano-usd', left: cashBalance }),
        ];
      },
    }),
  },
});
