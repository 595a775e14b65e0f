import { describe, expect, test } from 'vitest';
import { mergeDetails } from '../../../../electron/providers/catalogue/merge-details.ts';

const catalogue = {
  details: { name: 'Big', context: 100, tools: true, prices: { input: 1, output: 2 } },
  inheritedFrom: null,
};

describe('merging what is known of a model', () => {
  // Catches: what a user corrected overwritten by a list, and a field that says the wrong source.
  test('the user before the provider before the catalogue, field by field', () => {
    const merged = mergeDetails({
      user: { context: 300 },
      provider: { context: 200, tools: false, maxOutput: 50 },
      catalogue,
    });
    expect(merged).toEqual({
      details: { name: 'Big', context: 300, tools: false, maxOutput: 50, prices: { input: 1, output: 2 } },
      origins: { name: 'catalogue', context: 'user', tools: 'provider', maxOutput: 'provider', prices: 'catalogue' },
    });
  });

  // Catches: a table of the user's input price and the catalogue's output price.
  test('prices are one field', () => {
    const { details, origins } = mergeDetails({ user: { prices: { input: 9 } }, catalogue });
    expect(details.prices).toEqual({ input: 9 });
    expect(origins.prices).toBe('user');
  });

  // Catches: details of another model shown as certain.
  test('what is from the base of a snapshot says so', () => {
    const { origins } = mergeDetails({ provider: { context: 1 }, catalogue: { ...catalogue, inheritedFrom: 'big' } });
    expect(origins).toEqual({ name: 'inherited', context: 'provider', tools: 'inherited', prices: 'inherited' });
  });

  test('nothing known is nothing said', () => {
    expect(mergeDetails({})).toEqual({ details: {}, origins: {} });
    expect(mergeDetails({ catalogue: null })).toEqual({ details: {}, origins: {} });
  });

  // Catches: a change to what was merged written back into the catalogue that everybody shares.
  test('leaves its sources as they were', () => {
    const before = structuredClone(catalogue);
    mergeDetails({ user: { name: 'Mine' }, catalogue }).details.context = 7;
    expect(catalogue).toEqual(before);
  });
});
