import { choice, digit, digits, nothing, optional, type Regex, sequence, textOf } from './regex.ts';

export interface DecimalRange {
  /** Both ends inside, in units of the last decimal place. */
  low: bigint;
  high: bigint;
  /** Decimal places. 0: whole numbers. */
  places: number;
}

/** Plain decimals (no exponent, no leading zeros, no `-0`) from one to the other. */
export function decimalsBetween({ low, high, places }: DecimalRange): Regex {
  const options: Regex[] = [];
  if (low < 0n) {
    const range = { low: high < 0n ? -high : 1n, high: -low, places };
    if (range.low <= range.high) options.push(sequence(textOf('-'), nonNegative(range)));
  }
  if (high >= 0n) options.push(nonNegative({ low: low > 0n ? low : 0n, high, places }));
  return choice(...options);
}

function nonNegative({ low, high, places }: DecimalRange): Regex {
  const unit = 10n ** BigInt(places);
  const [lowWhole, highWhole] = [low / unit, high / unit];
  const lowRest = restOf(low % unit, places);
  const highRest = restOf(high % unit, places);
  const at = (whole: bigint, rest: Regex): Regex => sequence(textOf(String(whole)), rest);
  if (lowWhole === highWhole) return at(lowWhole, fraction(places, lowRest, highRest));

  const options: Regex[] = [];
  const from = /[1-9]/.test(lowRest) ? lowWhole + 1n : lowWhole;
  const to = /[0-8]/.test(highRest) ? highWhole - 1n : highWhole;
  if (from > lowWhole) options.push(at(lowWhole, fraction(places, lowRest, undefined)));
  if (from <= to) options.push(sequence(wholesBetween(from, to), fraction(places, undefined, undefined)));
  if (to < highWhole) options.push(at(highWhole, fraction(places, undefined, highRest)));
  return choice(...options);
}

const restOf = (rest: bigint, places: number): string => (places === 0 ? '' : String(rest).padStart(places, '0'));

function wholesBetween(low: bigint, high: bigint): Regex {
  const [lowText, highText] = [String(low), String(high)];
  const [shortest, longest] = [lowText.length, highText.length];
  if (shortest === longest) return sameLength(lowText, highText);
  const options = [sameLength(lowText, '9'.repeat(shortest))];
  if (longest - shortest > 1) options.push(sequence(digit(1, 9), digits(shortest, longest - 2)));
  options.push(sameLength(`1${'0'.repeat(longest - 1)}`, highText));
  return choice(...options);
}

/** Digits of one length from one text to the other. */
function sameLength(low: string, high: string): Regex {
  if (low === '') return nothing;
  if (/^0+$/.test(low) && /^9+$/.test(high)) return digits(low.length, low.length);
  const [from, to] = [Number(low[0]), Number(high[0])];
  const [lowRest, highRest] = [low.slice(1), high.slice(1)];
  if (from === to) return sequence(digit(from, from), sameLength(lowRest, highRest));
  const [zeros, nines] = ['0'.repeat(lowRest.length), '9'.repeat(lowRest.length)];
  const options = [sequence(digit(from, from), sameLength(lowRest, nines))];
  if (to - from > 1) options.push(sequence(digit(from + 1, to - 1), digits(lowRest.length, lowRest.length)));
  options.push(sequence(digit(to, to), sameLength(zeros, highRest)));
  return choice(...options);
}

/** What may stand behind the whole part: the decimals between the two bounds, none meaning zero. A bound that is not there does not bind. */
function fraction(places: number, low: string | undefined, high: string | undefined): Regex {
  if (places === 0) return nothing;
  const written = sequence(textOf('.'), decimals(places, low, high));
  return isZero(low) ? optional(written) : written;
}

const isZero = (text: string | undefined): boolean => text === undefined || /^0*$/.test(text);

/** One to `count` digits that, filled up with zeros, lie between the bounds. */
function decimals(count: number, low: string | undefined, high: string | undefined): Regex {
  if (low === undefined && high === undefined) return digits(1, count);
  const [from, to] = [Number(low?.[0] ?? 0), Number(high?.[0] ?? 9)];
  const options: Regex[] = [];
  const add = (first: Regex, lowRest: string | undefined, highRest: string | undefined): void => {
    const canEnd = isZero(lowRest);
    if (count === 1) {
      if (canEnd) options.push(first);
      return;
    }
    const more = decimals(count - 1, lowRest, highRest);
    options.push(sequence(first, canEnd ? optional(more) : more));
  };
  const [lowRest, highRest] = [low?.slice(1), high?.slice(1)];
  if (from === to) add(digit(from, from), lowRest, highRest);
  else {
    const firstFree = low === undefined ? from : from + 1;
    const lastFree = high === undefined ? to : to - 1;
    if (low !== undefined) add(digit(from, from), lowRest, undefined);
    if (firstFree <= lastFree) add(digit(firstFree, lastFree), undefined, undefined);
    if (high !== undefined) add(digit(to, to), undefined, highRest);
  }
  return choice(...options);
}
