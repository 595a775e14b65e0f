import { isIP } from 'node:net';
import type { buildConnector, DecoratorHandler, Dispatcher } from 'undici';
import { hostOf } from './addresses.ts';
import type { ProxyServer } from './proxy.ts';
import type { TlsOptions } from './tls-options.ts';
import { proxyRefusal, proxyUnreachable } from './tunnel.ts';

export interface ForwarderOptions {
  build: typeof buildConnector;
  tls: TlsOptions;
  /** Ms for the way to the proxy, with its TLS where it has one. */
  timeout: number;
}

/** The way to a proxy itself, for requests that it passes on. */
export function connectToProxy({ build, tls, timeout }: ForwarderOptions): buildConnector.connector {
  const direct = build({ ...tls, timeout });
  return (options, callback) => {
    const url = new URL(`${options.protocol}//${options.host ?? options.hostname}`);
    const host = hostOf(url);
    // undici would take it from the header `host`, and want the certificate of the target from the proxy.
    const servername = isIP(host) ? '' : host;
    direct({ ...options, servername }, (...[error, socket]) => {
      if (error) callback(proxyUnreachable(url.host, (error as NodeJS.ErrnoException).code ?? error.message), null);
      else callback(null, socket);
    });
  };
}

/**
 * Asks the proxy for the whole address, as is the custom for http: many proxies open a tunnel to the port of https only.
 */
export function askInFull(
  Handler: typeof DecoratorHandler,
  proxyFor: (url: URL) => ProxyServer | null,
): Dispatcher.DispatcherComposeInterceptor {
  const watch = (handler: Dispatcher.DispatchHandler, refusal: () => Error): Dispatcher.DispatchHandler => {
    const watched: Dispatcher.DispatchHandler = new Handler(handler);
    const start = watched.onResponseStart?.bind(watched);
    watched.onResponseStart = (controller, status, ...rest) => {
      // fetch makes a failure without a word of it.
      if (status === 407) throw refusal();
      start?.(controller, status, ...rest);
    };
    return watched;
  };

  return (dispatch) => (options, handler) => {
    const { origin, host } = new URL(String(options.origin));
    const proxy = proxyFor(new URL(origin));
    if (!proxy) return dispatch(options, handler);
    const { url, authorization } = proxy;
    const headers = {
      // What fetch hands over is a plain object.
      ...(options.headers as Record<string, string>),
      host,
      ...(authorization && { 'proxy-authorization': authorization.reveal() }),
    };
    const refusal = (): Error => proxyRefusal({ proxy: url.host, target: host, status: 407 });
    return dispatch(
      { ...options, origin: url.origin, path: `${origin}${options.path}`, headers },
      watch(handler, refusal),
    );
  };
}
