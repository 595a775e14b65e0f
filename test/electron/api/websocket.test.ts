import { once } from 'node:events';
import { expect, test, vi } from 'vitest';
import type { WebSocket } from 'ws';
import { closeCodes } from '../../../electron/api/websocket.ts';
import { connectWebSocket, openSocket, openTestServer, signIn, testServer } from '../../helpers/transport-server.ts';
import { transportSuite } from '../../helpers/transport-suite.ts';

transportSuite('WebSocket', async (host) => {
  const server = await openTestServer({ host });
  const cookie = (await signIn(server.address, server.urls.at(-1))) ?? '';
  return { connect: () => connectWebSocket(server.address, cookie), close: server.close };
});

async function signedIn() {
  const server = await testServer();
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
