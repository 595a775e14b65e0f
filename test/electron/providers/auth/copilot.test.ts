// Catches: a sign-in that never ends or is taken for done too early, a token exchanged for every request, and an ended
// sign-in that nobody can make sense of.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Secret } from '../../../../electron/lib/secret.ts';
import {
  type CopilotOptions,
  copilotToken,
  forgetCopilotToken,
  startDeviceSignIn,
} from '../../../../electron/providers/auth/copilot.ts';

type Answer = { status?: number; body: unknown };

/** GitHub's three endpoints; the answers to a poll are given in order, the last for ever. */
async function fakeGitHub({ polls = [], token }: { polls?: unknown[]; token?: Answer } = {}) {
  const asked: { path: string; authorization: string | undefined; body: string }[] = [];
  const answerTo = async (request: IncomingMessage): Promise<Answer> => {
    const path = request.url ?? '';
    asked.push({ path, authorization: request.headers.authorization, body: await text(request) });
    if (path === '/login/device/code') {
      const uri = 'https://github.com/login/device';
      const body = { device_code: 'd-1', user_code: 'ABCD-1234', verification_uri: uri, expires_in: 900, interval: 0 };
      return { body };
    }
    if (path === '/login/oauth/access_token') return { body: polls.length > 1 ? polls.shift() : polls[0] };
    return token ?? { status: 404, body: {} };
  };
  const server = createServer((request, response) => {
    answerTo(request)
      .then(({ status = 200, body }) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
      )
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const options: CopilotOptions = { fetch, addresses: { web: url, api: url } };
  return { options, asked };
}

const never = new AbortController().signal;
const pending = { error: 'authorization_pending' };
const exchanged = (seconds: number): Answer => ({
  body: {
    token: 'tid=made-up',
    expires_at: Math.floor(Date.now() / 1000) + seconds,
    endpoints: { api: 'https://api.business.githubcopilot.com/' },
  },
});

describe('signing in', () => {
  test('waits until the code was typed in', async () => {
    const { options, asked } = await fakeGitHub({ polls: [pending, pending, { access_token: 'gho_made-up' }] });
    const signIn = await startDeviceSignIn(options);
    expect(signIn).toMatchObject({ userCode: 'ABCD-1234', verificationUri: 'https://github.com/login/device' });
    expect((await signIn.finish(never)).reveal()).toBe('gho_made-up');
    expect(asked.map(({ path }) => path)).toEqual([
      '/login/device/code',
      ...Array(3).fill('/login/oauth/access_token'),
    ]);
    expect(JSON.parse(asked[1]?.body ?? '')).toMatchObject({ device_code: 'd-1' });
  });

  test.each([
    ['access_denied', 'CANCELLED'],
    ['expired_token', 'REQUEST_TIMEOUT'],
    ['incorrect_device_code', 'PROVIDER_REJECTED'],
  ])('ends at %s', async (error, code) => {
    const { options } = await fakeGitHub({ polls: [{ error }] });
    const signIn = await startDeviceSignIn(options);
    await expect(signIn.finish(never)).rejects.toMatchObject({ code });
  });

  test('stops when its user goes away', async () => {
    const { options } = await fakeGitHub({ polls: [pending] });
    const signIn = await startDeviceSignIn(options);
    await expect(signIn.finish(AbortSignal.timeout(50))).rejects.toThrow('aborted');
  });
});

describe('the token', () => {
  const signIn = () => new Secret('gho_made-up');

  test('is exchanged once, and names where to ask', async () => {
    const { options, asked } = await fakeGitHub({ token: exchanged(1500) });
    const token = await copilotToken(signIn(), options);
    expect(token.endpoint).toBe('https://api.business.githubcopilot.com');
    expect(await copilotToken(signIn(), options)).toBe(token);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.authorization).toBe('token gho_made-up');
    expect(`${JSON.stringify(token)} ${String(token.value)}`).not.toContain('tid=');
  });

  test('is exchanged again near its end, or when it was refused', async () => {
    const { options, asked } = await fakeGitHub({ token: exchanged(60) });
    await copilotToken(signIn(), options);
    await copilotToken(signIn(), options);
    expect(asked).toHaveLength(2);
    const lasting = await fakeGitHub({ token: exchanged(1500) });
    await copilotToken(signIn(), lasting.options);
    forgetCopilotToken(signIn(), lasting.options);
    await copilotToken(signIn(), lasting.options);
    expect(lasting.asked).toHaveLength(2);
  });

  test.each<[number, string, RegExp]>([
    [401, 'INVALID_API_KEY', /Sign in again/],
    [403, 'PERMISSION_DENIED', /github\.com\/settings\/copilot/],
    [404, 'PERMISSION_DENIED', /github\.com\/settings\/copilot/],
  ])('refused with %i is %s', async (status, code, message) => {
    const { options } = await fakeGitHub({ token: { status, body: { message: 'Bad credentials' } } });
    await expect(copilotToken(signIn(), options)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });
});
