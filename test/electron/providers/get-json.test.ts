// Catches: a list whose second page nobody asks for, one that never ends, and one strange entry that hides all others.
import { expect, test } from 'vitest';
import { z } from 'zod';
import { getPages, readable } from '../../../electron/providers/forms/asking/get-json.ts';

test('pages are asked for until one names no other', async () => {
  const asked: (string | undefined)[] = [];
  const pages = await getPages(
    async (cursor) => {
      asked.push(cursor);
      return { next: asked.length < 3 ? `page-${asked.length}` : '' };
    },
    ({ next }) => next,
  );
  expect(asked).toEqual([undefined, 'page-1', 'page-2']);
  expect(pages).toHaveLength(3);
});

test('a list that points at itself ends', async () => {
  const pages = await getPages(
    async () => ({ next: 'again' }),
    ({ next }) => next,
  );
  expect(pages.length).toBeLessThan(100);
});

test('an entry that cannot be read is left out', () => {
  expect(readable([{ id: 'a' }, { id: 7 }, null, { id: 'b' }], z.object({ id: z.string() }))).toEqual([
    { id: 'a' },
    { id: 'b' },
  ]);
});
