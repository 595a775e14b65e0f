import net, { type LookupFunction, type Socket } from 'node:net';
import tls, { type TLSSocket } from 'node:tls';
import type { TlsOptions } from '../network/tls-options.ts';

export interface KnockOptions {
  host: string;
  port: number;
  /** Null for plain http. */
  tls: TlsOptions | null;
  /** What is already known of the name. */
  lookup?: LookupFunction;
  /** A tunnel through a proxy. */
  socket?: Socket;
  /** In ms. */
  timeout: number;
  signal: AbortSignal;
}

/**
 * Opens a connection as a request would, and sends nothing over it. A certificate that is not trusted does not end it:
 * who looks can then say what is wrong with it.
 */
export function knock(options: KnockOptions): Promise<Socket | TLSSocket> {
  const { host, port, timeout, signal, lookup, socket: tunnel } = options;
  const { promise, resolve, reject } = Promise.withResolvers<Socket | TLSSocket>();
  const to = tunnel ? { socket: tunnel } : { host, port, ...(lookup && { lookup }) };
  const opening = options.tls
    ? tls.connect({
        ...options.tls,
        ...to,
        servername: net.isIP(host) ? '' : host,
        ALPNProtocols: ['http/1.1'],
        rejectUnauthorized: false,
        checkServerIdentity: (_, certificate) => tls.checkServerIdentity(host, certificate),
      })
    : net.connect({ host, port, ...(lookup && { lookup }) });
  const stop = (reason: unknown): void => {
    reject(reason);
    opening.destroy();
  };
  const onAbort = (): void => stop(signal.reason);
  const tooLong = Object.assign(new Error('too long'), { code: 'UND_ERR_CONNECT_TIMEOUT' });
  const timer = setTimeout(() => stop(tooLong), timeout);
  // After the handshake a server may still hang up; nobody listens any more.
  opening.on('error', reject);
  opening.once('close', () => reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' })));
  opening.once(options.tls ? 'secureConnect' : 'connect', () => resolve(opening));
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  return promise.finally(() => {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  });
}
