import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { type Answer, type Wire, wires } from './faulty-wire.ts';
import { sendError } from './upstream-wire.ts';

/** One request that came in. */
export interface Visit {
  who: string;
  key: string;
  model: string;
  /** `performance.now()` when the caller went away before the end; null while it is there. */
  leftAt: number | null;
}

interface Exchange {
  response: ServerResponse;
  wire: Wire;
  isStream: boolean;
}

/** What becomes of one request. */
export type Act = (exchange: Exchange) => void | Promise<void>;

/** Waits until the kernel has it, so that a cut right behind it does not swallow it. */
const write = (response: ServerResponse, text: string): Promise<void> =>
  new Promise((resolve) => void response.write(text, () => resolve()));

/** The beginning of an answer, so many tokens of it; of one that is no stream the same share. */
async function begin({ response, wire, isStream }: Exchange, tokens: number): Promise<void> {
  response.writeHead(200, { 'content-type': isStream ? 'text/event-stream' : 'application/json' });
  response.flushHeaders();
  const { head, tokens: all, whole } = wire;
  if (isStream) await write(response, [...head, ...all.slice(0, tokens)].join(''));
  else if (tokens > 0) await write(response, whole.slice(0, Math.ceil((whole.length * tokens) / (all.length + 1))));
  await sleep(5);
}

export const answers: Act = async ({ response, wire, isStream }) => {
  await begin({ response, wire, isStream }, 0);
  response.end(isStream ? [...wire.tokens, ...wire.tail].join('') : wire.whole);
};

export const refuses =
  (status: number, headers: Record<string, string> = {}): Act =>
  ({ response }) =>
    sendError(response, status, `The upstream was asked to fail with ${status}.`, headers);

export const resetsAtOnce: Act = ({ response }) => void response.socket?.resetAndDestroy();
export const resetsAfterHeaders: Act = async ({ response, isStream }) => {
  response.writeHead(200, { 'content-type': isStream ? 'text/event-stream' : 'application/json' });
  response.flushHeaders();
  await sleep(20);
  response.socket?.resetAndDestroy();
};

/** A word every few ms, and no end; where it is no stream, nothing but the beginning. */
export const goesOnForEver: Act = async (exchange) => {
  const { response, wire, isStream } = exchange;
  await begin(exchange, 1);
  while (isStream && !response.destroyed) {
    await write(response, wire.tokens[0] ?? '');
    await sleep(10);
  }
};

export const isSilent: Act = () => {};
export const fallsSilentAfter =
  (tokens: number): Act =>
  (exchange) =>
    begin(exchange, tokens);

export const cutsAfter =
  (tokens: number): Act =>
  async (exchange) => {
    await begin(exchange, tokens);
    exchange.response.destroy();
  };

/** In good order, as if that were all. */
export const endsAfter =
  (tokens: number): Act =>
  async (exchange) => {
    await begin(exchange, tokens);
    exchange.response.end();
  };

export const talksGarbageAfter =
  (tokens: number): Act =>
  async (exchange) => {
    const { response, wire, isStream } = exchange;
    await begin(exchange, isStream ? tokens : 0);
    const rest = [wire.garbage, ...(tokens > 0 ? wire.tokens.slice(tokens) : []), ...wire.tail].join('');
    response.end(isStream ? rest : '{"choices":[{');
  };

export const tellsFailureAfter =
  (tokens: number, what: 'failure' | 'limit' = 'failure'): Act =>
  async (exchange) => {
    const { response, wire, isStream } = exchange;
    await begin(exchange, isStream ? tokens : 0);
    response.end(isStream ? `${wire[what]}data: [DONE]\n\n` : wire[what === 'limit' ? 'wholeLimit' : 'wholeFailure']);
  };

export interface FaultyOptions {
  /** What is done with a request by whoever asks with this key. */
  act(visit: Visit, visits: readonly Visit[]): Act;
  answerOf(visit: Visit): Answer;
  /** Speaks TLS with it. */
  certificate?: { cert: string; key: string };
}

/** A provider on a real socket that does each request what it is told to. `<url>/<who>/v1` is the base URL of one. */
export async function openFaultyUpstream({ act, answerOf, certificate }: FaultyOptions) {
  const visits: Visit[] = [];
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [, who = '', path = ''] = /^\/([^/]+)\/v1\/(.+?)(?:\?.*)?$/.exec(request.url ?? '') ?? [];
    const body = JSON.parse((await buffer(request)).toString() || '{}') as { stream?: boolean; model?: string };
    const wireOf = wires[path];
    if (!wireOf) return sendError(response, 404, 'There is nothing at this address.');
    const { authorization, 'x-api-key': named } = request.headers;
    const key = authorization?.replace('Bearer ', '') ?? String(named ?? '');
    const visit: Visit = { who, key, model: body.model ?? '', leftAt: null };
    visits.push(visit);
    response.on('close', () => {
      if (!response.writableFinished) visit.leftAt = performance.now();
    });
    await act(visit, visits)({ response, wire: wireOf(answerOf(visit)), isStream: body.stream === true });
  };
  const listener: RequestListener = (request, response) => {
    handle(request, response).catch(() => response.destroy());
  };
  const server = certificate ? createSecureServer(certificate, listener) : createServer(listener);
  let connections = 0;
  server.on('connection', () => {
    connections += 1;
  });
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `${certificate ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    visits,
    connections: () => connections,
  };
}
