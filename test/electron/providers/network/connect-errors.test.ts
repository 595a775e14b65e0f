// Catches: a failure of the network told as another one. Real sockets, and what undici really throws.
import { expect, test } from 'vitest';
import { failureOf, openNetwork } from './open-network.ts';
import { freePort, startBlackhole, startTcp } from './servers.ts';

test.each([
  ['refused', async () => `http://127.0.0.1:${await freePort()}`, 'ECONNREFUSED', /server is running/],
  ['refused by both families', async () => `http://localhost:${await freePort()}`, 'ECONNREFUSED', /server is running/],
  ['a name that nobody has', async () => 'http://nobody.invalid', 'ENOTFOUND', /cannot be found/],
  [
    'reset',
    async () => (await startTcp((socket) => void socket.once('data', () => socket.resetAndDestroy()))).url,
    'ECONNRESET',
    /closed the connection/,
  ],
  [
    'closed',
    async () => (await startTcp((socket) => void socket.once('data', () => socket.end()))).url,
    'UND_ERR_SOCKET',
    /closed the connection/,
  ],
  ['nobody accepts', async () => (await startBlackhole()).url, 'UND_ERR_CONNECT_TIMEOUT', /firewall/],
  [
    'nobody answers the TLS',
    async () => (await startTcp(() => {})).url.replace('http', 'https'),
    'UND_ERR_CONNECT_TIMEOUT',
    /firewall/,
  ],
])('%s', async (_name, start, reason, words) => {
  const url = await start();
  const began = performance.now();
  const error = await failureOf(openNetwork({ connectTimeout: 500 }).fetch(url));
  expect(error).toMatchObject({ code: 'PROVIDER_UNREACHABLE', retryable: true, details: { reason } });
  expect(error.message).toMatch(words);
  expect(performance.now() - began).toBeLessThan(10_000);
});
