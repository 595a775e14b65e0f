import { describe, expect, test } from 'vitest';
import { openTestProviders } from '../../helpers/upstream-host.ts';

const signal = new AbortController().signal;
const typed = { kind: 'github-copilot', name: 'Mine', settings: {} };

/** The vendor, as its sign-in meets it; answers to the polls are given in order, the last for ever. */
function openGitHub({ polls = [{ access_token: 'gho_made-up-0123' }] as unknown[], masterKey = 'ab'.repeat(32) } = {}) {
  const asked: string[] = [];
  const answer = (path: string): Response => {
    switch (path) {
      case '/login/device/code': {
        const verification_uri = 'https://github.com/login/device';
        return Response.json({
          device_code: 'd-1',
          user_code: 'ABCD-1234',
          verification_uri,
          expires_in: 900,
          interval: 0,
        });
      }
      case '/login/oauth/access_token': {
        const given = polls.length > 1 ? polls.shift() : polls[0];
        return given instanceof Response ? given.clone() : Response.json(given);
      }
      case '/copilot_internal/v2/token':
        return Response.json({ token: 't', expires_at: Math.floor(Date.now() / 1000) + 1500 });
      default:
        return Response.json({ data: [] });
    }
  };
  const host = openTestProviders({
    masterKey,
    fetch: async (input) => {
      const { pathname } = new URL(input instanceof Request ? input.url : input);
      asked.push(pathname);
      return answer(pathname);
    },
  });
  return { ...host, asked };
}

describe('signing in with a code', () => {
  // Catches: a provider that is there before anybody signed in, a token given to the window or kept in the clear.
  test('adds the provider when it is done', async () => {
    const host = openGitHub({ polls: [{ error: 'authorization_pending' }, { access_token: 'gho_made-up-0123' }] });
    const begun = await host.providers.signIn.start(typed);
    expect(begun).toMatchObject({ userCode: 'ABCD-1234', verificationUrl: 'https://github.com/login/device' });
    expect(host.providers.list()).toEqual([]);
    const provider = await host.providers.signIn.wait(begun.signInId, signal);
    expect(provider).toMatchObject({ kind: 'github-copilot', name: 'Mine', credentials: [{ state: 'ready' }] });
    expect(host.store.secrets.count()).toBe(1);
    expect(JSON.stringify([begun, provider, host.log.lines])).not.toContain('gho_made-up');
    // A window that asks once more gets the same, not a second provider.
    expect(await host.providers.signIn.wait(begun.signInId, signal)).toEqual(provider);
    expect(host.providers.list()).toHaveLength(1);
  });

  // Catches: a second key in place of the refused one, or a key lost because another account signed in.
  test('puts the new key in the place of the old one, or beside it', async () => {
    const polls = ['gho_made-up-0123', 'gho_made-up-4567'].map((access_token) => ({ access_token }));
    const host = openGitHub({ polls });
    const { id, credentials } = await host.providers.create({ ...typed, apiKey: 'gho_old-0123456789' });
    const [old] = credentials;
    if (!old) throw new Error('no key');
    const again = await host.providers.signIn.renew(id, old.id);
    const renewed = await host.providers.signIn.wait(again.signInId, signal);
    expect(renewed.credentials.map((key) => [key.id, key.masked])).toEqual([[old.id, expect.stringMatching(/0123$/)]]);
    const other = await host.providers.signIn.renew(id, undefined);
    expect((await host.providers.signIn.wait(other.signInId, signal)).credentials).toHaveLength(2);
  });

  // Catches: an ended sign-in told as a failure of the network, or one that can be waited for for ever.
  test.each([
    ['access_denied', 'CANCELLED', /turned down/],
    ['expired_token', 'REQUEST_TIMEOUT', /in time/],
  ])('%s ends it', async (error, code, message) => {
    const host = openGitHub({ polls: [{ error }] });
    const { signInId } = await host.providers.signIn.start(typed);
    await expect(host.providers.signIn.wait(signInId, signal)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
    await expect(host.providers.signIn.wait(signInId, signal)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(host.providers.list()).toEqual([]);
  });

  // Catches: a code that is worth nothing any more because the network was away for one question.
  test('outlives a moment without an answer', async () => {
    const away = new Response('{}', { status: 503 });
    const host = openGitHub({ polls: [away, { access_token: 'gho_made-up-0123' }] });
    const { signInId } = await host.providers.signIn.start(typed);
    expect(await host.providers.signIn.wait(signInId, signal)).toMatchObject({ name: 'Mine' });
  });

  // Catches: a sign-in that goes on asking after its dialog was closed; a window that left and cannot come back.
  test('ends when it is given up, not when a window stops waiting', async () => {
    const host = openGitHub({ polls: [{ error: 'authorization_pending' }] });
    const { signInId } = await host.providers.signIn.start(typed);
    await expect(host.providers.signIn.wait(signInId, AbortSignal.timeout(20))).rejects.toThrow(/timeout|abort/i);
    const waiting = host.providers.signIn.wait(signInId, signal);
    host.providers.signIn.cancel(signInId);
    await expect(waiting).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const count = host.asked.length;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(host.asked.length).toBeLessThanOrEqual(count + 1);
  });

  // Catches: a token that is gone because the vault was closed when it came.
  test('a closed vault is told, and the token waits for it', async () => {
    const host = openGitHub({ masterKey: 'not a master key' });
    const { signInId } = await host.providers.signIn.start(typed);
    for (let count = 0; count < 2; count += 1) {
      await expect(host.providers.signIn.wait(signInId, signal)).rejects.toMatchObject({
        code: expect.stringMatching(/^VAULT_/),
      });
    }
    expect(host.asked.filter((path) => path === '/login/oauth/access_token')).toHaveLength(1);
  });

  // Catches: a vendor without a sign-in that answers with something unreadable.
  test('is refused where a vendor has none', async () => {
    const host = openGitHub();
    await expect(host.providers.signIn.start({ ...typed, kind: 'groq' })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      message: expect.stringContaining('Add a key instead'),
    });
  });
});
