import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import net, { type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { onTestFinished } from 'vitest';
import type { Pair } from './certificates.ts';

export interface ConnectProxyOptions {
  /** Answers every CONNECT with this. Default: connects. */
  status?: number;
  /** `user:password` */
  login?: string;
  /** Spoken to over TLS. */
  tls?: Pair;
}

export interface ConnectProxy {
  /** `127.0.0.1:3128` */
  host: string;
  url: string;
  /** Who was asked for. */
  targets: string[];
}

/** A proxy that knows CONNECT only, as all know it. Names are all taken for this machine. */
export async function startConnectProxy({ status = 200, login, tls }: ConnectProxyOptions): Promise<ConnectProxy> {
  const targets: string[] = [];
  const sockets = new Set<Duplex>();
  const wanted = login && `Basic ${Buffer.from(login).toString('base64')}`;

  function onConnect(request: IncomingMessage, client: Duplex): void {
    const target = request.url ?? '';
    targets.push(target);
    client.on('error', () => {});
    const answer = wanted !== undefined && request.headers['proxy-authorization'] !== wanted ? 407 : status;
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
  server.on('connect', onConnect).on('connection', (socket: Socket) => void sockets.add(socket));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => void server.close(resolve));
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { host, url: `${tls ? 'https' : 'http'}://${host}`, targets };
}
