import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import { closeCodes } from '../../../electron/api/socket-link.ts';
import { recordingLog, temporaryFolder } from '../../helpers/test-store.ts';
import { connectWebSocket, openSocket, openTestServer, signIn, testServer } from '../../helpers/transport-server.ts';
import { transportSuite } from '../../helpers/transport-suite.ts';

transportSuite('WebSocket', async (host) => {
  const server = await openTestServer({ host });
  const cookie = (await signIn(server.address, server.urls.at(-1))) ?? '';
  return { connect: () => connectWebSocket(server.address, cookie), close: server.close };
});

async function signedIn(options?: Parameters<typeof testServer>[0]) {
  const server = await testServer(options);
  const cookie = (await signIn(server.address, server.urls.at(-1))) ?? '';
  return { server, open: () => openSocket(server.address, { cookie, origin: server.address }) };
}

const closeCode = async (socket: WebSocket): Promise<unknown> => (await once(socket, 'close'))[0];

const refusedStatus = (socket: WebSocket): Promise<number> =>
  new Promise((resolve) => {
    socket.on('error', () => {});
    socket.once('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
      socket.terminate();
    });
  });

test('a window without a session is told by the close code, and gets nothing', async () => {
  const { address } = await testServer();
  const none = openSocket(address, { origin: address });
  const frames: unknown[] = [];
  none.on('message', (data) => frames.push(data));
  expect(await closeCode(none)).toBe(closeCodes.signedOut);
  const wrong = openSocket(address, { origin: address, cookie: 'switchyard_session=guessed' });
  expect(await closeCode(wrong)).toBe(closeCodes.signedOut);
  expect(frames).toEqual([]);
});

test('an upgrade from a foreign page, from nowhere, or under a foreign name is refused even with the cookie', async () => {
  const server = await testServer();
  const cookie = (await signIn(server.address, server.urls.at(-1))) ?? '';
  const { address } = server;
  expect(await refusedStatus(openSocket(address, { cookie, origin: 'http://evil.test' }))).toBe(403);
  expect(await refusedStatus(openSocket(address, { cookie }))).toBe(403);
  expect(await refusedStatus(openSocket(address, { cookie, origin: address, host: 'evil.test' }))).toBe(403);
});

test('what is no JSON, or no text, ends the connection with the code that says so', async () => {
  const { open } = await signedIn();
  const text = open();
  text.once('open', () => text.send('{'));
  expect(await closeCode(text)).toBe(closeCodes.notJson);
  const binary = open();
  binary.once('open', () => binary.send(Buffer.from('{}')));
  expect(await closeCode(binary)).toBe(closeCodes.notText);
});

test('a message over the body limit is not read', async () => {
  const { open } = await signedIn();
  const socket = open();
  socket.once('open', () => socket.send(' '.repeat(5 * 2 ** 20)));
  expect(await closeCode(socket)).toBe(1009);
});

test('JSON that is no frame is answered with an error, and the connection stays', async () => {
  const { open } = await signedIn();
  const socket = open();
  const answers: unknown[] = [];
  socket.on('message', (data) => answers.push(JSON.parse((data as Buffer).toString())));
  await once(socket, 'open');
  for (const frame of ['null', '[]', '{"type":"call","id":9}', '{"type":"call","id":"1","name":"test.echo"}']) {
    socket.send(frame);
  }
  await vi.waitFor(() => expect(answers).toHaveLength(4));
  expect(answers[2]).toMatchObject({ id: 9, result: { ok: false, error: { code: 'VALIDATION_FAILED' } } });
  socket.terminate();
});

test('a reader that stops reading stops the stream, and gets all of it when it reads on', async () => {
  const { open } = await signedIn();
  const socket = open();
  const total = 400_000;
  let last = 0;
  let isDone = false;
  socket.on('message', (data) => {
    const frame = JSON.parse((data as Buffer).toString()) as { type: string; deltas?: { number: number }[] };
    if (frame.type === 'deltas') {
      for (const { number } of frame.deltas ?? []) {
        if (number !== last + 1) throw new Error(`${number} came after ${last}`);
        last = number;
      }
    } else isDone = true;
  });
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'open', id: 1, name: 'test.count', input: { to: total } }));
  await once(socket, 'message');
  socket.pause();
  await new Promise((resolve) => setImmediate(resolve));
  socket.resume();
  await vi.waitFor(() => expect(isDone).toBe(true), { timeout: 20_000 });
  expect(last).toBe(total);
});

