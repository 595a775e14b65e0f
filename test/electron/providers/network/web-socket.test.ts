import { randomBytes } from 'node:crypto';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { failureOf, told } from '../realtime/follow-talk.ts';
import { startUpstream } from '../realtime/upstream.ts';
import { hasOpenssl, makeCertificates, noCertificates, type TestCertificates } from './certificates.ts';
import { startConnectProxy } from './connect-proxy.ts';
import { openNetwork } from './open-network.ts';
import { freePort, startBlackhole, startTcp } from './servers.ts';

const wsOf = (url: string): string => url.replace(/^http/, 'ws');

describe('a line that cannot be opened', () => {
  // Catches: all refusals of an upgrade told alike, as a WebSocket itself tells them.
  test.each([
    [401, '{"error":{"message":"no"}}', 'INVALID_API_KEY'],
    [402, '{"error":{"message":"no"}}', 'PAYMENT_REQUIRED'],
    [403, '{"error":{"message":"no"}}', 'PERMISSION_DENIED'],
    [404, '{"error":{"code":"model_not_found","message":"no"}}', 'MODEL_NOT_FOUND'],
    [503, '', 'PROVIDER_UNHEALTHY'],
    [200, '<html>hello</html>', 'PROVIDER_BAD_ANSWER'],
    [301, '', 'PROVIDER_BAD_ANSWER'],
  ])('status %i', async (status, body, code) => {
    const { url } = await startUpstream({ refuse: { status, body, headers: { location: 'http://127.0.0.1:1/' } } });
    expect((await failureOf(openNetwork().openSocket(wsOf(url)))).code).toBe(code);
  });

  // Catches: a wait that the provider named and nobody keeps, and its words lost.
  test('says for how long to wait, and why', async () => {
    const body = '{"error":{"message":"Too many talks at once."}}';
    const { url } = await startUpstream({ refuse: { status: 429, body, headers: { 'retry-after': '7' } } });
    const failure = await failureOf(openNetwork().openSocket(wsOf(url)));
    expect(failure).toMatchObject({
      code: 'RATE_LIMITED',
      retryable: true,
      details: { status: 429, retryAfter: 7000 },
    });
    expect(failure.message).toContain('Too many talks at once.');
  });

  // Catches: an answer without an end that is gathered until the memory is full.
  test('reads no more of a refusal than is needed', async () => {
    const server = await startTcp((socket) => {
      socket.write('HTTP/1.1 401 No\r\ntransfer-encoding: chunked\r\n\r\n');
      const timer = setInterval(() => socket.write(`2710\r\n${'x'.repeat(10_000)}\r\n`), 1);
      socket.on('close', () => clearInterval(timer));
    });
    expect((await failureOf(openNetwork().openSocket(wsOf(server.url)))).code).toBe('INVALID_API_KEY');
  });

  // Catches: errors of the network without the words that fetch has for them.
  test('nobody there, or nobody who answers', async () => {
    const nobody = await failureOf(openNetwork().openSocket(`ws://127.0.0.1:${await freePort()}`));
    expect(nobody).toMatchObject({ code: 'PROVIDER_UNREACHABLE', details: { reason: 'ECONNREFUSED' } });
    const hole = await startBlackhole();
    const slow = await failureOf(openNetwork({ connectTimeout: 300 }).openSocket(wsOf(hole.url)));
    expect(slow.code).toBe('PROVIDER_UNREACHABLE');
    const silent = await startTcp(() => {});
    const mute = await failureOf(openNetwork({ totalTimeout: 1000 }).openSocket(wsOf(silent.url)));
    expect(mute.code).toBe('PROVIDER_TIMEOUT');
  });

  // Catches: an address of the own network that somebody else wrote, and that is asked.
  test('where it may not go', async () => {
    const { url, requests } = await startUpstream({});
    const network = openNetwork({}, { allowPrivate: false });
    expect((await failureOf(network.openSocket(wsOf(url)))).details).toMatchObject({ reason: 'private-address' });
    expect(requests).toEqual([]);
  });

  // Catches: a handshake that anybody could answer.
  test('an upgrade that is none', async () => {
    const server = await startTcp((socket) =>
      socket.write(
        'HTTP/1.1 101 Hello\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-accept: no\r\n\r\n',
      ),
    );
    expect((await failureOf(openNetwork().openSocket(wsOf(server.url)))).code).toBe('PROVIDER_BAD_ANSWER');
  });

  // Catches: the proxy's refusal told as the provider's.
  test('a proxy that does not let it through', async () => {
    const proxy = await startConnectProxy({ login: 'me:secret' });
    const failure = await failureOf(openNetwork({ proxy: proxy.url }).openSocket('wss://api.example.com/v1'));
    expect(failure.details).toMatchObject({ reason: 'proxy-login' });
  });
});

