import { mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
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

// Catches: names of models, which stand in paths, refused because they are long.
test('a path may hold a long name', async () => {
  const { address } = await testServer({});
  const response = await fetch(`${address}/api/items/${'m'.repeat(400)}`, { headers: json });
  // This one wants a number there: that it says so means that it got the name.
  expect(await response.json()).toMatchObject({ error: { param: 'id' } });
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
  const { address } = await testServer({ browserWindow: { rendererFolder: renderer } });
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
  const { address } = await testServer({ browserWindow: null });
  for (const path of ['/', '/session', '/ws']) {
    expect([path, (await fetch(`${address}${path}`)).status]).toEqual([path, 404]);
  }
});

/** The head of a request. */
const lines = (...all: string[]): string => `${all.join('\r\n')}\r\n\r\n`;

// Catches: a broken pipe in place of the answer, because the connection was closed on a client that was still sending.
test('whoever sends too much gets the answer, every time', async () => {
  const { address } = await testServer({ bodyLimit: 32 * 2 ** 20 });
  const body = JSON.stringify({ text: 'x'.repeat(33 * 2 ** 20) });
  for (let time = 1; time <= 5; time++) {
    expect([time, (await post(address, '/api/echo', body)).status]).toEqual([time, 413]);
  }
});

// As above, without the luck of a client that happens to look up from its writing in time.
test('a client that reads only when it has sent everything finds the answer', async () => {
  const { address } = await testServer({ bodyLimit: 32 * 2 ** 20 });
  const { host, port } = new URL(address);
  const socket = connect(Number(port), '127.0.0.1').pause();
  // More than the system keeps for a connection.
  const size = 33 * 2 ** 20;
  const auth = `Authorization: ${json.authorization}`;
  const sent = ['Content-Type: application/json', `Content-Length: ${size}`];
  socket.write(lines('POST /api/echo HTTP/1.1', `Host: ${host}`, auth, ...sent));
  await promisify<Buffer, void>(socket.write.bind(socket))(Buffer.alloc(size, ' '));
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 413 [\s\S]*"BODY_TOO_LARGE"/);
});

// Catches: a client that never ends being read for ever.
test('what is far too much is read no further', async () => {
  const { address } = await testServer({ bodyLimit: 2 ** 16 });
  const asked = request(`${address}/api/echo`, { method: 'POST', headers: json });
  let isClosed = false;
  asked.on('error', () => {});
  asked.once('close', () => {
    isClosed = true;
  });
  const chunk = Buffer.alloc(2 ** 16, ' ');
  while (!isClosed) {
    asked.write(chunk);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(asked.destroyed).toBe(true);
});

/** What the port says to bytes that no client library sends. */
function say(address: string, bytes: string): Promise<string> {
  const { host, port } = new URL(address);
  const socket = connect(Number(port), '127.0.0.1');
  // The port may close before all was sent.
  socket.on('error', () => {});
  socket.write(bytes.replace('HOST', host));
  return text(socket);
}

test.each([
  ['no HTTP', 'hello\r\n\r\n', 400, 'VALIDATION_FAILED'],
  [
    'a chunk that is none',
    `${lines('POST /session HTTP/1.1', 'Host: HOST', 'Transfer-Encoding: chunked')}xyz\r\n`,
    400,
    'VALIDATION_FAILED',
  ],
  [
    'too much of headers',
    lines('GET / HTTP/1.1', 'Host: HOST', `x: ${'secret'.repeat(5000)}`),
    431,
    'HEADERS_TOO_LARGE',
  ],
  [
    'an expectation nobody meets',
    lines('GET / HTTP/1.1', 'Host: HOST', 'Expect: secret', 'Connection: close'),
    400,
    'VALIDATION_FAILED',
  ],
  ['no Host at all', lines('GET / HTTP/1.1', 'Connection: close'), 403, 'HOST_NOT_ALLOWED'],
])('%s is answered in the form of all errors and leaves a line', async (_what, bytes, status, code) => {
  const recorded = recordingLog();
  const { address } = await testServer({ log: recorded.log });
  const answer = await say(address, bytes);
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(JSON.parse(answer.slice(answer.indexOf('{')))).toMatchObject({ error: { code, param: null } });
  await vi.waitFor(() => expect(recorded.lines.map((line) => line['code'])).toContain(code));
  expect(JSON.stringify(recorded.lines)).not.toContain('secret');
});

// Catches: one byte of a body that holds a connection for ever.
test('a request that does not arrive is let go, with a word', async () => {
  const { address } = await testServer({ requestTimeout: 50 });
  const announced = ['Content-Type: application/json', 'Content-Length: 9'];
  const started = `${lines('POST /session HTTP/1.1', 'Host: HOST', ...announced)}{`;
  expect(await say(address, started)).toMatch(/^HTTP\/1\.1 408 [\s\S]*"REQUEST_TIMEOUT"/);
  expect(await say(address, 'GET / HTTP/1.1\r\nHost: ')).toMatch(/^HTTP\/1\.1 408 /);
});

// Catches: the limit for requests cutting off answers that are still being given.
test('an answer may take longer than a request', async () => {
  const { address, host } = await testServer({ requestTimeout: 50 });
  const events = await fetch(`${address}/api/events`, { headers: json });
  // A request that began later has run out: the reader would have, too.
  expect(await say(address, 'GET / HTTP/1.1\r\n')).toMatch(/ 408 /);
  host.events.publish('test.happened', { note: 'still here' });
  let read = '';
  for await (const part of (events.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
    read += part;
    if (read.includes('still here')) break;
  }
  expect(read).toContain('still here');
});
