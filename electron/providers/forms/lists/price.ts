import type { Prices } from '../../../../shared/model/catalogue.ts';
import { toNano } from '../extras/nano.ts';

/** For what one unit a vendor writes its prices, in dollars; the number is how far nano-dollars are from that. */
export const priceOf = {
  /** Per token, to per 1,000. */
  token: 12,
  /** Per million tokens, to per 1,000. */
  million: 6,
  /** Ten-thousandths of a dollar per million tokens, to per 1,000. */
  tenThousandthOfMillion: 2,
  piece: 9,
} as const;

export type Price = string | number | null | undefined;

/** Whole nano-dollars; undefined where no price stands. What costs something never becomes free. */
export function nanoDollars(price: Price, decimals: number): number | undefined {
  if (price === null || price === undefined) return undefined;
  const nano = toNano(price, decimals);
  // OpenRouter writes -1 where the price depends on what is chosen behind the model.
  if (nano === null || nano < 0 || String(price).trim().startsWith('-')) return undefined;
  return nano === 0 && /[1-9]/.test(String(price).replace(/e.*$/i, '')) ? 1 : nano;
}

/** The table without what is not known; undefined where the price of neither side is. */
export function pricesOf(rates: { [Rate in keyof Prices]?: Prices[Rate] | undefined }): Prices | undefined {
  if (rates.input === undefined && rates.output === undefined) return undefined;
  return Object.fromEntries(Object.entries(rates).filter(([, rate]) => rate !== undefined));
}
