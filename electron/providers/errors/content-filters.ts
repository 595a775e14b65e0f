import type { SharedV4ProviderMetadata } from '@ai-sdk/provider';
import { isObject, isText } from './json-values.ts';

/** What a filter found of one kind: how bad, or, where there is no more or less, whether at all. */
export interface FilterResult {
  filtered: boolean;
  severity?: string;
  detected?: boolean;
}

export type FilterResults = Record<string, FilterResult>;

const severities = ['safe', 'low', 'medium', 'high'];
const gravity = ({ filtered, severity, detected }: FilterResult): number =>
  (filtered ? 10 : 0) + (detected ? 5 : 0) + severities.indexOf(severity ?? 'safe');

/** By category. What a filter could not look at has an `error` in its place and is left out. */
export function readFilterResults(value: unknown): FilterResults {
  const entries = isObject(value) ? Object.entries(value) : [];
  return Object.fromEntries(
    entries.flatMap(([category, found]) => {
      if (!isObject(found) || typeof found['filtered'] !== 'boolean') return [];
      const { filtered, severity, detected } = found;
      const result: FilterResult = {
        filtered,
        ...(isText(severity) && { severity }),
        ...(typeof detected === 'boolean' && { detected }),
      };
      return [[category, result]];
    }),
  );
}

/** A long answer is looked at piece by piece; what counts is the worst of them. */
export function worstOf(some: FilterResults, others: FilterResults): FilterResults {
  const worst = { ...some };
  for (const [category, result] of Object.entries(others)) {
    const known = worst[category];
    if (!known || gravity(result) > gravity(known)) worst[category] = result;
  }
  return worst;
}

export interface FilterReason {
  /** Which categories were turned down, the worst first: `violence, hate`. */
  category: string;
  /** Of the worst. */
  severity?: string;
}

export function filterReasonOf(results: FilterResults): FilterReason | undefined {
  const hits = Object.entries(results)
    .filter(([, { filtered }]) => filtered)
    .toSorted(([, a], [, b]) => gravity(b) - gravity(a));
  const [worst] = hits;
  if (!worst) return undefined;
  const { severity } = worst[1];
  return { category: hits.map(([category]) => category).join(', '), ...(severity !== undefined && { severity }) };
}

/** Of what goes along with an answer, whoever put it there. */
export function filterReasonIn(metadata: SharedV4ProviderMetadata | undefined): FilterReason | undefined {
  const found = Object.values(metadata ?? {}).flatMap(({ contentFilters }) =>
    isObject(contentFilters) ? Object.values(contentFilters).map(readFilterResults) : [],
  );
  return filterReasonOf(found.reduce(worstOf, {}));
}
