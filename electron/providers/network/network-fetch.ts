import type { LookupFunction } from 'node:net';
import type { Agent } from 'undici';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { NetworkSettings } from '../../../shared/model/network-settings.ts';
import type { Secret } from '../../lib/secret.ts';
import { guardedLookup, refuseTarget } from './check-target.ts';
import { createConnector } from './connector.ts';
import { follow, type Hop } from './follow.ts';
import { askInFull, connectToProxy } from './forward.ts';
import { chooseProxy } from './proxy.ts';
import { type Send, sendOver } from './send.ts';
import { sendByFetch } from './send-by-fetch.ts';
import { tlsOptions } from './tls-options.ts';
import { toUndiciBody } from './undici-body.ts';
import { unpacked } from './unpacked.ts';
import { type OpenSocket, openWebSocket } from './web-socket.ts';

/** What the settings only refer to. */
export interface NetworkSecrets {
  clientKey: Secret | null;
  proxyPassword: Secret | null;
}

export interface NetworkOptions {
  /** Whose origin gets the custom headers: answers name other hosts, too, to download from. */
  baseUrl: string;
  /** False where somebody else wrote the base URL, and nobody here has allowed it to lead into our own network. */
  allowPrivate: boolean;
  /** Where the system's proxy is read from. */
  environment: NodeJS.ProcessEnv;
  /** Default: the system's. */
  lookup?: LookupFunction;
}

/** The way of one instance to its provider. */
export interface Network {
  /** Retries nothing. */
  fetch: typeof globalThis.fetch;
  /** The same for what a relay asks and is answered, at a fraction of the work. */
  send: Send;
  /** All times hold for its opening; a talk itself may last. Through a proxy it is always a tunnel. */
  openSocket: OpenSocket;
  /** How long an answer may be silent, in ms; Infinity is without a limit. */
  timeouts: { firstToken: number; betweenTokens: number };
  /** Takes no new requests; resolves when the running ones have ended. */
  close(): Promise<void>;
}

