import type { RequestListener } from 'node:http';
import { describe, expect, test } from 'vitest';
import type { TestStep } from '../../../../shared/model/connection-test.ts';
import type { NetworkChoices } from '../../../../shared/model/network-settings.ts';
import { addUpstream, openTestProviders, openTestUpstream } from '../../../helpers/upstream-host.ts';
import { hasOpenssl, makeCertificates, noCertificates } from '../network/certificates.ts';
import { startConnectProxy } from '../network/connect-proxy.ts';
import { freePort, startHttp, startTcp, startTls } from '../network/servers.ts';

const key = 'sk-test-0123456789abcdef';
const signal = new AbortController().signal;

const list: RequestListener = (request, response) => {
  const isThere = request.url === '/v1/models';
  response.writeHead(isThere ? 200 : 404, { 'content-type': 'application/json' });
  response.end(
    JSON.stringify(isThere ? { data: [{ id: 'one' }, { id: 'two' }] } : { error: { message: 'no such page' } }),
  );
};

const tryAt = (baseUrl: string, network: NetworkChoices = {}) =>
  openTestProviders({ environment: {} }).providers.try(
    { kind: 'openai-compatible', name: 'Typed', settings: { baseUrl }, network },
    signal,
  );

const failureAt = async (baseUrl: string, network?: NetworkChoices) => {
  const { ok, steps } = await tryAt(baseUrl, network);
  expect(ok).toBe(false);
  const failed = steps.filter(({ state }) => state === 'failed');
  expect(failed).toHaveLength(1);
  return { name: failed[0]?.name, ...failed[0]?.failure };
};

const stepOf = <Name extends TestStep['name']>(steps: TestStep[], name: Name) =>
  steps.find((step): step is Extract<TestStep, { name: Name }> => step.name === name);

describe('over plain http', () => {
  // Catches: a step without its time or what it found, and a name that is looked up twice.
  test('each step says what it found', async () => {
    const { port } = await startHttp(list);
    const { ok, steps, modelCount } = await tryAt(`http://localhost:${port}/v1`);
    expect([ok, modelCount]).toEqual([true, 2]);
    expect(steps.map(({ name, state }) => [name, state])).toEqual([
      ['dns', 'passed'],
      ['connection', 'passed'],
      ['key', 'skipped'],
      ['models', 'passed'],
    ]);
    expect(stepOf(steps, 'dns')?.found?.addresses).toContain('127.0.0.1');
    expect(stepOf(steps, 'connection')?.found).toEqual({ address: '127.0.0.1', proxy: null, tls: null });
    expect(stepOf(steps, 'models')?.found).toEqual({ count: 2 });
    expect(steps.filter(({ duration, state }) => state === 'passed' && duration <= 0)).toEqual([]);
  });

  // Catches: steps that come all at once at the end.
  test('a step is told when it is done, before the next one ends', async () => {
    const answer = Promise.withResolvers<void>();
    const { url } = await startHttp((request, response) => {
      void answer.promise.then(() => list(request, response));
    });
    const seen: string[] = [];
    const connected = Promise.withResolvers<void>();
    const running = openTestProviders({ environment: {} }).providers.try(
      { kind: 'openai-compatible', name: 'Typed', settings: { baseUrl: `${url}/v1` }, apiKey: key },
      signal,
      {
        onStep({ name }) {
          seen.push(name);
          if (name === 'connection') connected.resolve();
        },
      },
    );
    await connected.promise;
    expect(seen).toEqual(['dns', 'connection']);
    answer.resolve();
    expect((await running).ok).toBe(true);
    expect(seen).toEqual(['dns', 'connection', 'key', 'models']);
  });

  // Catches: a remedy for another mistake than the one that was made.
  test('a wrong address is told by what is wrong with it', async () => {
    const { port, url } = await startHttp(list);
    expect(await failureAt('http://nobody.invalid/v1')).toMatchObject({
      name: 'dns',
      details: { reason: 'ENOTFOUND' },
    });
    expect(await failureAt(`http://127.0.0.1:${await freePort()}/v1`)).toMatchObject({
      name: 'connection',
      details: { reason: 'ECONNREFUSED' },
      message: expect.stringContaining('the port is right'),
    });
    expect(await failureAt(`https://127.0.0.1:${port}/v1`)).toMatchObject({
      name: 'connection',
      details: { reason: 'speaks-http' },
      message: expect.stringContaining('http://'),
    });
    const suggestion = `${url}/v1`;
    for (const wrong of ['', '/', '/v2', '/v1/engines', '/openai/v1']) {
      expect(await failureAt(url + wrong)).toMatchObject({
        name: 'models',
        details: { param: 'baseUrl', reason: 'other-address', suggestion },
        message: expect.stringContaining(suggestion),
      });
    }
  });

  // Catches: an address that is suggested although it is no better; a key sent to another server on the way.
  test('nothing is suggested where nothing is', async () => {
    const asked: string[] = [];
    const { url } = await startHttp(({ url: path = '' }, response) => {
      asked.push(path);
      response.writeHead(404, { 'content-type': 'application/json' }).end('{}');
    });
    const failure = await failureAt(`${url}/v1`);
    expect(failure).toMatchObject({ name: 'models', code: 'PROVIDER_REJECTED', details: { status: 404 } });
    expect(failure.details).not.toHaveProperty('suggestion');
    expect(asked).toEqual(['/v1/models', '/api/v1/models', '/models']);
  });

  // Catches: a test that cannot be left while a server keeps silent.
  test('cancelling ends it at each step', async () => {
    const { url } = await startTcp(() => {});
    for (const address of [url, url.replace('http', 'https')]) {
      const controller = new AbortController();
      const running = openTestProviders({ environment: {} }).providers.try(
        { kind: 'openai-compatible', name: 'Typed', settings: { baseUrl: `${address}/v1` } },
        controller.signal,
      );
      setTimeout(() => controller.abort(), 100);
      const began = performance.now();
      expect((await running).steps.at(-1)?.failure).toMatchObject({ code: 'CANCELLED' });
      expect(performance.now() - began).toBeLessThan(3000);
    }
  });
});

