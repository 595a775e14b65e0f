import { describe, expect, test } from 'vitest';
import { failureOf, openNetwork } from './open-network.ts';
import { ok, recorder, startHttp, startTcp } from './servers.ts';

describe('requests', () => {
  // Catches: a connection, with its TLS, made anew for each request.
  test('use their connections again, until they are closed', async () => {
    const server = await startHttp(ok);
    const network = openNetwork();
    for (let count = 0; count < 10; count += 1) expect(await (await network.fetch(server.url)).text()).toBe('ok');
    // A second one where a request comes before the line of the last answer is free again.
    const connections = server.connections();
    expect(connections).toBeLessThanOrEqual(2);
    await network.close();
    await network.close();
    expect(await failureOf(network.fetch(server.url))).toMatchObject({ code: 'PROVIDER_UNREACHABLE', retryable: true });
    expect(server.connections()).toBe(connections);
  });

  // Catches: an answer that is cut off because somebody changed a setting.
  test('that are answered already are answered to their end when it is closed', async () => {
    const go = Promise.withResolvers<void>();
    const server = await startHttp((_request, response) => {
      response.write('begin ');
      void go.promise.then(() => response.end('end'));
    });
    const network = openNetwork();
    const response = await network.fetch(server.url);
    const closing = network.close();
    go.resolve();
    expect(await response.text()).toBe('begin end');
    await closing;
  });

  // Catches: a retry below the gateway, where it is neither seen nor counted.
  test('are made once, also when they fail', async () => {
    const server = await startTcp((socket) => void socket.once('data', () => socket.destroy()));
    expect((await failureOf(openNetwork().fetch(server.url))).code).toBe('PROVIDER_UNREACHABLE');
    const { asked, listener } = recorder((_request, response) => void response.writeHead(503).end());
    expect((await openNetwork().fetch((await startHttp(listener)).url)).status).toBe(503);
    expect([server.connections(), asked.length]).toEqual([1, 1]);
  });

  // Catches: a body of Node's own kind that arrives as "[object FormData]", and a Request taken for an address.
  test('carry every kind of body', async () => {
    const { asked, listener } = recorder();
    const { url } = await startHttp(listener);
    const { fetch } = openNetwork();
    const form = new FormData();
    form.append('model', 'whisper');
    form.append('file', new File(['sound'], 'a.wav', { type: 'audio/wav' }));
    await fetch(url, { method: 'POST', body: form });
    await fetch(url, { method: 'POST', body: '{"a":1}', headers: { 'content-type': 'application/json' } });
    await fetch(new URL(url), { method: 'POST', body: new Uint8Array([104, 105]) });
    await fetch(url, { method: 'POST', body: new Blob(['blob']).stream(), duplex: 'half' } as RequestInit);
    await fetch(new Request(url, { method: 'PUT', body: 'from a request', headers: { 'x-a': 'b' } }));
    const [first, ...rest] = asked;
    expect(first?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(first?.body).toMatch(/name="model"\r\n\r\nwhisper\r\n/);
    expect(first?.body).toMatch(/name="file"; filename="a.wav"\r\nContent-Type: audio\/wav\r\n\r\nsound\r\n/);
    expect(rest.map(({ body }) => body)).toEqual(['{"a":1}', 'hi', 'blob', 'from a request']);
    expect(rest[0]?.headers['content-type']).toBe('application/json');
    expect(rest[3]).toMatchObject({ method: 'PUT', headers: { 'x-a': 'b' } });
  });

  // Catches: a request that goes on for nobody.
  test('end when they are cancelled', async () => {
    const gone = Promise.withResolvers<void>();
    const server = await startHttp((request) => void request.on('close', () => gone.resolve()));
    const controller = new AbortController();
    const asking = openNetwork().fetch(server.url, { signal: controller.signal });
    setTimeout(() => controller.abort(), 100);
    expect((await failureOf(asking)).code).toBe('CANCELLED');
    await gone.promise;
  });
});

describe('custom headers', () => {
  // Catches: a header that is dropped, or doubled beside the vendor's.
  test('go with each request, in place of others of that name', async () => {
    const { asked, listener } = recorder();
    const { url } = await startHttp(listener);
    const { fetch } = openNetwork({ headers: { 'X-Team': 'yard', 'User-Agent': 'mine/1.0' } }, { baseUrl: url });
    await fetch(url, { headers: { authorization: 'Bearer k', 'user-agent': 'ai-sdk' } });
    expect(asked[0]?.headers).toMatchObject({ 'x-team': 'yard', 'user-agent': 'mine/1.0', authorization: 'Bearer k' });
  });

  // Catches: a gateway's header handed to whatever host an answer names for a download.
  test('stay with the origin of the base URL', async () => {
    const { asked, listener } = recorder();
    const { url } = await startHttp(listener);
    await openNetwork({ headers: { 'x-team': 'yard' } }, { baseUrl: 'https://api.example.com/v1' }).fetch(url);
    expect(asked[0]?.headers).not.toHaveProperty('x-team');
  });
});

describe('limits of time', () => {
  const slow = (first: number, between: number) =>
    startHttp((_request, response) => {
      setTimeout(() => response.write('a'), first);
      setTimeout(() => response.end('b'), first + between);
    });

  // Catches: a silent provider that holds a request for ever.
  test('before the first byte', async () => {
    const { url } = await startHttp(() => {});
    expect((await failureOf(openNetwork({ firstTokenTimeout: 1000 }).fetch(url))).code).toBe('PROVIDER_TIMEOUT');
  });
  test('within an answer', async () => {
    const { url } = await startHttp((_request, response) => void response.write('a'));
    const network = openNetwork({ firstTokenTimeout: 1000, betweenTokensTimeout: 1000 });
    expect((await failureOf(network.fetch(url))).code).toBe('STREAM_INTERRUPTED');
  });
  test('in all', async () => {
    const { url } = await slow(100, 60_000);
    const start = performance.now();
    expect((await failureOf(openNetwork({ totalTimeout: 1000 }).fetch(url))).code).toBe('PROVIDER_TIMEOUT');
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  // Catches: a model that thinks long after it sent its headers, cut off by the shorter limit between tokens.
  test('the time to the first token holds after the headers, too', async () => {
    const { url } = await startHttp((_request, response) => {
      response.flushHeaders();
      setTimeout(() => response.end('thought'), 2500);
    });
    const network = openNetwork({ firstTokenTimeout: 30_000, betweenTokensTimeout: 1000 });
    expect(await (await network.fetch(url)).text()).toBe('thought');
  });
  test('none at all is infinity for the gateway', async () => {
    const network = openNetwork({ firstTokenTimeout: null, betweenTokensTimeout: 5000 });
    expect(network.timeouts).toEqual({ firstToken: Number.POSITIVE_INFINITY, betweenTokens: 5000 });
    const { url } = await slow(100, 100);
    expect(await (await network.fetch(url)).text()).toBe('ab');
  });
});
