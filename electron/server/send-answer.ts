import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { type AppError, toAppError } from '../../shared/errors/app-error.ts';
import type { RelayHead } from '../gateway/relay/head.ts';
import type { RelayItem } from '../gateway/relay/relay-work.ts';
import type { Outcome, Routed } from '../gateway/request.ts';

export interface SendOptions<Result> {
  isStream: boolean;
  ask(signal: AbortSignal, onRoute: (routed: Routed) => void): AsyncGenerator<RelayItem, Outcome<Result>, void>;
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
  const answer = ask(gone.signal, (route) => {
    routed = route;
  });
  const begin = ({ status, headers }: RelayHead, more: Record<string, string> = {}): void => {
    if (!response.headersSent) response.writeHead(status, { ...headers, ...(routed && wayOf(routed)), ...more });
  };
  if (!isStream) return sendWhole(response, answer, begin);
  const keepOpen = setInterval(() => {
    begin(usual);
    response.write(ping);
  }, silence);
  try {
    let isTold = false;
    try {
      for (;;) {
        const { done, value } = await answer.next();
        clearInterval(keepOpen);
        if (done) break;
        begin(value.head ?? usual);
        isTold ||= value.isFailure === true;
        // Whoever reads slowly is waited for; whoever left ends the wait.
        if (!response.write(value.bytes)) await once(response, 'drain', { signal: gone.signal }).catch(() => {});
      }
    } catch (thrown) {
      if (!response.headersSent) throw thrown;
      if (!isTold && !response.destroyed) response.write(errorEvent(toAppError(thrown)));
    }
    response.end();
  } finally {
    clearInterval(keepOpen);
    // Whatever went wrong in sending: the upstream must not go on for nobody.
    void answer.return(undefined as never).catch(() => {});
  }
}

type Begin = (head: RelayHead, more?: Record<string, string>) => void;

async function sendWhole<Result>(
  response: ServerResponse,
  answer: AsyncGenerator<RelayItem, Outcome<Result>, void>,
  begin: Begin,
): Promise<void> {
  const chunks: Uint8Array[] = [];
  let head: RelayHead | undefined;
  let step = await answer.next();
  for (; !step.done; step = await answer.next()) {
    head ??= step.value.head;
    chunks.push(step.value.bytes);
  }
  const { cost } = step.value;
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
