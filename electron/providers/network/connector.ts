import type { LookupFunction } from 'node:net';
import type { buildConnector } from 'undici';
import type { ProxyServer } from './proxy.ts';
import type { TlsOptions } from './tls-options.ts';
import { openTunnel } from './tunnel.ts';

export interface ConnectorOptions {
  build: typeof buildConnector;
  tls: TlsOptions;
  /** Ms for the way to the server with its TLS; through a proxy, for the way to the proxy and for that TLS each. */
  timeout: number;
  proxyFor(url: URL): ProxyServer | null;
  /** Only for the direct way: through a proxy, it is the proxy that looks names up. */
  lookup: LookupFunction | null;
}

/** How undici gets its connections: directly or through a proxy. */
export function createConnector({ build, tls, timeout, proxyFor, lookup }: ConnectorOptions): buildConnector.connector {
  const direct = build({ ...tls, timeout, ...(lookup && { lookup }) });
  const inTunnel = build({ ...tls, timeout });

  async function connect(options: buildConnector.Options, callback: buildConnector.Callback): Promise<void> {
    // undici's types allow it to be missing, its code never leaves it out.
    const { protocol, port, host = options.hostname } = options;
    const isTls = protocol === 'https:';
    const proxy = proxyFor(new URL(`${protocol}//${host}`));
    if (!proxy) return direct(options, callback);
    const target = port ? host : `${host}:${isTls ? 443 : 80}`;
    const socket = await openTunnel({ proxy, target, timeout, tls });
    if (isTls) inTunnel({ ...options, httpSocket: socket }, callback);
    else callback(null, socket);
  }

  return (options, callback) => void connect(options, callback).catch((error: Error) => callback(error, null));
}