describe('an open line', () => {
  const echo = (socket: WebSocket) =>
    socket.on('message', (data, isBinary) => {
      socket.send(data, { binary: isBinary });
      if (!isBinary && (data as Buffer).toString() === 'bye') socket.close(4001, 'as you wish');
    });

  // Catches: text and bytes taken for each other, and a code that is lost at the end.
  test('carries text and bytes, and tells how it was closed', async () => {
    const { url } = await startUpstream({ onTalk: echo });
    const line = await openNetwork().openSocket(wsOf(url));
    for (const message of ['grüße', new Uint8Array([0, 1, 255]), 'bye']) line.send(message);
    expect(await Array.fromAsync(line.messages)).toEqual(['grüße', new Uint8Array([0, 1, 255]), 'bye']);
    expect(await line.closed).toEqual({ code: 4001, reason: 'as you wish' });
  });

  // Catches: custom headers left out, or given to a host that an answer named.
  test('has the headers of its provider only at the provider', async () => {
    const [own, other] = [await startUpstream({ onTalk: echo }), await startUpstream({ onTalk: echo })];
    const network = openNetwork({ headers: { 'x-own': 'yes' } }, { baseUrl: `${own.url}/v1` });
    for (const { url } of [own, other]) (await network.openSocket(wsOf(url), { headers: { 'x-call': '1' } })).close();
    expect(own.requests[0]?.headers).toMatchObject({ 'x-own': 'yes', 'x-call': '1' });
    expect(other.requests[0]?.headers).toMatchObject({ 'x-call': '1' });
    expect(other.requests[0]?.headers).not.toHaveProperty('x-own');
  });

  // Catches: the memory that fills with what a provider says and nobody reads; and what comes after it, lost.
  test.each([false, true])(
    'is not read from while nobody reads, compressed: %s',
    { timeout: 30_000 },
    async (isCompressed) => {
      const message = randomBytes(64 * 1024);
      const count = 1024;
      const upstream = Promise.withResolvers<WebSocket>();
      const { url } = await startUpstream({ isCompressed, onTalk: (socket) => upstream.resolve(socket) });
      const line = await openNetwork().openSocket(wsOf(url));
      const socket = await upstream.promise;
      for (let index = 0; index < count; index += 1) socket.send(message);
      await wait(1000);
      // Of 64 MiB, what does not fit into our limit and the buffers of the system is still over there, and stays there.
      const left = socket.bufferedAmount;
      expect(left).toBeGreaterThan(32 * 1024 * 1024);
      await wait(500);
      expect(socket.bufferedAmount).toBeGreaterThan(left - 1024 * 1024);
      let bytes = 0;
      socket.close();
      for await (const part of line.messages) bytes += part.length;
      expect(bytes).toBe(count * message.length);
    },
  );

  // Catches: the last words before a break, lost with it.
  test('gives what came before it broke', async () => {
    const { url } = await startUpstream({
      onTalk(socket) {
        socket.send('one');
        socket.send('two', () => socket.terminate());
      },
    });
    const line = await openNetwork().openSocket(wsOf(url));
    expect(await line.closed).toBeNull();
    const reader = line.messages.getReader();
    expect([(await reader.read()).value, (await reader.read()).value]).toEqual(['one', 'two']);
    const thrown: unknown = await reader.read().catch((error: unknown) => error);
    expect(told(thrown).code).toBe('STREAM_INTERRUPTED');
  });

  // Catches: a line that is never closed because the other side says no goodbye.
  test('is closed without an answer, too', async () => {
    const upstream = Promise.withResolvers<WebSocket>();
    const { url } = await startUpstream({ onTalk: (socket) => upstream.resolve(socket) });
    const line = await openNetwork().openSocket(wsOf(url));
    (await upstream.promise).pause();
    line.close();
    expect(await Array.fromAsync(line.messages)).toEqual([]);
    expect(await line.closed).toBeNull();
  });

  // Catches: an instance that cannot be changed or closed while somebody talks.
  test('lives on when its provider is closed, and no new one is opened', async () => {
    const { url } = await startUpstream({ onTalk: echo });
    const network = openNetwork();
    const line = await network.openSocket(wsOf(url));
    await network.close();
    line.send('bye');
    expect(await Array.fromAsync(line.messages)).toEqual(['bye']);
    expect((await failureOf(network.openSocket(wsOf(url)))).code).toBe('PROVIDER_UNREACHABLE');
  });
});

describe.runIf(hasOpenssl)('over TLS', () => {
  let certificates: TestCertificates = noCertificates;
  beforeAll(() => {
    certificates = makeCertificates();
  });

  async function startTalks(): Promise<string> {
    const { server: own, ca } = certificates;
    const server = https.createServer({ ...own, ca, requestCert: true, rejectUnauthorized: true });
    server.on('tlsClientError', () => {});
    new WebSocketServer({ server }).on('connection', (socket) => socket.on('message', (data) => socket.send(data)));
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    return `wss://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  // Catches: a talk that ignores the authorities or the client certificate of its provider.
  test('with an authority and a client certificate of its own, through a proxy', async () => {
    const url = await startTalks();
    const { ca, client } = certificates;
    const proxy = await startConnectProxy({});
    const choices = { caCertificates: ca, clientCertificate: client.cert, proxy: proxy.url };
    const line = await openNetwork(choices, { clientKey: client.key }).openSocket(url);
    line.send('over TLS');
    const { value } = await line.messages.getReader().read();
    expect(Buffer.from(value as Uint8Array).toString()).toBe('over TLS');
    expect(proxy.targets).toEqual([new URL(url).host]);
    line.close();
  });

  // Catches: any certificate taken.
  test('not with a stranger', async () => {
    const failure = await failureOf(openNetwork().openSocket(await startTalks()));
    expect(failure.code).toBe('PROVIDER_UNREACHABLE');
    expect(failure.message).toContain('certificate');
  });
});
