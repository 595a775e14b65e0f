import { z } from 'zod';
import type { Prices } from '../../../../shared/model/catalogue.ts';
import { dayOf, type KnownDetails, knownDetails, modalitiesOf } from './details.ts';
import { nanoDollars, type Price, priceOf, pricesOf } from './price.ts';

const price = z.union([z.string(), z.number()]).nullish().catch(null);
const names = z.array(z.string()).nullish().catch(null);
const count = z.int().positive().nullish().catch(null);
const text = z.string().nullish().catch(null);

const rates = {
  prompt: price,
  completion: price,
  input_cache_read: price,
  input_cache_write: price,
  input_cache_write_1h: price,
  internal_reasoning: price,
  audio: price,
  request: price,
  image: price,
  web_search: price,
};
const override = z.looseObject({ ...rates, min_prompt_tokens: count });

/** https://openrouter.ai/docs/api-reference/list-available-models */
const entry = z.looseObject({
  context_length: count,
  architecture: z.looseObject({ input_modalities: names, output_modalities: names }).nullish().catch(null),
  pricing: z
    .looseObject({ ...rates, overrides: z.array(override).nullish().catch(null) })
    .nullish()
    .catch(null),
  top_provider: z.looseObject({ max_completion_tokens: count }).nullish().catch(null),
  supported_parameters: names,
  knowledge_cutoff: text,
  expiration_date: text,
});

type Rates = { [Name in keyof typeof rates]?: Price };

const perToken = (given: Price): number | undefined => nanoDollars(given, priceOf.token);
/** A piece that costs nothing is not worth a line; most lists write a 0 for all that they do not charge. */
const perPiece = (given: Price): number | undefined => nanoDollars(given, priceOf.piece) || undefined;

const ratesOf = (given: Rates) => ({
  input: perToken(given.prompt),
  output: perToken(given.completion),
  cachedInput: perToken(given.input_cache_read),
  cacheWrite: perToken(given.input_cache_write),
  cacheWriteHour: perToken(given.input_cache_write_1h),
  reasoning: perToken(given.internal_reasoning) || undefined,
  audioInput: perToken(given.audio) || undefined,
  request: perPiece(given.request),
  image: perPiece(given.image),
  webSearch: perPiece(given.web_search),
});

/** Prices from a length of the prompt on: there our tiers begin one token later than theirs. */
function tiersOf(overrides: readonly z.output<typeof override>[]): Prices['tiers'] {
  const tiers = overrides.flatMap(({ min_prompt_tokens: from, ...given }) => {
    const table = from && from > 1 ? pricesOf(ratesOf(given)) : undefined;
    return from && table ? [{ above: from - 1, ...table }] : [];
  });
  return tiers.length > 0 ? tiers : undefined;
}

/** What a list in OpenRouter's own form says about a model. */
export function routerDetails(given: unknown): KnownDetails {
  const parsed = entry.safeParse(given);
  if (!parsed.success) return {};
  const { pricing, architecture, supported_parameters: parameters, ...model } = parsed.data;
  const prices = pricing && pricesOf({ ...ratesOf(pricing), tiers: tiersOf(pricing.overrides ?? []) });
  const has = (name: string): boolean | undefined => parameters?.includes(name);
  return knownDetails({
    context: model.context_length,
    maxOutput: model.top_provider?.max_completion_tokens,
    inputs: modalitiesOf(architecture?.input_modalities),
    outputs: modalitiesOf(architecture?.output_modalities),
    tools: has('tools'),
    structuredOutput: has('structured_outputs'),
    reasoning: has('reasoning'),
    temperature: has('temperature'),
    knowledge: dayOf(model.knowledge_cutoff),
    status: model.expiration_date ? 'deprecated' : undefined,
    prices,
  });
}
