import { expect, test } from 'vitest';
import { createWindowSessions, sessionLifetime } from '../../../electron/server/window-session.ts';
import { openTestStore, recordingLog, temporaryFolder } from '../../helpers/test-store.ts';
import { openTestServer, signIn, testServer } from '../../helpers/transport-server.ts';

const statusOf = async (address: string, cookie: string | undefined) =>
  (await fetch(`${address}/session`, { headers: cookie ? { cookie } : {} })).status;

test('the printed address signs in once, and the next one is printed then', async () => {
  const { address, urls } = await testServer();
  expect(urls).toHaveLength(1);
  expect(urls[0]).toMatch(new RegExp(`^${address}/#token=[\\w-]{43}$`));
  const cookie = await signIn(address, urls[0]);
  expect(await statusOf(address, cookie)).toBe(204);
  expect(urls).toHaveLength(2);
  expect(await signIn(address, urls[0])).toBeUndefined();
  expect(urls).toHaveLength(2);
  expect(await statusOf(address, await signIn(address, urls[1]))).toBe(204);
});

test('the cookie cannot be read by scripts and is not sent for other sites', async () => {
  const { address, urls } = await testServer();
  const response = await fetch(`${address}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: urls[0]?.split('=')[1] }),
  });
  const cookie = response.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/; HttpOnly/);
  expect(cookie).toMatch(/; SameSite=Strict/);
  expect(cookie).toMatch(/; Path=\//);
});

test('no cookie, a guessed one and a wrong token are turned away with the remedy', async () => {
  const { address } = await testServer();
  expect(await statusOf(address, undefined)).toBe(401);
  expect(await statusOf(address, 'switchyard_session=guess')).toBe(401);
  for (const body of ['{"token":"guess"}', '{}', '{"token":5}', '[]']) {
    const response = await fetch(`${address}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: { code: 'TOKEN_INVALID' } });
  }
});

test('a window stays signed in when the host starts again, and neither file nor log has its token', async () => {
  const folder = temporaryFolder();
  const { log, lines } = recordingLog();
  const urls: string[] = [];
  const onUrl = (url: string) => void urls.push(url);
  const first = openTestStore({ folder });
  const before = await openTestServer({ log, browserWindow: { sessions: first.sessions, onUrl } });
  const cookie = await signIn(before.address, urls[0]);
  await before.close();
  await first.close();

  const second = openTestStore({ folder });
  const after = await testServer({ log, browserWindow: { sessions: second.sessions, onUrl } });
  expect(await statusOf(after.address, cookie)).toBe(204);
  const secrets = [cookie?.split('=')[1], ...urls.map((url) => url.split('=')[1])];
  for (const secret of secrets) expect(JSON.stringify(lines)).not.toContain(secret);
});

test('a session nobody used for 30 days is gone, one that is used lives on', () => {
  let now = 1_000_000_000_000;
  let token = '';
  const { sessions } = openTestStore();
  const windows = createWindowSessions({ sessions, now: () => now, onNewToken: (next) => (token = next) });
  windows.announce();
  const session = windows.exchange(token);
  now += sessionLifetime - 1;
  expect(windows.isSignedIn(session)).toBe(true);
  now += sessionLifetime - 1;
  expect(windows.isSignedIn(session)).toBe(true);
  now += sessionLifetime + 1;
  expect(windows.isSignedIn(session)).toBe(false);
});
