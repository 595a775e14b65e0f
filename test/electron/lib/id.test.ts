import { expect, test } from 'vitest';
import { newId } from '../../../electron/lib/id.ts';

// Catches: two of the same, also where random numbers run out and are made anew, and an order other than that of making.
test('ids are unique, of version 7, and in the order in which they were made', () => {
  const ids = Array.from({ length: 20_000 }, () => newId());
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.toSorted()).toEqual(ids);
  for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  expect(new Set(ids.map((id) => id.slice(-8))).size).toBeGreaterThan(19_900);
});
