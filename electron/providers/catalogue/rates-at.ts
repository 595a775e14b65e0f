import type { Prices, Rates } from '../../../shared/model/catalogue.ts';

export interface RatesMoment {
  /** When the request was sent; UTC ms. */
  at: number;
  /** All of the prompt, with what came from a cache. */
  promptTokens: number;
}

/** The rates of one request: those of its day, its hour and the length of its prompt. */
export function ratesAt(prices: Prices, { at, promptTokens }: RatesMoment): Rates {
  const { tiers = [], ...base } = tableAt(prices, at);
  // The tier with the highest threshold that the prompt is above counts for the whole request, not only for the rest.
  const passed = tiers.filter(({ above }) => promptTokens > above).sort((a, b) => a.above - b.above);
  const { above: _, ...tier } = passed.at(-1) ?? { above: 0 };
  return { ...base, ...tier };
}

type Table = Omit<Prices, 'hours' | 'later'>;

function tableAt({ hours = [], later = [], ...usual }: Prices, at: number): Table {
  const moment = new Date(at).toISOString();
  const day = moment.slice(0, 10);
  const time = moment.slice(11, 16);
  const begun = later.filter(({ since }) => since <= day).sort((a, b) => (a.since < b.since ? -1 : 1));
  const newest = begun.at(-1);
  if (newest) {
    const { since: _, ...table } = newest;
    return table;
  }
  const window = hours.find(({ from, until }) => isWithin(time, from, until));
  if (!window) return usual;
  const { from: _, until: __, ...table } = window;
  return table;
}

/** A window may go over midnight. */
const isWithin = (time: string, from: string, until: string): boolean =>
  from < until ? from <= time && time < until : from <= time || time < until;
