import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Secret } from '../../../../electron/lib/secret.ts';
import { onRefusal, withToken } from '../../../../electron/providers/auth/refused-token.ts';
import { createTokenCache } from '../../../../electron/providers/auth/token-cache.ts';

function openSignIn({ canRenew = true } = {}) {
  const cache = createTokenCache();
  const source = { credential: new Secret('key'), settings: [] };
  let made = 0;
  const mint = async () => {
    if (made > 0 && !canRenew) throw new Error('no token today');
    made += 1;
    return { value: new Secret(`token-${made}`), expiresAt: Date.now() + 3_600_000 };
  };
  const token = async () => (await cache.get(source, mint)).value;
  return { token, forget: () => cache.forget(source), made: () => made };
}

const authorizationOf = (init: RequestInit | undefined): string | null =>
  new Headers(init?.headers).get('authorization');

// Catches: fifty streams that each throw away the new token which the one before has just got.
test('a token that was taken back is made anew once, for all who were refused', async () => {
  const signIn = openSignIn();
  await signIn.token();
  let asked = 0;
  const ask = withToken(async (_input, init) => {
    asked += 1;
    if (authorizationOf(init) !== 'Bearer token-1') return new Response('{}');
    // Some refusals come long after others have been told of the new token.
    await wait(asked);
    return new Response('{}', { status: 401 });
  }, signIn);
  const answers = await Promise.all(Array.from({ length: 30 }, () => ask('https://example.com/')));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  expect(signIn.made()).toBe(2);
});

// Catches: a connection held by a refusal that nobody reads, where no other token can be had.
test('a refusal is let go before another token is asked for', async () => {
  const signIn = openSignIn({ canRenew: false });
  const { promise: letGo, resolve } = Promise.withResolvers<void>();
  const ask = onRefusal(
    async () => new Response(new ReadableStream({ cancel: () => resolve() }), { status: 401 }),
    signIn,
  );
  const headers = { authorization: `Bearer ${(await signIn.token()).reveal()}` };
  await expect(ask('https://example.com/', { headers })).rejects.toThrow('no token today');
  await letGo;
});
