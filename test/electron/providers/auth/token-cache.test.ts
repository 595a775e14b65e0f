// Catches: a token made anew for every request, one used past its end, and a request that fails although a token is good.
import { describe, expect, test } from 'vitest';
import { Secret } from '../../../../electron/lib/secret.ts';
import { createTokenCache } from '../../../../electron/providers/auth/token-cache.ts';

const minute = 60_000;

function setUp() {
  let now = 0;
  let made = 0;
  const cache = createTokenCache({ now: () => now });
  return {
    get: (credential = 'key', tenant = 'a') =>
      cache.get({ credential: new Secret(credential), settings: [tenant] }, async () => {
        made += 1;
        return { value: new Secret(`token-${made}`), expiresAt: now + 60 * minute };
      }),
    fail: () =>
      cache.get({ credential: new Secret('key'), settings: ['a'] }, () => Promise.reject(new Error('no answer'))),
    forget: () => cache.forget({ credential: new Secret('key'), settings: ['a'] }),
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
    get made() {
      return made;
    },
  };
}

describe('a token', () => {
  test('is kept, and made once for those who ask at the same time', async () => {
    const tokens = setUp();
    const [one, two] = await Promise.all([tokens.get(), tokens.get()]);
    expect(one).toBe(two);
    tokens.pass(57 * minute);
    expect(await tokens.get()).toBe(one);
    expect(tokens.made).toBe(1);
  });

  test('is replaced before its end', async () => {
    const tokens = setUp();
    await tokens.get();
    tokens.pass(59 * minute);
    expect((await tokens.get()).value.reveal()).toBe('token-2');
  });

  test('is used to its end where no new one can be had, and no longer', async () => {
    const tokens = setUp();
    const old = await tokens.get();
    tokens.pass(59 * minute);
    expect(await tokens.fail()).toBe(old);
    tokens.pass(minute);
    await expect(tokens.fail()).rejects.toThrow('no answer');
    expect((await tokens.get()).value.reveal()).toBe('token-2');
  });

  test('belongs to one credential and its settings', async () => {
    const tokens = setUp();
    await tokens.get('key', 'a');
    await tokens.get('key', 'b');
    await tokens.get('other', 'a');
    expect(tokens.made).toBe(3);
  });

  test('that was refused is not used again', async () => {
    const tokens = setUp();
    await tokens.get();
    tokens.forget();
    expect((await tokens.get()).value.reveal()).toBe('token-2');
  });
});
