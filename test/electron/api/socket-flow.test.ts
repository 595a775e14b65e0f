import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import WebSocket, { WebSocketServer } from 'ws';
import { createDrain, watchHeartbeat } from '../../../electron/api/socket-flow.ts';

/** Both ends of a real connection: the host's and the peer's. */
async function connect(options: object = {}): Promise<{ socket: WebSocket; peer: WebSocket }> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => {
    for (const client of server.clients) client.terminate();
    server.close();
  });
  await once(server, 'listening');
  const peer = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`, options);
  const [[socket]] = (await Promise.all([once(server, 'connection'), once(peer, 'open')])) as [[WebSocket], unknown];
  return { socket, peer };
}

test('a peer that no longer answers is let go', async () => {
  const { socket } = await connect({ autoPong: false });
  watchHeartbeat(socket, 20);
  const [code] = await once(socket, 'close');
  expect(code).toBe(1006);
});

test('a peer that answers is kept for as long as it does', async () => {
  const { socket, peer } = await connect();
  watchHeartbeat(socket, 20);
  for (let pings = 0; pings < 5; pings++) await once(peer, 'ping');
  expect(socket.readyState).toBe(socket.OPEN);
});

test('while much is waiting to go out the line counts as full, and is free again when it has gone', async () => {
  const { socket, peer } = await connect();
  const drain = createDrain(socket);
  expect(drain.whenWritable()).toBeUndefined();
  peer.pause();
  const chunk = 'x'.repeat(2 ** 20);
  while (drain.whenWritable() === undefined) socket.send(chunk, () => drain.check());
  const writable = drain.whenWritable();
  peer.resume();
  await writable;
  expect(drain.whenWritable()).toBeUndefined();
});

test('a connection that ends while the line is full leaves nobody waiting', async () => {
  const { socket, peer } = await connect();
  const drain = createDrain(socket);
  peer.pause();
  while (drain.whenWritable() === undefined) socket.send('x'.repeat(2 ** 20), () => drain.check());
  const writable = drain.whenWritable();
  socket.terminate();
  await writable;
  expect(drain.whenWritable()).toBeUndefined();
});
