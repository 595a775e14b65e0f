import { describe, expect, test } from 'vitest';
import { choosePrices } from '../../../../scripts/catalogue/choose-prices.mjs';
import { matches, namesOf, pricesOn } from '../../../../scripts/catalogue/genai-prices.mjs';
import { pricesOf } from '../../../../scripts/catalogue/models-dev.mjs';

describe('models.dev', () => {
  const prices = (cost: object | undefined, isFree = false) => pricesOf({ id: 'x', cost }, { isFree, note: () => {} });

  // Catches: a zero that means "not known" or "no such thing" kept as a price.
  test('zeros', () => {
    expect(prices(undefined)).toBeNull();
    expect(prices({ input: 0, output: 0 })).toBeNull();
    expect(prices({ input: 0, output: 0, cache_read: 0 }, true)).toEqual({ input: 0, output: 0 });
    expect(prices({ input: 0.1, output: 0, cache_write: 0 })).toEqual({ input: 100_000 });
  });

  // Catches: a field that the source adds, left out without a word.
  test('a price nobody has written for stops the script', () => {
    expect(() => prices({ input: 1, per_smile: 2 })).toThrow('per_smile');
  });
});

describe('genai-prices', () => {
  const model = { id: 'x', match: { equals: 'x' } };
  const on = (date: string, more: object) => pricesOn({ ...model, ...more }, { date, note: () => {} });
  const dated = {
    prices: [
      { prices: { input_mtok: 1 } },
      { constraint: { type: 'start_date', start_date: '2026-06-01' }, prices: { input_mtok: 2 } },
      { constraint: { type: 'start_date', start_date: '2027-01-01' }, prices: { input_mtok: 3 } },
    ],
  };

  // Catches: a price that is over, or that has not begun, taken for today's.
  test('dates', () => {
    const later = { since: '2027-01-01', input: 3_000_000 };
    expect(on('2026-07-01', dated)).toEqual({ since: '2026-06-01', prices: { input: 2_000_000, later: [later] } });
    expect(on('2027-01-01', dated)).toEqual({ since: '2027-01-01', prices: { input: 3_000_000 } });
  });

  test('an empty table is free only where words say so', () => {
    expect(on('2026-07-01', { prices: {} })).toBeNull();
    const free = { since: null, prices: { input: 0, output: 0 } };
    expect(on('2026-07-01', { prices: {}, name: 'X (free)' })).toEqual(free);
    expect(on('2026-07-01', { prices: {}, id: 'x:free' })).toEqual(free);
  });

  // Catches: fields that each have tiers of their own put into one tier too few.
  test('tiers of each field become tiers of the table', () => {
    const tiered = {
      prices: {
        input_mtok: { base: 1, tiers: [{ start: 200, price: 2 }] },
        output_mtok: {
          base: 3,
          tiers: [
            { start: 100, price: 4 },
            { start: 200, price: 5 },
          ],
        },
      },
    };
    expect(on('2026-07-01', tiered)).toHaveProperty('prices.tiers', [
      { above: 100, output: 4_000_000 },
      { above: 200, input: 2_000_000, output: 5_000_000 },
    ]);
  });

  test('names and patterns', () => {
    const match = {
      or: [{ equals: 'big' }, { starts_with: 'big-2' }, { and: [{ contains: 'ig' }, { regex: '^b.*x$' }] }],
    };
    expect(['big', 'BIG', 'big-2024', 'bigx', 'small'].map((id) => matches(match, id))).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
    expect(namesOf({ id: 'big-2', match })).toEqual(['big', 'big-2']);
    expect(namesOf({ id: 'pretty-name', match })).toEqual(['big']);
  });
});

describe('two sources', () => {
  const choose = (
    one: object | null,
    other: object | null,
    since: string | null = null,
    first = 'models.dev' as const,
  ) => {
    const notes: string[] = [];
    const prices = choosePrices({ prices: one, changed: '2026-03-01' }, other && { prices: other, since }, {
      first,
      note: (text: string) => notes.push(text),
    });
    return { prices, notes };
  };

  // Catches: an old price kept when a newer, dated one is known, or a dated one that is older taken.
  test('where they differ the newer dated one counts, else the one that comes first, whole', () => {
    expect(choose({ input: 1, output: 2 }, { input: 3, webSearch: 4 }, '2026-04-01').prices).toEqual({
      input: 3,
      webSearch: 4,
    });
    expect(choose({ input: 1, output: 2 }, { input: 3, webSearch: 4 }, '2026-02-01').prices).toEqual({
      input: 1,
      output: 2,
    });
    expect(choose({ input: 1, output: 2 }, { input: 3 }).prices).toEqual({ input: 1, output: 2 });
    expect(choose({ input: 1 }, { input: 3 }, '2026-04-01').notes).toEqual([
      'input 1 / 3; taken: genai-prices (in force since 2026-04-01)',
    ]);
  });

  test('where they agree each adds what only it knows', () => {
    const tiers = [{ above: 272_000, input: 2 }];
    expect(choose({ input: 1, tiers }, { input: 1, webSearch: 4, tiers: [{ above: 271_999, input: 2 }] })).toEqual({
      prices: { input: 1, webSearch: 4, tiers },
      notes: [],
    });
    expect(choose({ input: 1 }, null).prices).toEqual({ input: 1 });
    expect(choose(null, { input: 1 }).prices).toEqual({ input: 1 });
    expect(choose(null, null).prices).toBeNull();
  });

  test('tiers that differ are a difference', () => {
    const one = { input: 1, tiers: [{ above: 200_000, input: 2 }] };
    expect(choose(one, { input: 1, tiers: [{ above: 200_000, input: 3 }] }).notes[0]).toContain(
      'above 200000: input 2 / 3',
    );
    expect(choose(one, { input: 1, tiers: [{ above: 128_000, input: 2 }] }).notes[0]).toContain(
      'tiers above 200000 / 128000',
    );
  });
});
