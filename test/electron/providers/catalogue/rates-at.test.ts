// Catches: a request billed at the price of another hour, another year, or a shorter prompt.
import { expect, test } from 'vitest';
import { ratesAt } from '../../../../electron/providers/catalogue/rates-at.ts';
import type { Prices } from '../../../../shared/model/catalogue.ts';

const at = (iso: string) => Date.parse(iso);
const noon = at('2026-06-01T12:00:00Z');
const tiered: Prices = {
  input: 10,
  output: 20,
  webSearch: 5,
  tiers: [
    { above: 200, input: 20 },
    { above: 100, input: 15, output: 30 },
  ],
};

test.each<[number, object]>([
  [0, { input: 10, output: 20, webSearch: 5 }],
  [100, { input: 10, output: 20, webSearch: 5 }],
  [101, { input: 15, output: 30, webSearch: 5 }],
  [201, { input: 20, output: 20, webSearch: 5 }],
])('a prompt of %i tokens', (promptTokens, expected) => {
  expect(ratesAt(tiered, { at: noon, promptTokens })).toEqual(expected);
});

const hourly: Prices = {
  input: 1,
  hours: [
    { from: '01:00', until: '04:00', input: 2 },
    { from: '22:30', until: '00:30', input: 3 },
  ],
  later: [
    { since: '2027-06-01', input: 5 },
    { since: '2027-01-01', input: 4, tiers: [{ above: 100, input: 40 }] },
  ],
};

test.each<[string, number]>([
  ['2026-06-01T00:59:59Z', 1],
  ['2026-06-01T01:00:00Z', 2],
  ['2026-06-01T03:59:59Z', 2],
  ['2026-06-01T04:00:00Z', 1],
  ['2026-06-01T23:00:00Z', 3],
  ['2026-06-01T00:29:00Z', 3],
  ['2026-06-01T00:30:00Z', 1],
  ['2026-12-31T23:59:59+00:00', 3],
  ['2027-01-01T00:00:00Z', 4],
  ['2027-05-31T02:00:00Z', 4],
  ['2028-01-01T00:00:00Z', 5],
])('at %s', (time, input) => {
  expect(ratesAt(hourly, { at: at(time), promptTokens: 1 })).toEqual({ input });
});

test('a long prompt at a later price', () => {
  expect(ratesAt(hourly, { at: at('2027-02-01T00:00:00Z'), promptTokens: 101 })).toEqual({ input: 40 });
});
