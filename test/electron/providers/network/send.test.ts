import { getEventListeners } from 'node:events';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { checkedSend } from '../../../../electron/providers/checked-fetch.ts';
import { classifyError } from '../../../../electron/providers/errors/classify-error.ts';
import type { Network } from '../../../../electron/providers/network/network-fetch.ts';
import type { Answer, Send, SendRequest } from '../../../../electron/providers/network/send.ts';
import { sendByFetch } from '../../../../electron/providers/network/send-by-fetch.ts';
import type { AppError } from '../../../../shared/errors/app-error.ts';
import { startConnectProxy } from './connect-proxy.ts';
import { openNetwork } from './open-network.ts';
import { freePort, ok, recorder, startHttp, startTcp } from './servers.ts';

const to = (url: string, rest: Partial<SendRequest> = {}): SendRequest => ({
  url,
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: '{}',
  signal: new AbortController().signal,
  ...rest,
});

async function textOf({ body }: Answer): Promise<string> {
  const chunks: Uint8Array[] = [];
  for (let chunk = await body.read(); chunk; chunk = await body.read()) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function failureOf(asking: Promise<Answer>): Promise<AppError> {
  let hasContent = false;
  try {
    const answer = await asking;
    hasContent = true;
    await textOf(answer);
  } catch (thrown) {
    return classifyError(thrown, { provider: 'My provider', host: 'api.example.com', modelId: 'm', hasContent });
  }
  throw new Error('it did not fail');
}

const ways: readonly (readonly [string, (network: Network) => Send])[] = [
  ['the short way', ({ send }) => send],
  ['over a fetch', ({ fetch }) => sendByFetch(fetch)],
];

describe.each(ways)('%s', (_name, wayOf) => {
  const open = (...given: Parameters<typeof openNetwork>): Send => wayOf(openNetwork(...given));

  // Catches: a question that arrives otherwise than it was sent, and headers of an answer under other names.
  test('carries a question there and an answer back', async () => {
    const { asked, listener } = recorder((_request, response) => {
      response.writeHead(201, { 'X-Request-Id': 'r1', 'set-cookie': ['a=1', 'b=2'] }).end(Buffer.from([0xff, 0, 0x0a]));
    });
    const { url } = await startHttp(listener);
    const headers = { Authorization: 'Bearer k', 'content-type': 'application/json' };
    const answer = await open()(to(`${url}/v1/chat?a=b`, { headers, body: Buffer.from('{"ä":1}') }));
    expect(answer.status).toBe(201);
    expect(answer.headers['x-request-id']).toBe('r1');
    expect(Object.values(answer.headers).every((value) => typeof value === 'string')).toBe(true);
    expect([...((await answer.body.read()) ?? [])]).toEqual([0xff, 0, 0x0a]);
    expect(await answer.body.read()).toBeUndefined();
    expect(asked).toMatchObject([{ method: 'POST', url: '/v1/chat?a=b', body: '{"ä":1}' }]);
    expect(asked[0]?.headers).toMatchObject({ authorization: 'Bearer k', 'content-length': '8' });
  });

  // Catches: a header of the instance that is left out, doubled, or taken to another origin.
  test('adds the headers of the instance, for its own origin only', async () => {
    const { asked, listener } = recorder();
    const { url } = await startHttp(listener);
    const headers = { 'X-Team': 'yard', 'User-Agent': 'mine/1.0' };
    await open({ headers }, { baseUrl: `${url}/v1` })(to(url)).then(textOf);
    await open({ headers }, { baseUrl: 'https://api.example.com/v1' })(to(url)).then(textOf);
    expect(asked.map(({ headers: got }) => [got['x-team'], got['user-agent']])).toEqual([
      ['yard', 'mine/1.0'],
      [undefined, 'undici'],
    ]);
  });

  // Catches: a connection, with its TLS, made anew for each request, also where answers come in many pieces.
  test('uses its connections again', async () => {
    const server = await startHttp((_request, response) => {
      response.write('o');
      setImmediate(() => response.end('k'));
    });
    const send = open();
    for (let count = 0; count < 10; count += 1) expect(await textOf(await send(to(server.url)))).toBe('ok');
    expect(server.connections()).toBeLessThanOrEqual(2);
  });

  // Catches: a request into one's own network, because the short way does not ask.
  test('goes to no private address that nobody meant', async () => {
    const server = await startHttp(ok);
    const error = await failureOf(open({}, { allowPrivate: false })(to(server.url)));
    expect(error.details).toEqual({ reason: 'private-address' });
    const named = open({}, { allowPrivate: false, lookup: (_n, _o, done) => done(null, '127.0.0.1', 4) });
    const { port } = server;
    expect((await failureOf(named(to(`http://api.example.com:${port}`)))).details).toEqual({
      reason: 'private-address',
    });
    expect(server.connections()).toBe(0);
  });

  // Catches: a proxy that is passed by, or whose refusal looks like one of the provider.
  test('goes through the proxy', async () => {
    const { port } = await startHttp(ok);
    const proxy = await startConnectProxy({ login: 'me:pass', tunnelPort: 443 });
    const login = { proxyUser: 'me', proxy: proxy.url };
    const through = open(login, { proxyPassword: 'pass' });
    const url = `http://api.example.com:${port}/v1`;
    expect(await textOf(await through(to(url)))).toBe('ok');
    expect(proxy.passedOn).toEqual([url]);
    const wrong = await failureOf(open(login, { proxyPassword: 'no' })(to(url)));
    expect(wrong).toMatchObject({ code: 'PROVIDER_UNREACHABLE', details: { reason: 'proxy-login' } });
    const tunnelled = open(login, { proxyPassword: 'no' })(to('https://api.example.com/v1'));
    expect((await failureOf(tunnelled)).details).toEqual({ reason: 'proxy-login' });
  });

  // Catches: a prompt or a key that follows a redirect to somebody else, and a server behind one that is not found.
  test('follows a redirect within the origin and no further', async () => {
    const other = await startHttp(ok);
    const { asked, listener } = recorder((request, response) => {
      if (request.url === '/end') response.end('there');
      else response.writeHead(307, { location: request.url === '/out' ? other.url : '/end' }).end('moved');
    });
    const { url } = await startHttp(listener);
    const send = open();
    expect(await textOf(await send(to(url, { body: '{"a":1}' })))).toBe('there');
    expect(asked.at(-1)).toMatchObject({ url: '/end', method: 'POST', body: '{"a":1}' });
    expect(await failureOf(send(to(`${url}/out`)))).toMatchObject({
      code: 'PROVIDER_BAD_ANSWER',
      details: { reason: 'redirect' },
    });
    expect(other.connections()).toBe(0);
  });

  // Catches: a failure that is told in other words than fetch's.
  test('says what went wrong as fetch does', async () => {
    const gone = `http://127.0.0.1:${await freePort()}`;
    expect((await failureOf(open()(to(gone)))).details).toEqual({ reason: 'ECONNREFUSED' });
    const hangUp = await startTcp((socket) => void socket.once('data', () => socket.destroy()));
    expect((await failureOf(open()(to(hangUp.url)))).code).toBe('PROVIDER_UNREACHABLE');
    expect(hangUp.connections()).toBe(1);
    const cut = await startTcp(
      (socket) =>
        void socket.once('data', () => {
          socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc');
          setTimeout(() => socket.destroy(), 50);
        }),
    );
    expect((await failureOf(open()(to(cut.url)))).code).toBe('STREAM_INTERRUPTED');
    const none = await startTcp((socket) => void socket.once('data', () => socket.end('SSH-2.0-x\r\n')));
    expect((await failureOf(open()(to(none.url)))).code).toBe('PROVIDER_UNREACHABLE');
  });

  // Catches: a silent provider that holds a request for ever.
  test('keeps to the limits of time', async () => {
    const silent = await startHttp(() => {});
    const stops = await startHttp((_request, response) => void response.write('a'));
    const first = failureOf(open({ firstTokenTimeout: 1000 })(to(silent.url)));
    const between = failureOf(open({ firstTokenTimeout: 1000, betweenTokensTimeout: 1000 })(to(stops.url)));
    const begun = failureOf(open({ totalTimeout: 1000 })(to(stops.url)));
    const whole = failureOf(open({ totalTimeout: 1000 })(to(silent.url)));
    const codes = (await Promise.all([first, between, begun, whole])).map(({ code }) => code);
    expect(codes).toEqual(['PROVIDER_TIMEOUT', 'STREAM_INTERRUPTED', 'PROVIDER_TIMEOUT', 'PROVIDER_TIMEOUT']);
  });

  // Catches: an upstream that goes on for nobody, before its answer or in it, and a signal that still knows of it.
  test.each([
    ['before the answer', 'CANCELLED'],
    ['in the answer', 'AbortError'],
    ['by its reader', undefined],
  ])('ends at once: %s', async (when, wanted) => {
    const here = Promise.withResolvers<void>();
    const gone = Promise.withResolvers<number>();
    const { url } = await startHttp((request, response) => {
      if (when !== 'before the answer') response.write('a');
      request.resume().on('close', () => gone.resolve(performance.now()));
      response.on('close', () => gone.resolve(performance.now()));
      here.resolve();
    });
    const controller = new AbortController();
    const { signal } = controller;
    const asking = open()(to(url, { signal }));
    asking.catch(() => {});
    await here.promise;
    const answer = when === 'before the answer' ? null : await asking;
    await answer?.body.read();
    const start = performance.now();
    if (when === 'by its reader') answer?.body.cancel();
    else controller.abort();
    expect((await gone.promise) - start).toBeLessThan(100);
    const rest = async () => (when === 'by its reader' ? undefined : answer?.body.read());
    const said = answer
      ? await rest().catch(({ name }: Error) => name)
      : await failureOf(asking).then(({ code }) => code);
    expect(said).toBe(wanted);
  });
});

describe('the short way', () => {
  // Catches: a listener left on the signal of a long request for each thing that was asked under it.
  test('leaves nothing on the signal', async () => {
    const { url } = await startHttp(ok);
    const { send } = openNetwork();
    const { signal } = new AbortController();
    await textOf(await send(to(url, { signal })));
    await failureOf(send(to(`http://127.0.0.1:${await freePort()}`, { signal })));
    const slow = await startHttp((_request, response) => void response.write('a'));
    (await send(to(slow.url, { signal }))).body.cancel();
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  // Catches: an answer that is read faster than anybody takes it, until memory is full.
  test('takes no more than somebody reads', async () => {
    let written = 0;
    const { url } = await startHttp((_request, response) => {
      const more = (): void => {
        while (response.write(Buffer.alloc(64 * 1024))) written += 1;
        written += 1;
      };
      response.on('drain', more);
      more();
    });
    const { body } = await openNetwork().send(to(url));
    let before = -1;
    while (written !== before) {
      before = written;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    for (let read = 0; read < 64 * 1024 * before; read += (await body.read())?.length ?? 0);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(written).toBeGreaterThan(before);
    body.cancel();
  });

  // Catches: a request sent over a line that was closed, or an answer cut off because a setting was changed.
  test('ends what has begun when it is closed, and begins nothing', async () => {
    const go = Promise.withResolvers<void>();
    const { url } = await startHttp((_request, response) => {
      response.write('begin ');
      void go.promise.then(() => response.end('end'));
    });
    const network = openNetwork();
    const answer = await network.send(to(url));
    const closing = network.close();
    go.resolve();
    expect(await textOf(answer)).toBe('begin end');
    await closing;
    expect(await failureOf(network.send(to(url)))).toMatchObject({ code: 'PROVIDER_UNREACHABLE', retryable: true });
  });

  // Catches: packed bytes passed on as if they were the answer, and a broken pack that ends as if it were whole.
  test('unpacks what was packed all the same', async () => {
    const packed = gzipSync('{"a":1}'.repeat(1000));
    const server = (bytes: Buffer) =>
      startHttp((_request, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(bytes));
    expect(await textOf(await openNetwork().send(to((await server(packed)).url)))).toBe('{"a":1}'.repeat(1000));
    const broken = openNetwork().send(to((await server(packed.subarray(0, -20))).url));
    expect((await failureOf(broken)).code).toBe('STREAM_INTERRUPTED');
  });

  // Catches: compressed answers, which nobody could pass on byte by byte.
  test('asks for plain bytes', async () => {
    const { asked, listener } = recorder();
    await textOf(await openNetwork().send(to((await startHttp(listener)).url)));
    expect(asked[0]?.headers).toMatchObject({ 'accept-encoding': 'identity', accept: '*/*' });
  });

  // Catches: a friendly web page of a wrong address taken for an empty stream.
  test('a web page is no answer', async () => {
    const { url } = await startHttp((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<html>');
    });
    const error = await failureOf(checkedSend(openNetwork().send)(to(url)));
    expect(error).toMatchObject({ code: 'PROVIDER_BAD_ANSWER' });
    expect(error.message).toContain(new URL(url).host);
  });
});
