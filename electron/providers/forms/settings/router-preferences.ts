import { z } from 'zod';
import { listOfWords, optionalNumber, wordsOf } from './fields.ts';

/** Which of its providers a router asks, as fields of a form. */
export const routerPreferences = {
  order: listOfWords.meta({
    title: 'Providers to try first',
    description: 'Their short names in the order wished for, with commas between.',
    placeholder: 'anthropic, amazon-bedrock',
  }),
  fallbacks: z.boolean().default(true).meta({
    title: 'Others may answer',
    description: 'When those to try first do not. Off, the request fails then.',
  }),
  only: listOfWords.meta({
    title: 'Only these providers',
    description: 'Nobody else is asked. Empty is everybody.',
    placeholder: 'mistral, together',
  }),
  ignore: listOfWords.meta({
    title: 'Never these providers',
    description: 'Their short names, with commas between.',
    placeholder: 'deepinfra',
  }),
  keepsNothing: z.boolean().default(false).meta({
    title: 'Only providers that keep no prompts',
    description: 'Those that store what they are sent, or train on it, are not asked.',
  }),
  sort: z.enum(['balanced', 'price', 'throughput', 'latency']).default('balanced').meta({
    title: 'What counts most',
    description: 'Balanced shares the requests out by price among those that work.',
  }),
  maxInputPrice: optionalNumber.meta({
    title: 'Highest input price',
    description: 'US dollars per million tokens. Empty is without a limit.',
  }),
  maxOutputPrice: optionalNumber.meta({
    title: 'Highest output price',
    description: 'US dollars per million tokens. Empty is without a limit.',
  }),
};

const preferences = z.object(routerPreferences);

/** As the request says it: https://openrouter.ai/docs/features/provider-routing. What is as usual is not sent. */
export function toProviderField(chosen: z.output<typeof preferences>) {
  const { sort, keepsNothing, fallbacks, maxInputPrice, maxOutputPrice } = chosen;
  const order = wordsOf(chosen.order);
  const only = wordsOf(chosen.only);
  const ignore = wordsOf(chosen.ignore);
  const price = {
    ...(maxInputPrice !== undefined && { prompt: maxInputPrice }),
    ...(maxOutputPrice !== undefined && { completion: maxOutputPrice }),
  };
  const provider = {
    ...(order && { order }),
    ...(only && { only }),
    ...(ignore && { ignore }),
    ...(!fallbacks && { allow_fallbacks: false }),
    ...(keepsNothing && { data_collection: 'deny' as const }),
    ...(sort !== 'balanced' && { sort }),
    ...(Object.keys(price).length > 0 && { max_price: price }),
  };
  return Object.keys(provider).length > 0 ? { provider } : {};
}
