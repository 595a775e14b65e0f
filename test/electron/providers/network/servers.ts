import http, { type IncomingMessage, type RequestListener } from 'node:http';
import https, { type ServerOptions } from 'node:https';
import net, { type AddressInfo, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { Worker } from 'node:worker_threads';
import { onTestFinished } from 'vitest';

export interface Server {
  port: number;
  /** `http://127.0.0.1:1234` */
  url: string;
  connections(): number;
}

export interface Asked {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

async function listen(server: net.Server, scheme: string): Promise<Server> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => void server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return { port, url: `${scheme}://127.0.0.1:${port}`, connections: () => connections };
}

export const startHttp = (answer: RequestListener): Promise<Server> => listen(http.createServer(answer), 'http');

export const startTls = (options: ServerOptions, answer: RequestListener): Promise<Server> =>
  listen(
    https.createServer(options, answer).on('tlsClientError', () => {}),
    'https',
  );

export const startTcp = (onSocket: (socket: Socket) => void): Promise<Server> =>
  listen(net.createServer(onSocket), 'http');

export const ok: RequestListener = (_request, response) => void response.end('ok');

/** Writes down what a server was asked, before it answers. */
export function recorder(answer: RequestListener = ok): { asked: Asked[]; listener: RequestListener } {
  const asked: Asked[] = [];
  const listener: RequestListener = (request, response) => {
    const { method = '', url = '', headers } = request;
    void text(request).then((body) => {
      asked.push({ method, url, headers, body });
      answer(request, response);
    });
  };
  return { asked, listener };
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => void server.close(resolve));
  return port;
}

/** Listens and never accepts; with its queue full, the kernel drops whoever knocks. */
export async function startBlackhole(): Promise<{ port: number; url: string }> {
  const code = `
    const { parentPort } = require('node:worker_threads');
    const server = require('node:net').createServer();
    server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
      parentPort.postMessage(server.address().port);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    });`;
  const worker = new Worker(code, { eval: true });
  const port = await new Promise<number>((resolve) => void worker.once('message', resolve));
  const knocking = Array.from({ length: 8 }, () => net.connect(port, '127.0.0.1').on('error', () => {}));
  onTestFinished(async () => {
    for (const socket of knocking) socket.destroy();
    await worker.terminate();
  });
  await new Promise((resolve) => setTimeout(resolve, 200));
  return { port, url: `http://127.0.0.1:${port}` };
}