describe('through a proxy', () => {
  // Catches: a name looked up here that only the proxy knows, or that nobody was to see.
  test('the name is the proxy’s matter', async () => {
    const proxy = await startHttp((request, response) => {
      // In plain http a proxy is asked with the whole address.
      request.url = (request.url ?? '').replace('http://yard.invalid', '');
      list(request, response);
    });
    const { ok, steps } = await tryAt('http://yard.invalid/v1', { proxy: proxy.url });
    expect(stepOf(steps, 'dns')).toMatchObject({ state: 'skipped', skipped: 'by-proxy' });
    expect([ok, stepOf(steps, 'connection')?.found?.proxy]).toEqual([true, new URL(proxy.url).host]);
  });
});

describe.skipIf(!hasOpenssl)('over TLS (skipped where there is no openssl to make certificates)', () => {
  const made = hasOpenssl ? makeCertificates() : noCertificates;
  const { ca: caCertificates } = made;

  // Catches: an expired certificate that is found out on the day it ends.
  test('says the version and when the certificate ends', async () => {
    const { url } = await startTls(made.server, list);
    const { ok, steps } = await tryAt(`${url}/v1`, { caCertificates });
    const tls = stepOf(steps, 'connection')?.found?.tls;
    expect([ok, tls?.version, tls?.isTrusted]).toEqual([true, 'TLSv1.3', true]);
    const days = ((tls?.certificateEnds ?? 0) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(1.9);
    expect(days).toBeLessThan(2.1);
  });

  // Catches: one sentence for all that can be wrong with a certificate.
  test.each([
    ['wrongName', true, 'certificate-name', /other\.example\.com/],
    ['expired', true, 'certificate-expired', /ended on \d{4}-\d\d-\d\d/],
    ['stranger', true, 'certificate-self-signed', /signed by itself/],
    ['server', false, 'certificate-issuer', /from ca, whom/],
  ] as const)('%s (authority added: %s) is %s', async (name, isAdded, reason, words) => {
    const { url } = await startTls(made[name], list);
    const network = isAdded ? { caCertificates } : {};
    expect(await failureAt(`${url}/v1`, network)).toMatchObject({
      name: 'connection',
      code: 'PROVIDER_UNREACHABLE',
      retryable: false,
      details: { reason },
      message: expect.stringMatching(words),
    });
    const unchecked = await tryAt(`${url}/v1`, { ...network, verify: false });
    expect([unchecked.ok, stepOf(unchecked.steps, 'connection')?.found?.tls?.isTrusted]).toEqual([true, false]);
  });

  // Catches: "closed the connection" for a server that only wants https.
  test('http to a port of TLS', async () => {
    const { url } = await startTls(made.server, list);
    expect(await failureAt(`${url.replace('https', 'http')}/v1`)).toMatchObject({
      name: 'connection',
      details: { param: 'baseUrl', reason: 'speaks-https' },
    });
  });

  // Catches: TLS that is looked at with the proxy, not with the provider.
  test('in a tunnel', async () => {
    const { port } = await startTls(made.server, list);
    const proxy = await startConnectProxy({});
    const { ok, steps } = await tryAt(`https://localhost:${port}/v1`, { proxy: proxy.url, caCertificates });
    expect(ok).toBe(true);
    expect(stepOf(steps, 'connection')?.found).toMatchObject({
      address: null,
      proxy: proxy.host,
      tls: { version: 'TLSv1.3' },
    });
    const closed = await startConnectProxy({ status: 403 });
    expect(await failureAt(`https://localhost:${port}/v1`, { proxy: closed.url, caCertificates })).toMatchObject({
      name: 'connection',
      details: { reason: 'proxy-refused' },
    });
  });
});

describe('one token', () => {
  // Catches: money spent that nobody asked for; a green key that nobody looked at.
  test('is asked for only where that is wished', async () => {
    const upstream = await openTestUpstream({ apiKey: key });
    const host = openTestProviders({ environment: {} });
    const { id } = await addUpstream(host, upstream, { apiKey: key });
    expect(stepOf((await host.providers.test(id, signal)).steps, 'token')).toBeUndefined();
    expect(upstream.requests.some(({ method }) => method === 'POST')).toBe(false);
    const { ok, steps } = await host.providers.test(id, signal, { withToken: true });
    expect(ok).toBe(true);
    expect(stepOf(steps, 'token')).toMatchObject({ state: 'passed', found: { modelId: 'steady', mostCost: null } });
    expect(stepOf(steps, 'token')?.found?.firstToken).toBeGreaterThan(0);
    expect(upstream.requests.at(-1)?.body).toMatchObject({ model: 'steady', max_tokens: 16 });
    expect(await host.providers.tokenQuestion(id)).toMatchObject({ modelId: 'steady' });
  });
});