export function createNetworkFetch(
  settings: NetworkSettings,
  secrets: () => Promise<NetworkSecrets>,
  options: NetworkOptions,
): Network {
  const firstToken = settings.firstTokenTimeout ?? Number.POSITIVE_INFINITY;
  const betweenTokens = settings.betweenTokensTimeout ?? Number.POSITIVE_INFINITY;
  const { origin } = new URL(options.baseUrl);
  const own = Object.entries(settings.headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  let opening: ReturnType<typeof open> | undefined;
  let line: Awaited<ReturnType<typeof open>> | undefined;
  let closing: Promise<void> | undefined;

  async function open() {
    const { Agent, buildConnector, DecoratorHandler, fetch } = await import('undici');
    const { clientKey, proxyPassword } = await secrets();
    const proxyFor = chooseProxy({ settings, password: proxyPassword, environment: options.environment });
    const way = { build: buildConnector, tls: tlsOptions(settings, clientKey), timeout: settings.connectTimeout };
    const lookup = options.allowPrivate ? (options.lookup ?? null) : guardedLookup(options.lookup);
    const limits = {
      headersTimeout: forUndici(firstToken),
      // Some send the headers at once and think then: this line cannot tell the first token from the others.
      bodyTimeout: forUndici(Math.max(firstToken, betweenTokens)),
    };
    const dispatcher: Agent = new Agent({ ...limits, connect: createConnector({ ...way, proxyFor, lookup }) });
    const toProxy: Agent = new Agent({ ...limits, connect: connectToProxy(way) });
    const forwarder = toProxy.compose(askInFull(DecoratorHandler, proxyFor));
    return { dispatcher, toProxy, forwarder, proxyFor, fetch };
  }

  async function opened(): ReturnType<typeof open> {
    opening ??= open();
    const mine = opening;
    try {
      line = await mine;
      return line;
    } catch (error) {
      // The vault may be open the next time.
      if (opening === mine) opening = undefined;
      throw error;
    }
  }

  const withOwn = (url: URL, given: Headers): Headers => {
    const all = new Headers(given);
    if (url.origin === origin) for (const [name, value] of own) all.set(name, value);
    return all;
  };

  const limited = (given: AbortSignal | null | undefined): AbortSignal | null => {
    const limit = settings.totalTimeout === null ? [] : [AbortSignal.timeout(settings.totalTimeout)];
    const signals = [given ?? [], limit].flat();
    return signals.length > 1 ? AbortSignal.any(signals) : (signals[0] ?? null);
  };

  async function ask(
    { url, method, headers, body }: Hop,
    { signal, redirect }: Pick<RequestInit, 'signal' | 'redirect'>,
  ): Promise<Response> {
    refuseTarget(url, options);
    if (closing) throw closed(url);
    const { dispatcher, forwarder, proxyFor, fetch } = await opened();
    const proxy = url.protocol === 'http:' ? proxyFor(url) : null;
    const all = withOwn(url, headers);
    const response = await fetch(url, {
      method,
      headers: [...all],
      body: await toUndiciBody(body),
      signal: signal ?? null,
      dispatcher: proxy ? forwarder : dispatcher,
      redirect: redirect ?? 'manual',
      duplex: 'half',
    });
    return response as unknown as Response;
  }

  async function close(): Promise<void> {
    // Where it could not be opened, whoever asked was told.
    const last = await opening?.catch(() => undefined);
    await Promise.all([last?.dispatcher.close(), last?.toProxy.close()]);
  }

  /** Most requests go where the last one went. */
  let last: { address: string; place: Place } | undefined;
  function placeOf(address: string): Place {
    if (last?.address === address) return last.place;
    const url = new URL(address);
    refuseTarget(url, options);
    const place = { url, origin: url.origin, path: `${url.pathname}${url.search}`, isOwn: url.origin === origin };
    last = { address, place };
    return place;
  }

  const send: Send = async (request) => {
    const { url, origin: to, path, isOwn } = placeOf(request.url);
    if (closing) throw closed(url);
    const { dispatcher, forwarder, proxyFor } = line ?? (await opened());
    const headers: Record<string, string> = { ...usualHeaders };
    for (const name of Object.keys(request.headers)) headers[name.toLowerCase()] = request.headers[name] ?? '';
    if (isOwn) for (const [name, value] of own) headers[name] = value;
    const through = url.protocol === 'http:' && proxyFor(url) ? forwarder : dispatcher;
    const way = { dispatcher: through, origin: to, path, limit: settings.totalTimeout };
    const answer = unpacked(await sendOver({ ...request, headers }, way));
    if (answer.status < 300 || answer.status > 399) return answer;
    answer.body.cancel();
    // Nothing was done there: it is asked once more in the way that knows how far a redirect may lead.
    return sendByFetch(network.fetch)(request);
  };

  const network: Network = {
    send,
    async fetch(input, init) {
      const given = input instanceof Request ? input : undefined;
      const hop: Hop = {
        url: new URL(input instanceof Request ? input.url : input),
        method: (init?.method ?? given?.method ?? 'GET').toUpperCase(),
        headers: new Headers(init?.headers ?? given?.headers),
        body: init?.body ?? given?.body ?? null,
      };
      const signal = limited(init?.signal ?? given?.signal);
      try {
        const redirect = init?.redirect ?? given?.redirect ?? 'follow';
        if (redirect !== 'follow') return await ask(hop, { signal, redirect });
        return await follow(hop, (next) => ask(next, { signal }));
      } catch (error) {
        // What our own connector said, without "fetch failed" around it.
        throw error instanceof TypeError && error.cause instanceof AppError ? error.cause : error;
      }
    },
    async openSocket(address, { headers = {}, protocols = [], signal: given } = {}) {
      const url = new URL(address.replace(/^ws/, 'http'));
      refuseTarget(url, options);
      if (closing) throw closed(url);
      const { dispatcher } = await opened();
      const signal = limited(given);
      const all = Object.fromEntries(withOwn(url, new Headers(headers)));
      return openWebSocket(url, { headers: all, protocols, dispatcher, ...(signal && { signal }) });
    },
    timeouts: { firstToken, betweenTokens },
    close() {
      closing ??= close();
      return closing;
    },
  };
  return network;
}

interface Place {
  url: URL;
  origin: string;
  path: string;
  /** That of the base URL. */
  isOwn: boolean;
}

/** As fetch has them, but for the packing: what comes is passed on as it is. */
const usualHeaders = { accept: '*/*', 'user-agent': 'undici', 'accept-encoding': 'identity' };

/** Its zero is our infinity. */
const forUndici = (limit: number): number => (limit === Number.POSITIVE_INFINITY ? 0 : limit);

const closed = ({ host }: URL): AppError =>
  new AppError('PROVIDER_UNREACHABLE', `The way to ${host} was closed, as its settings were changed. Try again.`);
