import { expect, test } from 'vitest';
import { createWindowSessions, type SessionStore, sessionLifetime } from '../../../electron/server/window-session.ts';
import { openTestStore, recordingLog, silentLog, temporaryFolder } from '../../helpers/test-store.ts';
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
  const windows = createWindowSessions({
    sessions,
    log: silentLog,
    now: () => now,
    onNewToken: (next) => (token = next),
  });
  windows.announce();
  const session = windows.exchange(token);
  now += sessionLifetime - 1;
  expect(windows.isSignedIn(session)).toBe(true);
  now += sessionLifetime - 1;
  expect(windows.isSignedIn(session)).toBe(true);
  now += sessionLifetime + 1;
  expect(windows.isSignedIn(session)).toBe(false);
});

/** A session store over memory that counts its writes, and fails them when told to. */
function countingSessions() {
  const used = new Map<string, number>();
  const counts = { writes: 0, isFull: false };
  const write = (change: () => void) => {
    counts.writes++;
    if (counts.isFull) throw new Error('database or disk is full');
    change();
  };
  const sessions: SessionStore = {
    insert: (hash, now) => write(() => used.set(hash, now)),
    has: (hash, since) => (used.get(hash) ?? Number.NEGATIVE_INFINITY) >= since,
    touch: (hash, now) => write(() => used.set(hash, now)),
    deleteUnusedSince: () => {},
  };
  return { sessions, counts };
}

// Catches: a window that cannot be loaded again because "last used" cannot be written.
test('on a full disk whoever is signed in stays signed in, and the log says what is wrong', () => {
  let now = 1_000_000_000_000;
  let token = '';
  const { log, lines } = recordingLog();
  const { sessions, counts } = countingSessions();
  const windows = createWindowSessions({ sessions, log, now: () => now, onNewToken: (next) => (token = next) });
  windows.announce();
  const session = windows.exchange(token);
  now += sessionLifetime / 2;
  counts.isFull = true;
  expect(windows.isSignedIn(session)).toBe(true);
  expect(lines).toMatchObject([{ level: 40, err: {} }]);
});

// Catches: a write on the way of every request.
test('the use of a session is written once a day', () => {
  let now = 1_000_000_000_000;
  let token = '';
  const { sessions, counts } = countingSessions();
  const windows = createWindowSessions({
    sessions,
    log: silentLog,
    now: () => now,
    onNewToken: (next) => (token = next),
  });
  windows.announce();
  const session = windows.exchange(token);
  for (let hours = 1; hours <= 50; hours++) {
    now += 60 * 60 * 1000;
    expect(windows.isSignedIn(session)).toBe(true);
  }
  // Signing in, and two uses 25 hours apart.
  expect(counts.writes).toBe(3);
});

// Catches: a link used up by a sign-in that failed, with no other one printed.
test('a sign-in that could not be stored leaves the link good', () => {
  let token = '';
  const { sessions, counts } = countingSessions();
  const windows = createWindowSessions({ sessions, log: silentLog, onNewToken: (next) => (token = next) });
  windows.announce();
  counts.isFull = true;
  expect(() => windows.exchange(token)).toThrow('full');
  counts.isFull = false;
  expect(windows.isSignedIn(windows.exchange(token))).toBe(true);
});

// Catches: two homes in one browser signing each other out, because cookies know no ports.
test('each home has a cookie of its own name', async () => {
  const open = async (homeId: string) => {
    const { address, urls } = await testServer({ browserWindow: { homeId } });
    return { address, cookie: (await signIn(address, urls[0])) ?? '' };
  };
  const [one, other] = [await open('0123abcd'), await open('4567cdef')];
  const both = `${one.cookie}; ${other.cookie}`;
  expect(one.cookie.split('=')[0]).not.toBe(other.cookie.split('=')[0]);
  expect([await statusOf(one.address, both), await statusOf(other.address, both)]).toEqual([204, 204]);
});

// Catches: 32 MiB taken from anybody who asks to sign in.
test('what is larger than any token is not read', async () => {
  const { address } = await testServer();
  const response = await fetch(`${address}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: 'x'.repeat(5000) }),
  });
  expect(response.status).toBe(413);
  const error = { code: 'BODY_TOO_LARGE', message: expect.stringMatching(/4 KiB/) };
  expect(await response.json()).toMatchObject({ error });
});
