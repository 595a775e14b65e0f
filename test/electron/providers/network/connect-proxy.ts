import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import net, { type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { onTestFinished } from 'vitest';
import type { Pair } from './certificates.ts';

export interface ConnectProxyOptions {
  /** Answers everything with this. Default: connects, or passes on. */
  status?: number;
  /** Opens tunnels to this port only, as many do. Default: to all. */
  tunnelPort?: number;
  /** `user:password` */
  login?: string;
  /** Spoken to over TLS. */
  tls?: Pair;
}

export interface ConnectProxy {
  /** `127.0.0.1:3128` */
  host: string;
  url: string;
  /** Who was asked for, in a tunnel or with the whole address. */
  targets: string[];
  /** The addresses that it passed on. */
  passedOn: string[];
}

/** A proxy for both, tunnels and whole addresses. Names are all taken for this machine. */
export async function startConnectProxy({
  status = 200,
  tunnelPort,
  login,
  tls,
}: ConnectProxyOptions): Promise<ConnectProxy> {
  const targets: string[] = [];
  const passedOn: string[] = [];
  const sockets = new Set<Duplex>();
  const wanted = login && `Basic ${Buffer.from(login).toString('base64')}`;

  const answerTo = ({ headers }: IncomingMessage): number =>
    wanted !== undefined && headers['proxy-authorization'] !== wanted ? 407 : status;

  function onRequest(request: IncomingMessage, response: ServerResponse): void {
    const { host, port, pathname, search } = new URL(request.url ?? '');
    targets.push(host);
    passedOn.push(request.url ?? '');
    const answer = answerTo(request);
    if (answer !== 200) {
      response.writeHead(answer).end();
      return;
    }
    const { 'proxy-authorization': _, ...headers } = request.headers;
    const asking = http.request(
      { host: '127.0.0.1', port: port || 80, path: pathname + search, method: request.method, headers },
      (upstream) => {
        response.writeHead(upstream.statusCode ?? 502, upstream.headers);
        upstream.pipe(response).on('close', () => asking.destroy());
      },
    );
    asking.on('error', () => response.destroy());
    request.pipe(asking);
  }

  function onConnect(request: IncomingMessage, client: Duplex): void {
    const target = request.url ?? '';
    targets.push(target);
    client.on('error', () => {});
    const isRefused = tunnelPort !== undefined && !target.endsWith(`:${tunnelPort}`);
    const answer = isRefused ? 403 : answerTo(request);
    if (answer !== 200) {
      client.end(`HTTP/1.1 ${answer} Refused\r\nconnection: close\r\n\r\n`);
      return;
    }
    const upstream = net.connect(Number(target.split(':').at(-1)), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy()).on('close', () => client.destroy());
    sockets.add(upstream).add(client);
  }

  const server = tls ? https.createServer(tls) : http.createServer();
  server
    .on('request', onRequest)
    .on('connect', onConnect)
    .on('connection', (socket: Socket) => void sockets.add(socket));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => void server.close(resolve));
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { host, url: `${tls ? 'https' : 'http'}://${host}`, targets, passedOn };
}
