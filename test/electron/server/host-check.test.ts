import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { testServer } from '../../helpers/transport-server.ts';

/** fetch does not let a caller choose the Host. */
function get(
  address: string,
  path: string,
  headers: Record<string, string>,
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(`${address}${path}`, { headers }, (response) => {
      text(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject);
    });
    asked.once('error', reject).end();
  });
}

const path = '/api/openapi.json';

test('a name of a foreign site that resolves to this machine is refused (DNS rebinding)', async () => {
  const { address } = await testServer();
  const { port } = new URL(address);
  for (const host of [
    'evil.test',
    `evil.test:${port}`,
    '127.0.0.1',
    '127.0.0.1:1',
    `127.0.0.1.evil.test:${port}`,
    `localhost@evil.test:${port}`,
    `127.0.0.1:${port}:${port}`,
  ]) {
    const { status, body } = await get(address, path, { host });
    expect([host, status, body.includes('HOST_NOT_ALLOWED')]).toEqual([host, 403, true]);
  }
});

test('every loopback name of this machine is welcome', async () => {
  const { address } = await testServer();
  const { port } = new URL(address);
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `LOCALHOST:${port}`, `[::1]:${port}`]) {
    expect([host, (await get(address, path, { host })).status]).toEqual([host, 200]);
  }
});

test('a page of another origin is refused, also one from another port of this machine', async () => {
  const { address } = await testServer();
  for (const origin of ['http://evil.test', 'null', 'http://127.0.0.1:1', address.replace('http', 'https')]) {
    const { status, body } = await get(address, path, { origin });
    expect([origin, status, body.includes('ORIGIN_NOT_ALLOWED')]).toEqual([origin, 403, true]);
  }
  expect((await get(address, path, { origin: address })).status).toBe(200);
});

test('the dev server is welcome only where there is one', async () => {
  const origin = 'http://localhost:5173';
  const { address } = await testServer();
  expect((await get(address, path, { origin })).status).toBe(403);
  const dev = await testServer({ browserWindow: { devOrigin: `${origin}/` } });
  expect((await get(dev.address, path, { origin })).status).toBe(200);
  expect(dev.urls[0]).toMatch(/^http:\/\/localhost:5173\/#token=/);
});

test('it is the first thing that is looked at: a wrong Host learns nothing about keys or routes', async () => {
  const { address } = await testServer();
  for (const where of ['/', '/api/echo', '/nothing', '/session']) {
    expect((await get(address, where, { host: 'evil.test' })).body).toContain('HOST_NOT_ALLOWED');
  }
});
