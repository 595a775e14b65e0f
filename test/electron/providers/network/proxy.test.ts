import { describe, expect, test } from 'vitest';
import { isExempt } from '../../../../electron/providers/network/no-proxy.ts';
import { chooseProxy } from '../../../../electron/providers/network/proxy.ts';
import { startConnectProxy } from './connect-proxy.ts';
import { failureOf, openNetwork } from './open-network.ts';
import { freePort, ok, recorder, startHttp, startTcp } from './servers.ts';

const elsewhere = 'https://api.example.com/v1';

describe('NO_PROXY', () => {
  // Catches: what is inside sent out through the proxy, and a name that only ends alike kept in.
  test.each([
    ['*', elsewhere],
    ['api.example.com', elsewhere],
    ['example.com', elsewhere],
    ['.example.com', elsewhere],
    ['*.example.com', elsewhere],
    ['other.com, EXAMPLE.COM', elsewhere],
    ['other.com example.com:443', elsewhere],
    ['10.0.0.0/8', 'http://10.1.2.3:8080'],
    ['10.1.2.3:8080', 'http://10.1.2.3:8080'],
    ['[fd00::1]:8080', 'http://[fd00::1]:8080'],
    ['fd00::/8', 'http://[fd12::1]'],
    ['fd00::1', 'http://[fd00:0::1]'],
  ])('%j exempts %s', (list, url) => {
    expect(isExempt(new URL(url), list)).toBe(true);
  });
  test.each([
    ['', elsewhere],
    ['ample.com', elsewhere],
    ['example.com:8443', elsewhere],
    ['www.api.example.com', elsewhere],
    ['10.0.0.0/8', 'http://11.1.2.3'],
    ['10.0.0.0/99', 'http://10.1.2.3'],
    ['10.0.0.0/x', 'http://10.1.2.3'],
    ['fd00::/8', 'http://10.1.2.3'],
  ])('%j does not exempt %s', (list, url) => {
    expect(isExempt(new URL(url), list)).toBe(false);
  });
});

describe('the system’s proxy', () => {
  const choose = (environment: Record<string, string>, url: string) =>
    chooseProxy({ settings: { proxy: 'system', proxyUser: null }, password: null, environment })(new URL(url));
  const env = { HTTPS_PROXY: 'http://secure:1', HTTP_PROXY: 'plain:2', NO_PROXY: 'inside.example.com' };

  // Catches: the one proxy for the other's addresses, and a local model asked through a company's proxy.
  test.each([
    [env, elsewhere, 'http://secure:1/'],
    [env, 'http://api.example.com', 'http://plain:2/'],
    [{ ...env, https_proxy: 'https://lower:3' }, elsewhere, 'https://lower:3/'],
    [{ HTTP_PROXY: 'http://plain:2' }, elsewhere, undefined],
    [env, 'https://inside.example.com', undefined],
    [{ ...env, NO_PROXY: '' }, 'http://127.0.0.1:11434', undefined],
    [env, 'http://localhost:1234', undefined],
    [env, 'http://[::1]:1234', undefined],
    [{}, elsewhere, undefined],
  ])('%j for %s is %s', (environment, url, wanted) => {
    expect(choose(environment, url)?.url.href).toBe(wanted);
  });

  // Catches: a login that is lost, or that stays in what is shown of the address.
  test('takes user and password from the address', () => {
    const proxy = choose({ https_proxy: 'http://me:p%40ss%zz@secure:1' }, elsewhere);
    expect(proxy?.url.href).toBe('http://secure:1/');
    expect(proxy?.authorization?.reveal()).toBe(`Basic ${Buffer.from('me:p%40ss%zz').toString('base64')}`);
    const decoded = choose({ https_proxy: 'http://me:p%40ss@secure:1' }, elsewhere);
    expect(decoded?.authorization?.reveal()).toBe(`Basic ${Buffer.from('me:p@ss').toString('base64')}`);
    expect(JSON.stringify(proxy)).not.toContain('p%40ss');
  });

  // Catches: a proxy that cannot be used passed by in silence, so that the request goes out directly.
  test('that is none of ours is said', async () => {
    const error = await failureOf(
      openNetwork({ proxy: 'system' }, { environment: { https_proxy: 'socks5://me:secret@a:1' } }).fetch(elsewhere),
    );
    expect(error).toMatchObject({ code: 'PROVIDER_UNREACHABLE', retryable: false });
    expect(error.message).toContain('HTTPS_PROXY');
    expect(error.message).not.toContain('secret');
  });
});

