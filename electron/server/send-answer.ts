import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { type AppError, toAppError } from '../../shared/errors/app-error.ts';
import type { RelayHead } from '../gateway/relay/head.ts';
import type { RelayItem } from '../gateway/relay/relay-work.ts';
import type { Outcome, Routed } from '../gateway/request.ts';
import type { Emit } from '../lib/pulled.ts';

export interface SendOptions<Result> {
  isStream: boolean;
  ask(given: { signal: AbortSignal; onRoute(routed: Routed): void; emit: Emit<RelayItem> }): Promise<Outcome<Result>>;
  /** What says nothing, and keeps a silent line open. */
  ping: string;
  errorEvent(error: AppError): string;
}

/** So long a stream may be silent before it is kept open by a line that says nothing, in ms. */
const silence = 10_000;

/** One for all: an error for each would look for its stack each time. */
const callerLeft = new DOMException('The caller went away.', 'AbortError');

const usual: RelayHead = { status: 200, headers: { 'content-type': 'text/event-stream; charset=utf-8' } };

/**
 * Gives an answer to whoever asked over HTTP. Throws what failed before anything was sent; after that a stream ends with
 * the error in its own dialect. A caller who goes away stops the upstream.
 */
export async function sendAnswer<Result>(response: ServerResponse, options: SendOptions<Result>): Promise<void> {
  const { isStream, ask, ping, errorEvent } = options;
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort(callerLeft);
  });
  if (response.destroyed) gone.abort(callerLeft);
  let routed: Routed | undefined;
  const onRoute = (route: Routed): void => {
    routed = route;
  };
  const asking = (emit: Emit<RelayItem>) => ask({ signal: gone.signal, onRoute, emit });
  const begin = ({ status, headers }: RelayHead, more: Record<string, string> = {}): void => {
    if (!response.headersSent) response.writeHead(status, { ...headers, ...(routed && wayOf(routed)), ...more });
  };
  if (!isStream) return sendWhole(response, asking, begin);
  const keepOpen = setInterval(() => {
    begin(usual);
    response.write(ping);
  }, silence);
  let isTold = false;
  try {
    await asking(({ head = usual, bytes, isFailure }) => {
      clearInterval(keepOpen);
      begin(head);
      isTold ||= isFailure === true;
      // Whoever reads slowly is waited for; whoever left ends the wait.
      if (!response.write(bytes)) return once(response, 'drain', { signal: gone.signal }).then(nothing, nothing);
    });
  } catch (thrown) {
    if (!response.headersSent) throw thrown;
    if (!isTold && !response.destroyed) response.write(errorEvent(toAppError(thrown)));
  } finally {
    clearInterval(keepOpen);
  }
  response.end();
}

const nothing = (): void => {};

type Begin = (head: RelayHead, more?: Record<string, string>) => void;

async function sendWhole<Result>(
  response: ServerResponse,
  asking: (emit: Emit<RelayItem>) => Promise<Outcome<Result>>,
  begin: Begin,
): Promise<void> {
  const chunks: Uint8Array[] = [];
  let head: RelayHead | undefined;
  const { cost } = await asking((item) => {
    head ??= item.head;
    chunks.push(item.bytes);
  });
  const bytes = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
  const length = { 'content-length': String(bytes.length) };
  begin(head ?? usual, cost === null ? length : { ...length, 'x-switchyard-cost': inDollars(cost) });
  response.end(bytes);
}

/** Names are the person's own: in a header only ASCII is safe. */
const inHeader = (text: string): string => (/^[\x20-\x7e]*$/.test(text) ? text : encodeURIComponent(text));
const inDollars = (nanoDollars: number): string => (nanoDollars / 1e9).toFixed(9);

const wayOf = ({ requestId, providerName, target, attempts, isCached }: Routed): Record<string, string> => ({
  'x-switchyard-request-id': requestId,
  'x-switchyard-provider': inHeader(providerName),
  'x-switchyard-model': inHeader(target.modelId),
  'x-switchyard-attempts': String(attempts),
  'x-switchyard-cache': isCached ? 'hit' : 'miss',
});
