import { expect, test } from 'vitest';
import { readNumber } from '../../../renderer/lib/read-number.ts';

// Catches: 128,000 tokens taken for 128, without a word.
test.each([
  ['en', '128,000', 128_000],
  ['en', '1,000,000', 1_000_000],
  ['en', '1,000.5', 1000.5],
  ['en', '128 000', 128_000],
  ['en', '0,5', 0.5],
  ['en', '0.5', 0.5],
  ['de', '128.000', 128_000],
  ['de', '1.000,5', 1000.5],
  ['de', '0,125', 0.125],
  ['de', '0.5', 0.5],
  ['en', '-1,000', -1000],
  ['en', ' ', null],
  ['en', '1,2,3', undefined],
  ['en', 'ten', undefined],
  ['en', '1e400', undefined],
])('%s: %s', (language, text, expected) => {
  expect(readNumber(text, language)).toBe(expected);
});
