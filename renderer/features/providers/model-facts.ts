import { AudioLines, Braces, Brain, FileText, Image, type LucideIcon, Wrench } from 'lucide-react';
import type { ModelDetails, Rates } from '../../../shared/model/catalogue.ts';
import type { DescribedModel } from '../../../shared/model/provider.ts';
import type { I18n } from '../../lib/i18n.ts';

type Ability = keyof I18n['t']['discovery']['abilities'];

/** What a table can be asked for, each with its picture. */
export const abilities: readonly (readonly [Ability, LucideIcon])[] = [
  ['tools', Wrench],
  ['reasoning', Brain],
  ['images', Image],
  ['structuredOutput', Braces],
  ['audio', AudioLines],
  ['pdf', FileText],
];

export function hasAbility(
  { tools, reasoning, structuredOutput, inputs = [] }: ModelDetails,
  ability: Ability,
): boolean {
  switch (ability) {
    case 'tools':
      return tools === true;
    case 'reasoning':
      return reasoning === true;
    case 'structuredOutput':
      return structuredOutput === true;
    case 'images':
      return inputs.includes('image');
    case 'audio':
    case 'pdf':
      return inputs.includes(ability);
  }
}

export interface ModelFilter {
  query: string;
  abilities: ReadonlySet<Ability>;
}

export const noFilter: ModelFilter = { query: '', abilities: new Set() };

/** Those that have all words of the query in their id or name, and all abilities. */
export function filterModels(
  models: readonly DescribedModel[],
  { query, abilities: wanted }: ModelFilter,
): readonly DescribedModel[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0 && wanted.size === 0) return models;
  return models.filter(({ id, name, details }) => {
    const text = `${id} ${name}`.toLowerCase();
    return words.every((word) => text.includes(word)) && [...wanted].every((one) => hasAbility(details, one));
  });
}

/** Prices are kept per 1,000 tokens and read per million. */
export const perMillion = (price: number, { format, t }: I18n): string =>
  price === 0 ? t.discovery.free : format.money(price * 1000);

/** What stands for a price: one that is not known is never free. */
export const priceWords = (price: number | undefined, i18n: I18n): string =>
  price === undefined ? i18n.t.discovery.notKnown : perMillion(price, i18n);

export const isUnpriced = ({ input, output }: Pick<Rates, 'input' | 'output'> = {}): boolean =>
  input === undefined && output === undefined;
export const isFree = ({ input, output }: Pick<Rates, 'input' | 'output'> = {}): boolean => input === 0 && output === 0;
