import type { Provider } from '../../../shared/model/provider.ts';
import type { RequestLimits } from '../../../shared/model/provider-limits.ts';
import type { I18n } from '../../lib/i18n.ts';
import type { FieldErrors } from './provider-form.ts';

/** What a person says about an instance, as it is typed. */
export type InstanceChoices = Pick<Provider, 'description' | 'tags'> & {
  /** Null is an empty field. */
  priority: number | null;
  weight: number | null;
  limits: RequestLimits;
};

const highest = 1000;
const mostAMinute = 1_000_000_000;

export const limitFields = ['requestsPerMinute', 'tokensPerMinute'] as const;

/** What is wrong with it, before the host is asked. */
export function choiceErrors(
  { priority, weight, limits }: InstanceChoices,
  { t, format }: Pick<I18n, 't' | 'format'>,
): FieldErrors {
  const isIn = (value: number | null): value is number => value !== null && value >= 0 && value <= highest;
  const isLimit = (value: number | null): boolean =>
    value === null || (Number.isInteger(value) && value >= 1 && value <= mostAMinute);
  const wrongLimits = limitFields.filter((name) => !isLimit(limits[name]));
  return {
    ...(!(isIn(priority) && Number.isInteger(priority)) && { priority: t.common.wholeNumber(0, highest) }),
    ...(!isIn(weight) && { weight: t.network.instance.numberBetween('0', format.number(highest)) }),
    ...Object.fromEntries(wrongLimits.map((name) => [name, t.network.limits.between('1', format.number(mostAMinute))])),
  };
}