describe('through a proxy', () => {
  // Catches: a request that goes around the proxy, or that names another host to it.
  test('the proxy is asked for host and port', async () => {
    const { asked, listener } = recorder();
    const { port } = await startHttp(listener);
    const proxy = await startConnectProxy({ login: 'me:pass', tunnelPort: 443 });
    const network = openNetwork({ proxy: proxy.url, proxyUser: 'me' }, { proxyPassword: 'pass' });
    const answer = await network.fetch(`http://api.example.com:${port}/v1`, { headers: { 'x-api-key': 'k' } });
    expect(await answer.text()).toBe('ok');
    // A tunnel would have been refused: for plain http, many proxies open none.
    expect(proxy.passedOn).toEqual([`http://api.example.com:${port}/v1`]);
    expect(asked[0]?.headers).toMatchObject({ host: `api.example.com:${port}`, 'x-api-key': 'k' });
    expect(asked[0]?.headers).not.toHaveProperty('proxy-authorization');
  });
  test('by the environment, unless NO_PROXY has it', async () => {
    const proxy = await startConnectProxy({});
    const { port } = await startHttp(ok);
    const environment = { http_proxy: proxy.url, no_proxy: 'inside.example.com' };
    const network = openNetwork(
      { proxy: 'system' },
      { environment, lookup: (_name, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]) },
    );
    await (await network.fetch(`http://api.example.com:${port}`)).text();
    await (await network.fetch(`http://inside.example.com:${port}`)).text();
    await (await network.fetch(`http://127.0.0.1:${port}`)).text();
    expect(proxy.targets).toEqual([`api.example.com:${port}`]);
  });

  // Catches: "api.example.com cannot be reached", or "cancelled", when it is the proxy that does not work.
  test.each([
    [407, false, /wants a user name and a password/],
    [403, false, /did not connect to api\.example\.com:443 \(status 403\)/],
    [502, true, /did not connect to api\.example\.com:443 \(status 502\)/],
  ])('a proxy that answers %d', async (status, retryable, words) => {
    const proxy = await startConnectProxy({ status });
    const error = await failureOf(openNetwork({ proxy: proxy.url }).fetch(elsewhere));
    expect(error).toMatchObject({ code: 'PROVIDER_UNREACHABLE', retryable });
    expect(error.message).toMatch(words);
    expect(error.message).toContain(proxy.host);
  });
  test('a wrong password is not shown', async () => {
    const proxy = await startConnectProxy({ login: 'me:pass' });
    const network = openNetwork({ proxy: proxy.url, proxyUser: 'me' }, { proxyPassword: 'wrong-password' });
    const error = await failureOf(network.fetch(elsewhere));
    expect(error.details).toEqual({ reason: 'proxy-login' });
    expect(`${error.stack}${JSON.stringify(error)}`).not.toContain('wrong-password');
  });
  test('plain http is told apart in the same way', async () => {
    const proxy = await startConnectProxy({ login: 'me:pass' });
    const login = await failureOf(openNetwork({ proxy: proxy.url }).fetch('http://api.example.com/v1'));
    expect(login).toMatchObject({ retryable: false, details: { reason: 'proxy-login' } });
    const gone = `http://127.0.0.1:${await freePort()}`;
    const unreachable = await failureOf(openNetwork({ proxy: gone }).fetch('http://api.example.com/v1'));
    expect(unreachable.details).toEqual({ reason: 'proxy-unreachable' });
    expect(unreachable.message).toContain(new URL(gone).host);
  });
  test('a proxy that is not there, that is silent, that is none', async () => {
    const silent = await startTcp(() => {});
    const none = await startTcp((socket) => void socket.once('data', () => socket.end('SSH-2.0-x\r\n')));
    const urls = [`http://127.0.0.1:${await freePort()}`, 'http://proxy.invalid:3128', silent.url, none.url];
    for (const url of urls) {
      const error = await failureOf(openNetwork({ proxy: url, connectTimeout: 500 }).fetch(elsewhere));
      expect(error).toMatchObject({ code: 'PROVIDER_UNREACHABLE', details: { reason: 'proxy-unreachable' } });
      expect(error.message).toContain(new URL(url).host);
    }
  });
});
