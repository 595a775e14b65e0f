import type { Bound, NumberShape } from './shapes.ts';

/** The bound that leaves less. */
export function tighter(side: 'low' | 'high', ...bounds: readonly (Bound | undefined)[]): Bound | undefined {
  const sign = side === 'low' ? 1 : -1;
  return bounds
    .filter((bound) => bound !== undefined)
    .sort((left, right) => sign * (right.value - left.value) || Number(right.isExclusive) - Number(left.isExclusive))
    .at(0);
}

/** Whether no number lies between the bounds. */
export function isApart(low: Bound | undefined, high: Bound | undefined): boolean {
  if (!low || !high) return false;
  return low.value > high.value || (low.value === high.value && (low.isExclusive || high.isExclusive));
}

export function isInside({ low, high, isWhole, step }: NumberShape, value: number): boolean {
  if (low && (low.isExclusive ? value <= low.value : value < low.value)) return false;
  if (high && (high.isExclusive ? value >= high.value : value > high.value)) return false;
  return !isWhole || (Number.isInteger(value) && value % step === 0);
}

const divisor = (left: number, right: number): number => (right === 0 ? left : divisor(right, left % right));

/** The least number that is a multiple of both. */
export const commonMultiple = (left: number, right: number): number => (left / divisor(left, right)) * right;
