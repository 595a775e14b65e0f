// Catches: frames lost or out of order on a real socket, and a loss of the host that the window never notices.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { type WebSocket as Socket, WebSocketServer } from 'ws';
import { webSocketLink } from '../../../renderer/client/links.ts';

let server: WebSocketServer | undefined;
afterEach(async () => {
  const ending = server;
  server = undefined;
  for (const socket of ending?.clients ?? []) socket.terminate();
  await new Promise((resolve) => (ending ? ending.close(resolve) : resolve(undefined)));
});

async function listen(): Promise<{ url: string; accepted: Promise<Socket> }> {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const accepted = once(server, 'connection').then(([socket]) => socket as Socket);
  return { url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/ws`, accepted };
}

test('frames go both ways, and the end is told', async () => {
  const { url, accepted } = await listen();
  const link = await webSocketLink(url);
  const host = await accepted;
  const received = once(host, 'message');
  link.send({ type: 'call', id: 1, name: 'app.info', input: { text: 'Grüße' } });
  expect(JSON.parse(String((await received)[0]))).toEqual({
    type: 'call',
    id: 1,
    name: 'app.info',
    input: { text: 'Grüße' },
  });

  const frame = new Promise((resolve) => link.onFrame(resolve));
  host.send(JSON.stringify({ type: 'deltas', id: 1, deltas: ['a', 'b'] }));
  await expect(frame).resolves.toEqual({ type: 'deltas', id: 1, deltas: ['a', 'b'] });

  const closed = new Promise<void>((resolve) => link.onClose(resolve));
  host.terminate();
  await closed;
});

test('a host that is not there is an error, not a wait', async () => {
  const { url } = await listen();
  await new Promise((resolve) => server?.close(resolve));
  await expect(webSocketLink(url)).rejects.toMatchObject({ code: 'DISCONNECTED' });
});
