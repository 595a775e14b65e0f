import { type Automaton, acceptsNothing, explore, intersect } from './automaton/automaton.ts';
import { compileRegex } from './automaton/compile-regex.ts';
import { type DecimalRange, decimalsBetween } from './automaton/number-regex.ts';
import type { Effort } from './automaton/regex.ts';
import type { Bound, NumberShape } from './shapes.ts';

/** Digits that a double keeps apart from each other, whatever they are. */
const sureDigits = 15;
/** A bound beyond this, on the side where it leaves room, is as good as none: such numbers are not written. */
const farAway = { whole: 1e21, decimal: 10 ** sureDigits };

/** Every number of a shape that has bounds, written without an exponent. Undefined: there is none. */
export function numberAutomaton(shape: NumberShape, effort: Effort): Automaton | undefined {
  const range = rangeOf(shape);
  if (range.low > range.high) return undefined;
  const within = compileRegex(decimalsBetween(range), { effort });
  const automaton = shape.step === 1 ? within : intersect(within, multiplesOf(shape.step, effort), effort);
  return acceptsNothing(automaton) ? undefined : automaton;
}

function rangeOf(shape: NumberShape): DecimalRange {
  const { isWhole, step } = shape;
  // What is to be divided has to be what a double holds.
  const far = !isWhole ? farAway.decimal : step > 1 ? Number.MAX_SAFE_INTEGER : farAway.whole;
  const low = shape.low && shape.low.value > -far ? shape.low : undefined;
  const high = shape.high && shape.high.value < far ? shape.high : undefined;
  const sizes = [low, high].map((bound) => Math.abs(bound?.value ?? 0));
  const digits = Math.max(...sizes.map((size) => String(Math.trunc(size)).length));
  // Near its bounds a number keeps no more digits than a double can tell from them.
  const places = isWhole || sizes.some((size) => size >= farAway.decimal) ? 0 : sureDigits - digits;
  const first = low && scaled(low, { places, side: 'low' });
  const last = high && scaled(high, { places, side: 'high' });
  const open = 10n ** BigInt(sureDigits + places) - 1n;
  return {
    low: first ?? (last !== undefined && last < -open ? -beyond(-last) : -open),
    high: last ?? (first !== undefined && first > open ? beyond(first) : open),
    places,
  };
}

/** How far to go from a bound that lies outside what is written without one: another digit, but not out of a double's range. */
function beyond(bound: bigint): bigint {
  const most = 10n ** 308n;
  return bound > most ? bound : 10n * bound < most ? 10n * bound : most;
}

/** The nearest number inside a bound, in units of the last place. */
function scaled({ value, isExclusive }: Bound, { places, side }: { places: number; side: 'low' | 'high' }): bigint {
  const { digits, scale } = decimalOf(value);
  const shift = BigInt(Math.abs(places - scale));
  const isExact = places >= scale || digits % 10n ** shift === 0n;
  const floor = places >= scale ? digits * 10n ** shift : floorDivide(digits, 10n ** shift);
  // Above 2^53 the next whole number may be read as the bound itself: a step that a double sees.
  const size = floor < 0n ? -floor : floor;
  const step = places === 0 && size >= 2n ** 53n ? (size >> 51n) + 1n : 1n;
  if (side === 'low') return isExact ? floor + (isExclusive ? step : 0n) : floor + 1n;
  return isExact && isExclusive ? floor - step : floor;
}

const floorDivide = (value: bigint, by: bigint): bigint => value / by - (value % by < 0n ? 1n : 0n);

/** A double as whole digits and the number of places they are moved by. */
function decimalOf(value: number): { digits: bigint; scale: number } {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return { digits: BigInt(value), scale: 0 };
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', rest = ''] = mantissa.split('.');
  const scale = rest.length - Number(exponent);
  const digits = BigInt(whole + rest);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

/** Whole decimals that `step` divides. A state a remainder; -1 is the start. */
function multiplesOf(step: number, effort: Effort): Automaton {
  return explore<number>({
    start: -1,
    nameOf: String,
    accepts: (rest) => rest === 0,
    *moves(rest) {
      if (rest === -1) yield { set: [[0x2d, 0x2d]], to: -1 };
      for (let digit = 0; digit <= 9; digit += 1) {
        yield { set: [[0x30 + digit, 0x30 + digit]], to: (10 * Math.max(rest, 0) + digit) % step };
      }
    },
    effort,
  });
}
