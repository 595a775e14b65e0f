// Catches: a token of this computer's own sign-in that is asked for beside the instance's line, and a network that is
// down told as a person who is not signed in.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { mintDefaultToken } from '../../../../electron/providers/auth/default-credentials.ts';

const scope = 'https://www.googleapis.com/auth/cloud-platform';
const user = {
  type: 'authorized_user',
  client_id: 'made-up.apps.googleusercontent.com',
  client_secret: 'made-up-secret',
  refresh_token: '1//made-up-refresh',
};

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'adc-'));
  signedIn(JSON.stringify(user));
  vi.stubEnv('METADATA_SERVER_DETECTION', 'none');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function signedIn(text: string): void {
  writeFileSync(join(folder, 'adc.json'), text);
  vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', join(folder, 'adc.json'));
}

/** Notes what goes over the line. */
function line(answer: () => Response | Promise<Response>) {
  const sent: string[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    sent.push(`${request.url} ${await request.text()}`);
    return answer();
  };
  return { sent, fetch };
}

test('the token comes over the given line, with its end', async () => {
  const { sent, fetch } = line(() =>
    Response.json({ access_token: 'ya29.made-up', expires_in: 3599, token_type: 'Bearer' }),
  );
  const before = Date.now();
  const { value, expiresAt } = await mintDefaultToken({ scope, fetch });
  expect(value.reveal()).toBe('ya29.made-up');
  expect(expiresAt - before).toBeGreaterThan(3_500_000);
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatch(/^https:\/\/oauth2\.googleapis\.com\/token .*refresh_token=1%2F%2Fmade-up-refresh/);
});

test.each<[string, () => Response | Promise<Response>, string, RegExp]>([
  ['refused', () => Promise.reject(refused()), 'PROVIDER_UNREACHABLE', /Nothing answers at oauth2\.googleapis\.com/],
  ['too slow', () => Promise.reject(new DOMException('slow', 'TimeoutError')), 'PROVIDER_TIMEOUT', /too long/],
  ['in trouble', () => new Response('', { status: 503 }), 'PROVIDER_UNHEALTHY', /status 503/],
  ['busy', () => new Response('', { status: 429 }), 'RATE_LIMITED', /too many/],
  [
    'against it',
    () => Response.json({ error: 'invalid_grant', error_description: 'Token has been revoked.' }, { status: 400 }),
    'INVALID_API_KEY',
    /does not accept the sign-in of this computer any more\. Run "gcloud/,
  ],
])('a host of tokens that is %s is told as that, after one question', async (_what, answer, code, message) => {
  const { sent, fetch } = line(answer);
  const failure = await mintDefaultToken({ scope, fetch }).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code, message: expect.stringMatching(message) });
  expect(sent).toHaveLength(1);
  expect(String(failure)).not.toContain('made-up');
});

const refused = () =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('no'), { code: 'ECONNREFUSED' }) });

test.each([
  ['no JSON', '{ nope'],
  ['a file of something else', '{"type":"web"}'],
])('%s says that the file is wrong', async (_what, text) => {
  signedIn(text);
  await expect(mintDefaultToken({ scope, fetch: line(() => new Response()).fetch })).rejects.toMatchObject({
    code: 'INVALID_API_KEY',
    message: expect.stringContaining('GOOGLE_APPLICATION_CREDENTIALS'),
  });
});

test('nobody signed in says how to', async () => {
  vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', '');
  vi.stubEnv('HOME', folder);
  vi.stubEnv('APPDATA', folder);
  await expect(mintDefaultToken({ scope, fetch: line(() => new Response()).fetch })).rejects.toMatchObject({
    code: 'INVALID_API_KEY',
    message: expect.stringContaining('not signed in to Google Cloud'),
  });
});
