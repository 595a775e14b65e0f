import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { contentSecurityPolicy } from '../../../shared/csp.ts';
import { recordingLog, temporaryFolder } from '../../helpers/test-store.ts';
import { testKey, testServer } from '../../helpers/transport-server.ts';

const json = { 'content-type': 'application/json', authorization: `Bearer ${testKey}` };
const post = (address: string, path: string, body: string) =>
  fetch(`${address}${path}`, { method: 'POST', headers: json, body });

test('a body over the limit gets the limit and the remedy, and is in no log', async () => {
  const { log, lines } = recordingLog();
  const { address } = await testServer({ log, bodyLimit: 2 ** 20 });
  const response = await post(address, '/api/echo', JSON.stringify({ text: 'my prompt '.repeat(2 ** 18) }));
  expect(response.status).toBe(413);
  expect(await response.json()).toEqual({
    error: {
      code: 'BODY_TOO_LARGE',
      type: 'invalid_request_error',
      param: null,
      message: expect.stringMatching(/1 MiB.*settings/),
    },
  });
  await vi.waitFor(() => expect(lines.map(({ msg }) => msg)).toEqual(['request refused', 'request answered']));
  expect(JSON.stringify(lines)).not.toContain('my prompt');
});

test('every line of a request has the id that its answer names, and no line has what it carried', async () => {
  const { log, lines } = recordingLog();
  const { address } = await testServer({ log });
  const response = await fetch(`${address}/api/items/7?tag=my-secret`, { headers: json });
  const id = response.headers.get('x-switchyard-request-id');
  expect(id).toMatch(/^[\da-f-]{36}$/);
  await vi.waitFor(() => expect(lines).toHaveLength(2));
  expect(lines.map(({ requestId }) => requestId)).toEqual([id, id]);
  expect(lines[1]).toMatchObject({ route: '/api/items/:id', status: 200 });
  expect(JSON.stringify(lines)).not.toContain('my-secret');
});

test('an unknown call, an unknown page and an address that is none get errors in the same form, without a stack', async () => {
  const { address } = await testServer();
  const get = async (path: string) => {
    const response = await fetch(`${address}${path}`, { headers: json });
    return [response.status, await response.text()] as const;
  };
  for (const [path, status, code] of [
    ['/api/nothing', 404, 'UNKNOWN_CALL'],
    ['/nothing.html', 404, 'NOT_FOUND'],
    ['/api/%c0%ae', 400, 'VALIDATION_FAILED'],
  ] as const) {
    const [got, body] = await get(path);
    expect([path, got]).toEqual([path, status]);
    expect(JSON.parse(body)).toMatchObject({ error: { code, param: null } });
    expect(body).not.toMatch(/node_modules|\.ts|stack|%c0/);
  }
  const wrongMethod = await fetch(`${address}/api/echo`, { method: 'DELETE', headers: json });
  expect(await wrongMethod.json()).toMatchObject({ error: { code: 'UNKNOWN_CALL' } });
});

test('what a handler throws by accident is logged, and told to nobody', async () => {
  const { log, lines } = recordingLog();
  const { address } = await testServer({ log });
  const response = await post(address, '/api/fail', '{"how":"unknown"}');
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain('someone');
  expect(lines.find(({ msg }) => msg === 'failed')).toMatchObject({ code: 'INTERNAL' });
});

test('every answer carries the headers that keep a page safe', async () => {
  const { address } = await testServer();
  for (const path of ['/api/docs', '/api/nothing', '/']) {
    const { headers } = await fetch(`${address}${path}`);
    expect(headers.get('content-security-policy')).toBe(`${contentSecurityPolicy}; frame-ancestors 'none'`);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  }
});

test('the documents need no key', async () => {
  const { address } = await testServer();
  const document = await fetch(`${address}/api/openapi.json`);
  expect(await document.json()).toMatchObject({ openapi: '3.1.0' });
  const page = await fetch(`${address}/api/docs`);
  expect(page.headers.get('content-type')).toMatch(/^text\/html/);
  expect(await page.text()).toContain(`${address}/api/echo`);
});

test('the window is served with the page always fresh and hashed files kept, and nothing beside it', async () => {
  const folder = temporaryFolder();
  const renderer = join(folder, 'renderer');
  mkdirSync(join(renderer, 'assets'), { recursive: true });
  writeFileSync(join(renderer, 'index.html'), '<!doctype html><title>Switchyard</title>');
  writeFileSync(join(renderer, 'theme.js'), '1');
  writeFileSync(join(renderer, 'assets/index-abc123.js'), '2');
  writeFileSync(join(folder, 'outside.txt'), 'outside');
  const sessions = { insert: () => {}, touch: () => false, deleteUnusedSince: () => {} };
  const browserWindow = { sessions, onUrl: () => {}, rendererFolder: renderer };
  const { address } = await testServer({ browserWindow });
  const cacheOf = async (path: string) => (await fetch(`${address}${path}`)).headers.get('cache-control');
  expect(await (await fetch(address)).text()).toContain('<title>Switchyard</title>');
  expect(await cacheOf('/')).toBe('no-cache');
  expect(await cacheOf('/theme.js')).toBe('no-cache');
  expect(await cacheOf('/assets/index-abc123.js')).toBe('public, max-age=31536000, immutable');
  for (const path of ['/../outside.txt', '/%2e%2e/outside.txt', '/assets/..%2f..%2foutside.txt', '/assets']) {
    const response = await fetch(`${address}${path}`);
    expect([path, response.status >= 400]).toEqual([path, true]);
    expect(await response.text()).not.toContain('outside.txt');
  }
});

test('under Electron there is no page, no session and no WebSocket on the port', async () => {
  const { address } = await testServer({ browserWindow: undefined });
  for (const path of ['/', '/session', '/ws']) {
    expect([path, (await fetch(`${address}${path}`)).status]).toEqual([path, 404]);
  }
});
