import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { createExtras, type ExtrasService } from '../../../../electron/providers/extras/extras.ts';
import type { Provider } from '../../../../shared/model/provider.ts';
import { openTestProviders, type TestProviders } from '../../../helpers/upstream-host.ts';

export interface Asked {
  /** `GET https://api.example.com/v1/key?x=1`, as the vendor's file wrote it. */
  line: string;
  headers: IncomingHttpHeaders;
  /** Parsed where it is JSON. */
  body: unknown;
}

export interface VendorServer {
  url: string;
  asked: Asked[];
  /** By method and path without the query: `GET /v1/key`. May change at any time. */
  routes: Record<string, (asked: Asked, response: ServerResponse) => void | Promise<void>>;
  /** Reaches it under any vendor's own address, over a real socket. */
  fetch: typeof fetch;
}

export const json =
  (body: unknown, status = 200) =>
  (_asked: Asked, response: ServerResponse): void => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export async function openVendorServer(routes: VendorServer['routes']): Promise<VendorServer> {
  const asked: Asked[] = [];
  const vendor = { url: '', asked, routes };
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    request.setEncoding('utf8');
    let text = '';
    for await (const part of request) text += String(part);
    const { method = '', url = '', headers } = request;
    const origin = headers['x-test-origin'] ?? vendor.url;
    const one = { line: `${method} ${String(origin)}${url}`, headers, body: readJson(text) };
    asked.push(one);
    const route = vendor.routes[`${method} ${decodeURIComponent(url.split('?')[0] ?? '')}`];
    await (route ?? json({ error: { message: 'There is nothing here.' } }, 404))(one, response);
  };
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  vendor.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const fetchIt: typeof fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const headers = new Headers(init?.headers);
    headers.set('x-test-origin', url.origin);
    return fetch(vendor.url + url.pathname + url.search, { ...init, headers });
  };
  return { ...vendor, fetch: fetchIt };
}

export interface WithExtras extends TestProviders {
  extras: ExtrasService;
  provider: Provider;
}

interface AddOptions {
  kind: string;
  settings?: Record<string, unknown>;
  apiKey?: string;
  now?: () => number;
}

/** A provider of that kind in a real host, reached through the server. */
export async function addProvider(
  server: VendorServer,
  { kind, settings = {}, apiKey = 'sk-test-0123456789', now = Date.now }: AddOptions,
): Promise<WithExtras> {
  const host = openTestProviders({ fetch: server.fetch, now });
  const provider = await host.providers.create({ kind, name: 'Mine', settings, ...(apiKey && { apiKey }) });
  const extras = createExtras({ providers: host.providers, connect: host.providers.reach, now });
  return { ...host, extras, provider };
}
