import { expect, test } from 'vitest';
import { nanoDollars, priceOf, pricesOf } from '../../../electron/providers/forms/lists/price.ts';

// Catches: a price that went through a fraction and lost or won a digit; a unit taken for another.
test.each([
  ['0.000003', 'token', 3_000_000],
  ['0.0000025', 'token', 2_500_000],
  ['0.0000000375', 'token', 37_500],
  [0.0000003, 'token', 300_000],
  ['3e-7', 'token', 300_000],
  [0.3, 'million', 300_000],
  ['12.5', 'million', 12_500_000],
  [0.1 + 0.2, 'million', 300_000],
  [30_000, 'tenThousandthOfMillion', 3_000_000],
  ['0.01', 'piece', 10_000_000],
] as const)('%s per %s is %i nano-dollars', (price, unit, nano) => {
  expect(nanoDollars(price, priceOf[unit])).toBe(nano);
});

// Catches: a price nobody wrote shown as free, a free model shown as unpriced, "it depends" (-1) taken for a price.
test('free is only what is written as 0', () => {
  expect(nanoDollars('0', priceOf.token)).toBe(0);
  expect(nanoDollars('0.000', priceOf.token)).toBe(0);
  for (const none of ['', '-1', '-0.5', 'free', null, undefined]) {
    expect(nanoDollars(none, priceOf.token)).toBeUndefined();
  }
  expect(nanoDollars('0.00000000000000001', priceOf.token)).toBe(1);
});

// Catches: a table of nothing but the price of a cache, which reads as "input and output are free".
test('is a table only where one of the sides has a price', () => {
  expect(pricesOf({ input: undefined, output: undefined, cachedInput: 5 })).toBeUndefined();
  expect(pricesOf({ input: 1, output: undefined, cachedInput: undefined })).toEqual({ input: 1 });
});
