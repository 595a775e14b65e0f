import { getCACertificates, setDefaultCACertificates, type TLSSocket } from 'node:tls';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Secret } from '../../../../electron/lib/secret.ts';
import { tlsOptions } from '../../../../electron/providers/network/tls-options.ts';
import { hasOpenssl, makeCertificates, noCertificates } from './certificates.ts';
import { startConnectProxy } from './connect-proxy.ts';
import { failureOf, openNetwork } from './open-network.ts';
import { ok, startHttp, startTcp, startTls } from './servers.ts';

describe.skipIf(!hasOpenssl)('certificates (skipped where there is no openssl to make them)', () => {
  const made = hasOpenssl ? makeCertificates() : noCertificates;
  const { ca, client, stranger } = made;
  const none = { caCertificates: null, clientCertificate: null, verify: true };

  // Catches: an authority that is not added, or that takes the place of the usual ones.
  test('an authority of one’s own is trusted, without it nothing of it is', async () => {
    const { url } = await startTls(made.server, ok);
    const error = await failureOf(openNetwork().fetch(url));
    expect(error).toMatchObject({
      code: 'PROVIDER_UNREACHABLE',
      details: { reason: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
    });
    expect(error.message).toContain('certificate');
    expect(await (await openNetwork({ caCertificates: `# ours\n${ca}` }).fetch(url)).text()).toBe('ok');
    const usual = getCACertificates('default');
    setDefaultCACertificates([...usual, stranger.cert]);
    onTestFinished(() => setDefaultCACertificates(usual));
    const network = openNetwork({ caCertificates: ca });
    for (const pair of [made.server, stranger]) {
      expect(await (await network.fetch((await startTls(pair, ok)).url)).text()).toBe('ok');
    }
  });

  // Catches: a certificate for somebody else, or an old one, that passes because its authority is trusted.
  test.each([
    ['wrongName', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['expired', 'CERT_HAS_EXPIRED'],
    ['stranger', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ] as const)('%s is refused, unless nothing is checked', async (name, reason) => {
    const { url } = await startTls(made[name], ok);
    const error = await failureOf(openNetwork({ caCertificates: ca }).fetch(url));
    expect(error).toMatchObject({ code: 'PROVIDER_UNREACHABLE', details: { reason } });
    expect(error.message).toContain('certificate');
    expect(await (await openNetwork({ verify: false }).fetch(url)).text()).toBe('ok');
  });

  // Catches: checking that can be turned off from outside, by a variable that somebody once set.
  test('the environment does not turn it off', async () => {
    const { url } = await startTls(made.server, ok);
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    try {
      expect((await failureOf(openNetwork().fetch(url))).code).toBe('PROVIDER_UNREACHABLE');
    } finally {
      delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    }
  });

  // Catches: a client certificate that is not shown to the server that asks for it.
  test.each(['TLSv1.2', 'TLSv1.3'] as const)('a server that wants to know who is there (%s)', async (maxVersion) => {
    const asking = { ...made.server, ca, requestCert: true, rejectUnauthorized: true, maxVersion };
    const { url } = await startTls(asking, (request, response) => {
      response.end((request.socket as TLSSocket).getPeerCertificate().subject.CN);
    });
    const network = openNetwork({ caCertificates: ca, clientCertificate: client.cert }, { clientKey: client.key });
    expect(await (await network.fetch(url)).text()).toBe('client');
    expect((await failureOf(openNetwork({ caCertificates: ca }).fetch(url))).code).toBe('PROVIDER_UNREACHABLE');
  });

  // Catches: a mistake in what was pasted that is found out as "cannot be reached".
  test.each([
    ['a certificate without its key', { clientCertificate: client.cert }, null, 'clientKey'],
    ['a key without its certificate', {}, client.key, 'clientCertificate'],
    ['the key of another', { clientCertificate: client.cert }, stranger.key, 'clientKey'],
    ['a key under a passphrase', { clientCertificate: client.cert }, made.lockedKey, 'clientKey'],
    ['no key at all', { clientCertificate: client.cert }, 'x', 'clientKey'],
    ['a damaged one', { caCertificates: ca.replace(/\n[^-]{20}/, '\nAAAAAAAAAAAAAAAAAAAA') }, null, 'caCertificates'],
  ])('%s', async (_name, settings, key, param) => {
    const make = () => tlsOptions({ ...none, ...settings }, key === null ? null : new Secret(key));
    expect(make).toThrow(
      expect.objectContaining({ code: 'VALIDATION_FAILED', details: { param, reason: 'certificate' } }),
    );
    const network = openNetwork(settings, key === null ? {} : { clientKey: key });
    expect(await failureOf(network.fetch('https://127.0.0.1:1'))).toMatchObject({ code: 'VALIDATION_FAILED' });
  });

  // Catches: TLS to the server that ends at the proxy, or is not checked behind one.
  test('through a proxy, spoken to with and without TLS', async () => {
    const { port } = await startTls(made.server, ok);
    for (const proxy of [await startConnectProxy({}), await startConnectProxy({ tls: made.server })]) {
      const network = openNetwork({ proxy: proxy.url, caCertificates: ca });
      expect(await (await network.fetch(`https://localhost:${port}`)).text()).toBe('ok');
      const elsewhere = await failureOf(network.fetch(`https://api.example.com:${port}`));
      expect(elsewhere.details).toEqual({ reason: 'ERR_TLS_CERT_ALTNAME_INVALID' });
      expect(proxy.targets).toEqual([`localhost:${port}`, `api.example.com:${port}`]);
      // The certificate is that of the proxy, not of who is asked for.
      const plain = await startHttp(ok);
      expect(await (await network.fetch(`http://api.example.com:${plain.port}/v1`)).text()).toBe('ok');
      expect(proxy.passedOn).toEqual([`http://api.example.com:${plain.port}/v1`]);
    }
    const stranger = await startConnectProxy({ tls: made.stranger });
    const error = await failureOf(
      openNetwork({ proxy: stranger.url, caCertificates: ca }).fetch(`https://localhost:${port}`),
    );
    expect(error.details).toEqual({ reason: 'proxy-unreachable' });
    expect(stranger.targets).toEqual([]);
  });

  test('the wrong scheme', async () => {
    const plain = await startHttp(ok);
    const spoken = await failureOf(openNetwork().fetch(plain.url.replace('http', 'https')));
    expect(spoken.message).toContain('does not speak https');
    const secure = await startTls(made.server, ok);
    const cut = await failureOf(openNetwork().fetch(secure.url.replace('https', 'http')));
    expect(cut.code).toBe('PROVIDER_UNREACHABLE');
    expect(cut.message).toContain('begin with https://');
    // Some answer in the clear, with what is no HTTP.
    const alert = await startTcp(
      (socket) => void socket.once('data', () => socket.end(Buffer.from('150301000202460a', 'hex'))),
    );
    const spokenTo = await failureOf(openNetwork().fetch(alert.url));
    expect(spokenTo).toMatchObject({
      code: 'PROVIDER_UNREACHABLE',
      details: { reason: expect.stringMatching(/^HPE_/) },
    });
    expect(spokenTo.message).toContain('does not speak HTTP');
  });
});