test('closing the server ends the connections of windows, also of those that do not answer', async () => {
  const server = await openTestServer();
  const cookie = (await signIn(server.address, server.urls.at(-1))) ?? '';
  const socket = openSocket(server.address, { cookie, origin: server.address });
  await once(socket, 'open');
  socket.pause();
  await server.close();
  socket.resume();
  expect([1001, 1006]).toContain(await closeCode(socket));
});

// Catches: a WebSocket without Origin and cookie on any path that answers, which nobody then watches.
test.each(['/', '/x', '/session', '/api/events', '/ws/'])(
  'an upgrade on %s is refused before it happens',
  async (path) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'index.html'), '<!doctype html>');
    const { address } = await testServer({ browserWindow: { rendererFolder: folder } });
    const socket = new WebSocket(`${address.replace('http', 'ws')}${path}`, { origin: address });
    socket.on('error', () => {});
    const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage];
    expect(response.statusCode).toBe(404);
    expect(await json(response)).toMatchObject({ error: { code: 'NOT_FOUND' } });
    socket.terminate();
  },
);

// Catches: Java's own client, which offers HTTP/2 with every request, being cut off.
test('an upgrade to anything but a WebSocket is left alone: the request is answered', async () => {
  const { address } = await testServer();
  const upgrade = { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AA' };
  const body = JSON.stringify({ token: 'guess' });
  const asked = request(`${address}/session`, {
    method: 'POST',
    headers: { ...upgrade, 'content-type': 'application/json', 'content-length': body.length },
  });
  asked.end(body);
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  expect(await json(response)).toMatchObject({ error: { code: 'TOKEN_INVALID' } });
});

test('a plain request where only a WebSocket connects is told so', async () => {
  const { address } = await testServer();
  const response = await fetch(`${address}/ws`);
  expect(response.status).toBe(404);
  const error = { code: 'NOT_FOUND', message: expect.stringContaining('WebSocket') };
  expect(await response.json()).toMatchObject({ error });
});

// Catches: refusals nobody can find out about, and prompts in the log.
test('whatever is refused on a WebSocket leaves a line with a code, and nothing of what was sent', async () => {
  const { log, lines } = recordingLog();
  const { server, open } = await signedIn({ log, bodyLimit: 2 ** 16 });
  const { address } = server;
  const codes = () => lines.filter(({ msg }) => /^a (window|frame) /.test(String(msg))).map((line) => line['code']);
  await closeCode(openSocket(address, { origin: address }));
  expect(codes()).toEqual(['TOKEN_MISSING']);
  for (const [data, code] of [
    ['my prompt', 'VALIDATION_FAILED'],
    [Buffer.from('my prompt'), 'VALIDATION_FAILED'],
    ['my prompt '.repeat(2 ** 14), 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH'],
  ] as const) {
    const socket = open();
    socket.once('open', () => socket.send(data));
    await closeCode(socket);
    expect(codes().at(-1)).toBe(code);
  }
  const socket = open();
  socket.once('open', () => socket.send('{"type":"call","text":"my prompt"}'));
  await once(socket, 'message');
  expect(codes()).toHaveLength(5);
  socket.terminate();
  expect(JSON.stringify(lines)).not.toContain('my prompt');
});

// Catches: the heartbeat not wired to the sockets of windows.
test('a window that no longer answers is let go', async () => {
  const server = await testServer({ browserWindow: { heartbeat: 20 } });
  const cookie = (await signIn(server.address, server.urls.at(-1))) ?? '';
  const socket = openSocket(server.address, { cookie, origin: server.address }, { autoPong: false });
  expect(await closeCode(socket)).toBe(1006);
});
