import { z } from 'zod';

const decimal = /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i;

/** An amount in billionths of its unit; what is smaller is cut off. Shifted as a text: fractions would not be exact. */
export function toNano(amount: string | number, decimals = 9): number | null {
  const [, sign, whole = '', fraction = '', exponent = '0'] = decimal.exec(String(amount).trim()) ?? [];
  if (sign === undefined || whole + fraction === '') return null;
  const places = Number(exponent) + decimals - fraction.length;
  if (Math.abs(places) > 40) return null;
  const digits = whole + fraction;
  const shifted = places >= 0 ? digits + '0'.repeat(places) : digits.slice(0, places);
  const nano = Number(BigInt(`${sign === '-' ? '-' : ''}${shifted || '0'}`));
  return Number.isSafeInteger(nano) ? nano : null;
}

/** Money or credits in an answer, as a text or a number; null where there is none. */
export const amount = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((given) => (given === null || given === undefined ? null : toNano(given)));
