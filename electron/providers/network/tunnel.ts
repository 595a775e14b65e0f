import http from 'node:http';
import https from 'node:https';
import { isIP, type Socket } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import { AppError } from '../../../shared/errors/app-error.ts';
import { hostOf } from './addresses.ts';
import type { ProxyServer } from './proxy.ts';

export interface TunnelOptions {
  proxy: ProxyServer;
  /** Host name and port of who is to be reached. */
  target: string;
  /** Ms until the proxy must have connected. */
  timeout: number;
  tls: Pick<ConnectionOptions, 'secureContext' | 'rejectUnauthorized'>;
}

/**
 * A connection through a proxy. In place of undici's ProxyAgent, which has one error for every refusal, and that error
 * looks like a cancelled request.
 */
export function openTunnel({ proxy, target, timeout, tls }: TunnelOptions): Promise<Socket> {
  const { url, authorization } = proxy;
  const host = hostOf(url);
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const { request } = url.protocol === 'https:' ? https : http;
  const connecting = request({
    ...tls,
    host,
    // Node would take it from the header `host`, and want the certificate of the target from the proxy.
    servername: isIP(host) ? '' : host,
    port: url.port || (url.protocol === 'https:' ? 443 : 80),
    method: 'CONNECT',
    path: target,
    agent: false,
    headers: { host: target, ...(authorization && { 'proxy-authorization': authorization.reveal() }) },
  });
  const timer = setTimeout(() => connecting.destroy(new Error('ETIMEDOUT')), timeout);
  connecting.once('connect', (response, socket, head) => {
    const status = response.statusCode ?? 0;
    if (status < 200 || status > 299) {
      socket.on('error', () => {}).destroy();
      reject(proxyRefusal({ proxy: url.host, target, status }));
      return;
    }
    if (head.length > 0) socket.unshift(head);
    resolve(socket);
  });
  connecting.on('error', (error: NodeJS.ErrnoException) =>
    reject(proxyUnreachable(url.host, error.code ?? error.message)),
  );
  connecting.end();
  return promise.finally(() => clearTimeout(timer));
}

export function proxyRefusal({ proxy, target, status }: { proxy: string; target: string; status: number }): AppError {
  if (status === 407) {
    return new AppError(
      'PROVIDER_UNREACHABLE',
      `The proxy ${proxy} wants a user name and a password. Check both in the network settings of this provider.`,
      { retryable: false, details: { reason: 'proxy-login' } },
    );
  }
  return new AppError(
    'PROVIDER_UNREACHABLE',
    `The proxy ${proxy} did not connect to ${target} (status ${status}). Check the address, or whether the proxy allows it.`,
    { retryable: status >= 500, details: { reason: 'proxy-refused' } },
  );
}

export const proxyUnreachable = (proxy: string, code: string): AppError =>
  new AppError(
    'PROVIDER_UNREACHABLE',
    `The proxy ${proxy} cannot be reached (${code}). Check its address in the network settings of this provider.`,
    { details: { reason: 'proxy-unreachable' } },
  );
