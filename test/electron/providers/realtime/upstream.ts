import type { IncomingMessage, RequestListener } from 'node:http';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { Secret } from '../../../../electron/lib/secret.ts';
import type { VendorConnection } from '../../../../electron/providers/define-vendor.ts';
import type { Network } from '../../../../electron/providers/network/network-fetch.ts';
import { vendorOf } from '../../../../electron/providers/registry.ts';

export interface UpstreamOptions {
  /** Every line that is opened. */
  onTalk?(socket: WebSocket, request: IncomingMessage): void;
  /** What is asked before the line is. Default: 404. */
  answer?: RequestListener;
  /** Does not open the line, and says this. */
  refuse?: { status: number; body: string; headers?: Record<string, string> };
  /** Default: false. */
  isCompressed?: boolean;
}

export interface Upstream {
  /** `http://127.0.0.1:1234` */
  url: string;
  port: number;
  /** Of the upgrades. */
  requests: IncomingMessage[];
}

/** A provider's server on this machine. */
export async function startUpstream({
  onTalk,
  answer,
  refuse,
  isCompressed = false,
}: UpstreamOptions): Promise<Upstream> {
  const requests: IncomingMessage[] = [];
  const talks = new WebSocketServer({ noServer: true, perMessageDeflate: isCompressed });
  const server = http.createServer(answer ?? ((_request, response) => void response.writeHead(404).end()));
  server.on('upgrade', (request, socket, head) => {
    requests.push(request);
    if (refuse) {
      const headers = { 'content-type': 'application/json', ...refuse.headers };
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
      const length = Buffer.byteLength(refuse.body);
      socket.end(
        `HTTP/1.1 ${refuse.status} No\r\n${lines.join('')}content-length: ${length}\r\nconnection: close\r\n\r\n${refuse.body}`,
      );
      return;
    }
    talks.handleUpgrade(request, socket, head, (line) => {
      line.on('error', () => {});
      onTalk?.(line, request);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const line of talks.clients) line.terminate();
    server.closeAllConnections();
    await new Promise((resolve) => void server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, port, requests };
}

export const testKey = 'key-of-this-test-0123456789';

/** A vendor whose own hosts are all at the upstream. */
export function connectTo(
  id: string,
  { url }: Pick<Upstream, 'url'>,
  { network, settings = {} }: { network: Network; settings?: Record<string, unknown> },
): VendorConnection {
  const vendor = vendorOf(id);
  if (!vendor) throw new Error(`there is no ${id}`);
  const here = (address: string) =>
    address.replace(/^(http|ws)s?:\/\/[^/]+/, (_all, scheme: string) => `${scheme}://${new URL(url).host}`);
  return vendor.connect({
    settings,
    apiKey: new Secret(testKey),
    fetch: (input, init) => network.fetch(here(input instanceof Request ? input.url : String(input)), init),
    openSocket: (address, options) => network.openSocket(here(address), options),
  });
}
