import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { newId } from '../../../electron/lib/id.ts';
import { maskKey, Secret } from '../../../electron/lib/secret.ts';
import { type MessageId, messageId } from '../../../shared/model/ids.ts';

// Catches: a key that shows itself on some path nobody thought of.
test('a secret shows itself only when asked', () => {
  const secret = new Secret('sk-very-secret-1');
  const shown = [
    String(secret),
    // oxlint-disable-next-line typescript/restrict-template-expressions -- a slip of this kind is what is tried here
    `${secret}`,
    secret + '',
    JSON.stringify({ secret, list: [secret] }),
    inspect(secret, { showHidden: true, depth: 9 }),
    inspect({ deep: { secret } }, { depth: 9 }),
    inspect(new Error('no', { cause: secret })),
    Object.keys(secret).join() + Object.values(secret).join(),
  ].join('\n');
  expect(shown).not.toContain('very-secret');
  expect(secret.reveal()).toBe('sk-very-secret-1');
});

// Catches: a mask that gives away a short key whole or most of it.
test.each([
  ['sk-proj-1234567890abcdefa1b2', 'sk-…a1b2'],
  ['gsk_1234567890abcdefwxyz', 'gsk_…wxyz'],
  ['0123456789abcdef', '…cdef'],
  ['sk-12345', '***'],
  ['', '***'],
  ['sk-123456789012', '***'],
])('the mask of %s is %s', (key, masked) => {
  expect(maskKey(key)).toBe(masked);
});

// Catches: ids the contract's own schemas refuse, or that do not sort by age within one millisecond.
test('ids are valid and sorted by when they were made', () => {
  const ids = Array.from({ length: 2000 }, () => newId<MessageId>());
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(2000);
  expect(messageId.safeParse(ids[0]).success).toBe(true);
});
