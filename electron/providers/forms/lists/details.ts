import { z } from 'zod';
import { type ModelDetails, modelDetails } from '../../../../shared/model/catalogue.ts';
import type { ListedModel } from '../../define-vendor.ts';
import { nanoDollars, priceOf, pricesOf } from './price.ts';

type Loose = { [Field in keyof ModelDetails]?: ModelDetails[Field] | null | undefined };

export type KnownDetails = Pick<ListedModel, 'details'>;

/** What is known, where each field is as it should be: a vendor's list may hold anything. */
export function knownDetails(given: Loose): KnownDetails {
  const fields = Object.entries(given).filter(
    ([name, value]) =>
      value !== null && value !== undefined && modelDetails.shape[name as keyof Loose].safeParse(value).success,
  );
  return fields.length > 0 ? { details: Object.fromEntries(fields) } : {};
}

const modalities = { text: 'text', image: 'image', audio: 'audio', video: 'video', file: 'pdf', pdf: 'pdf' } as const;
const isModality = (name: string): name is keyof typeof modalities => Object.hasOwn(modalities, name);

/** Undefined where nothing stands, or only what this app has no word for. */
export function modalitiesOf(names: readonly string[] | null | undefined): ModelDetails['inputs'] {
  const known = [...new Set((names ?? []).filter(isModality).map((name) => modalities[name]))];
  return known.length > 0 ? known : undefined;
}

/** A date of any precision, as the day. */
export const dayOf = (text: string | null | undefined): string | undefined =>
  /^\d{4}-\d{2}(-\d{2})?/.exec(text ?? '')?.[0];

const count = z.int().positive().nullish().catch(null);
const names = z.array(z.string()).nullish().catch(null);
const text = z.string().nullish().catch(null);
const price = z.union([z.string(), z.number()]).nullish().catch(null);

/**
 * What many servers add to an entry of OpenAI's list, most of it after the form that OpenRouter asks its providers for:
 * https://openrouter.ai/docs/use-cases/for-providers
 */
const commonEntry = z.looseObject({
  context_length: count,
  context_window: count,
  max_model_len: count,
  max_context_length: count,
  max_completion_tokens: count,
  max_output_length: count,
  input_modalities: names,
  output_modalities: names,
  supported_features: names,
  supported_sampling_parameters: names,
  supports_tools: z.boolean().nullish().catch(null),
  supports_image_input: z.boolean().nullish().catch(null),
  deprecation: text,
  pricing: z
    .looseObject({
      unit: text,
      prompt: text,
      completion: text,
      input: price,
      output: price,
      input_cache_read: text,
      cache_read: price,
      cache_write: price,
    })
    .nullish()
    .catch(null),
});
type CommonEntry = z.output<typeof commonEntry>;

/** Only where the unit is certain: as texts `prompt` and `completion` are per token; others name theirs. */
function commonPrices(pricing: CommonEntry['pricing']): ModelDetails['prices'] {
  if (!pricing) return undefined;
  if (pricing.unit === 'usd_per_1m_tokens') {
    const { input, output, cache_read: read, cache_write: write } = pricing;
    return pricesOf({
      input: nanoDollars(input, priceOf.million),
      output: nanoDollars(output, priceOf.million),
      cachedInput: nanoDollars(read, priceOf.million),
      cacheWrite: nanoDollars(write, priceOf.million),
    });
  }
  return pricesOf({
    input: nanoDollars(pricing.prompt, priceOf.token),
    output: nanoDollars(pricing.completion, priceOf.token),
    cachedInput: nanoDollars(pricing.input_cache_read, priceOf.token),
  });
}

/** The details of an entry in OpenAI's form, as far as it names some. */
export function commonDetails(entry: unknown): KnownDetails {
  const parsed = commonEntry.safeParse(entry);
  if (!parsed.success) return {};
  const given = parsed.data;
  const features = given.supported_features;
  return knownDetails({
    context: given.context_length ?? given.context_window ?? given.max_model_len ?? given.max_context_length,
    maxOutput: given.max_completion_tokens ?? given.max_output_length,
    inputs: modalitiesOf(given.input_modalities) ?? (given.supports_image_input ? ['text', 'image'] : undefined),
    outputs: modalitiesOf(given.output_modalities),
    tools: features?.includes('tools') ?? given.supports_tools,
    structuredOutput: features?.includes('structured_outputs'),
    reasoning: features?.includes('reasoning'),
    temperature: given.supported_sampling_parameters?.includes('temperature'),
    status: given.deprecation ? 'deprecated' : undefined,
    prices: commonPrices(given.pricing),
  });
}
