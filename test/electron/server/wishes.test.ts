import { expect, test } from 'vitest';
import { readWishes } from '../../../electron/server/wishes.ts';

// Catches: a request that is to stay here and leaves, because "true" was written in another way.
test('stays on this computer, or is refused, but never leaves unasked', () => {
  const wish = (text: string) => () => readWishes({ 'x-switchyard-local-only': text }).requirements;
  expect(wish('true')()).toEqual({ isLocalOnly: true });
  expect(wish('True')()).toEqual({ isLocalOnly: true });
  expect(wish('false')()).toBeUndefined();
  expect(readWishes({})).toEqual({});
  for (const text of ['1', 'yes', 'true, true']) expect(wish(text)).toThrow('is true or false');
});
