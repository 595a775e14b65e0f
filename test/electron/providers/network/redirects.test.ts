import type { RequestListener } from 'node:http';
import { describe, expect, test } from 'vitest';
import { follow } from '../../../../electron/providers/network/follow.ts';
import { failureOf, openNetwork } from './open-network.ts';
import { ok, recorder, startHttp } from './servers.ts';

const to =
  (location: string, status = 307): RequestListener =>
  (request, response) => {
    if (request.url === '/end') response.end('there');
    else response.writeHead(status, { location }).end('moved');
  };
const post = { method: 'POST', body: '{"prompt":"p"}', headers: { 'content-type': 'application/json' } };

describe('to another origin', () => {
  // Catches: a key, in whatever header, or a prompt that follows a redirect to somebody else. fetch itself takes off
  // `authorization` only.
  test.each([
    ['a key', { headers: { 'x-api-key': 'k' } }],
    ['a bearer', { headers: { authorization: 'Bearer k' } }],
    ['a cookie', { headers: { cookie: 'a=b' } }],
    ['a prompt', post],
  ])('%s does not go', async (_name, init) => {
    const { asked, listener } = recorder();
    const other = await startHttp(listener);
    const { url } = await startHttp(to(`${other.url}/v1`));
    const error = await failureOf(openNetwork().fetch(`${url}/v1`, init));
    expect(error).toMatchObject({ code: 'PROVIDER_BAD_ANSWER', retryable: false });
    expect(error.message).toContain(new URL(url).host);
    expect(error.message).toContain(new URL(other.url).host);
    expect(asked).toEqual([]);
  });

  // Catches: pictures that are kept in another house and could not be fetched, and a team's header that goes with them.
  test('a bare download does', async () => {
    const { asked, listener } = recorder();
    const other = await startHttp(listener);
    const { url } = await startHttp(to(other.url, 302));
    const network = openNetwork({ headers: { 'x-team': 'yard' } }, { baseUrl: url });
    expect(await (await network.fetch(url, { headers: { accept: 'image/*' } })).text()).toBe('ok');
    expect(asked[0]?.headers).not.toHaveProperty('x-team');
  });

  // Catches: a redirect as the way around the check of the target.
  test('not into one’s own network', async () => {
    const inner = await startHttp(ok);
    const hop = { url: new URL('https://api.example.com'), method: 'GET', headers: new Headers(), body: null };
    const asked: string[] = [];
    const moved = new Response(null, { status: 302, headers: { location: inner.url } });
    const network = openNetwork({}, { allowPrivate: false });
    // The first hop is a public one, which no test may make.
    const following = follow(hop, async ({ url }) => {
      asked.push(url.href);
      return asked.length === 1 ? moved : network.fetch(url.href);
    });
    expect((await failureOf(following)).details).toEqual({ reason: 'private-address' });
    expect(asked).toEqual(['https://api.example.com/', `${inner.url}/`]);
    expect(inner.connections()).toBe(0);
  });
});

describe('within the origin', () => {
  // Catches: a question turned into a GET, or sent without its key, on the way around the corner.
  test.each([307, 308])('%d keeps method, body and headers', async (status) => {
    const { asked, listener } = recorder(to('/end', status));
    const { url } = await startHttp(listener);
    const response = await openNetwork().fetch(`${url}/v1`, {
      ...post,
      headers: { ...post.headers, 'x-api-key': 'k' },
    });
    expect(await response.text()).toBe('there');
    expect(asked).toMatchObject([
      { method: 'POST', url: '/v1' },
      {
        method: 'POST',
        url: '/end',
        body: post.body,
        headers: { 'x-api-key': 'k', 'content-type': 'application/json' },
      },
    ]);
  });
  test.each([301, 302, 303])('%d becomes a GET, as everywhere', async (status) => {
    const { asked, listener } = recorder(to('/end', status));
    const { url } = await startHttp(listener);
    expect(await (await openNetwork().fetch(url, post)).text()).toBe('there');
    expect(asked[1]).toMatchObject({ method: 'GET', body: '' });
    expect(asked[1]?.headers).not.toHaveProperty('content-type');
  });

  // Catches: a ring that is followed for ever.
  test('not again and again', async () => {
    const { asked, listener } = recorder(to('/again'));
    const { url } = await startHttp(listener);
    expect((await failureOf(openNetwork().fetch(url))).message).toContain('again and again');
    expect(asked.length).toBe(6);
  });

  // Catches: a caller who looks at redirects himself and is shown none.
  test('left to a caller who wants that', async () => {
    const { url } = await startHttp(to('/end', 302));
    expect((await openNetwork().fetch(url, { redirect: 'manual' })).status).toBe(302);
    await expect(openNetwork().fetch(url, { redirect: 'error' })).rejects.toThrow('fetch failed');
  });
});
