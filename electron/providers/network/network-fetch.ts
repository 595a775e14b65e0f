import type { LookupFunction } from 'node:net';
import type { Agent } from 'undici';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { NetworkSettings } from '../../../shared/model/network-settings.ts';
import type { Secret } from '../../lib/secret.ts';
import { guardedLookup, refuseTarget } from './check-target.ts';
import { createConnector } from './connector.ts';
import { follow, type Hop } from './follow.ts';
import { chooseProxy } from './proxy.ts';
import { tlsOptions } from './tls-options.ts';
import { toUndiciBody } from './undici-body.ts';

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
  /** How long an answer may be silent, in ms; Infinity is without a limit. */
  timeouts: { firstToken: number; betweenTokens: number };
  /** Takes no new requests; resolves when the running ones have ended. */
  close(): Promise<void>;
}

export function createNetworkFetch(
  settings: NetworkSettings,
  secrets: NetworkSecrets,
  options: NetworkOptions,
): Network {
  const firstToken = settings.firstTokenTimeout ?? Number.POSITIVE_INFINITY;
  const betweenTokens = settings.betweenTokensTimeout ?? Number.POSITIVE_INFINITY;
  const { origin } = new URL(options.baseUrl);
  let opening: ReturnType<typeof open> | undefined;
  let closing: Promise<void> | undefined;

  async function open() {
    const { Agent, buildConnector, fetch } = await import('undici');
    const dispatcher: Agent = new Agent({
      connect: createConnector({
        build: buildConnector,
        tls: tlsOptions(settings, secrets.clientKey),
        timeout: settings.connectTimeout,
        proxyFor: chooseProxy({ settings, password: secrets.proxyPassword, environment: options.environment }),
        lookup: options.allowPrivate ? (options.lookup ?? null) : guardedLookup(options.lookup),
      }),
      headersTimeout: forUndici(firstToken),
      // Some send the headers at once and think then: this line cannot tell the first token from the others.
      bodyTimeout: forUndici(Math.max(firstToken, betweenTokens)),
    });
    return { dispatcher, fetch };
  }

  async function ask(
    { url, method, headers, body }: Hop,
    { signal, redirect }: Pick<RequestInit, 'signal' | 'redirect'>,
  ): Promise<Response> {
    refuseTarget(url, options);
    if (closing) throw closed(url);
    opening ??= open();
    const { dispatcher, fetch } = await opening;
    const own = url.origin === origin ? Object.entries(settings.headers) : [];
    const all = new Headers(headers);
    for (const [name, value] of own) all.set(name, value);
    const response = await fetch(url, {
      method,
      headers: [...all],
      body: await toUndiciBody(body),
      signal: signal ?? null,
      dispatcher,
      redirect: redirect ?? 'manual',
      duplex: 'half',
    });
    return response as unknown as Response;
  }

  async function close(): Promise<void> {
    // Where it could not be opened, whoever asked was told.
    const opened = await opening?.catch(() => undefined);
    await opened?.dispatcher.close();
  }

  return {
    async fetch(input, init) {
      const given = input instanceof Request ? input : undefined;
      const hop: Hop = {
        url: new URL(input instanceof Request ? input.url : input),
        method: (init?.method ?? given?.method ?? 'GET').toUpperCase(),
        headers: new Headers(init?.headers ?? given?.headers),
        body: init?.body ?? given?.body ?? null,
      };
      const limit = settings.totalTimeout === null ? [] : [AbortSignal.timeout(settings.totalTimeout)];
      const signals = [init?.signal ?? given?.signal ?? [], limit].flat();
      const signal = signals.length > 1 ? AbortSignal.any(signals) : (signals[0] ?? null);
      try {
        const redirect = init?.redirect ?? given?.redirect ?? 'follow';
        if (redirect !== 'follow') return await ask(hop, { signal, redirect });
        return await follow(hop, (next) => ask(next, { signal }));
      } catch (error) {
        // What our own connector said, without "fetch failed" around it.
        throw error instanceof TypeError && error.cause instanceof AppError ? error.cause : error;
      }
    },
    timeouts: { firstToken, betweenTokens },
    close() {
      closing ??= close();
      return closing;
    },
  };
}

/** Its zero is our infinity. */
const forUndici = (limit: number): number => (limit === Number.POSITIVE_INFINITY ? 0 : limit);

const closed = ({ host }: URL): AppError =>
  new AppError('PROVIDER_UNREACHABLE', `The way to ${host} was closed, as its settings were changed. Try again.`);
