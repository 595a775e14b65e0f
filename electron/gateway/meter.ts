import type { AppError } from '../../shared/errors/app-error.ts';
import type { RequestId } from '../../shared/model/ids.ts';
import { newId } from '../lib/id.ts';
import type { Log } from '../lib/log.ts';
import type { RequestOutcome, Requests } from '../store/requests.ts';
import type { GatewayRequest, GatewayResult, TokenCounts } from './request.ts';

export interface MeterOptions {
  requests: Pick<Requests, 'insert' | 'settle'>;
  log: Log;
  /** UTC ms. */
  now(): number;
}

export interface Meter {
  /** Notes the time of the first token; later calls change nothing. */
  content(): void;
  readonly hasContent: boolean;
  complete(result: GatewayResult): void;
  fail(error: AppError): void;
  /** For a reader that went away without a word. Changes nothing on a request that has its end. */
  cancel(): void;
}

const unknownTokens: TokenCounts = { inputTokens: null, outputTokens: null, reasoningTokens: null, cachedTokens: null };

/** Opens the row of a request. Whatever happens to it, the row gets exactly one end: the first. */
export function startMeter(request: GatewayRequest, { requests, log, now }: MeterOptions): Meter {
  const id = newId<RequestId>();
  const { door, target, messageId } = request;
  const start = performance.now();
  let firstToken: number | null = null;
  let isSettled = false;
  requests.insert({ id, door, target, messageId, createdAt: now() });

  const settle = (end: Pick<RequestOutcome, 'status' | 'errorCode'>, tokens = unknownTokens): void => {
    if (isSettled) return;
    isSettled = true;
    const outcome = { ...end, ...tokens, firstToken, duration: performance.now() - start };
    log.debug({ modelRequestId: id, ...target, ...outcome }, 'request settled');
    try {
      requests.settle(id, outcome);
    } catch (error) {
      // The answer itself has its own way to disk, and its own error when there is none.
      log.error({ modelRequestId: id, err: error }, 'a request could not be settled');
    }
  };
  const cancel = () => settle({ status: 'cancelled', errorCode: 'CANCELLED' });

  return {
    content() {
      firstToken ??= performance.now() - start;
    },
    get hasContent() {
      return firstToken !== null;
    },
    complete: ({ usage }) => settle({ status: 'complete', errorCode: null }, usage),
    fail: ({ code }) => (code === 'CANCELLED' ? cancel() : settle({ status: 'failed', errorCode: code })),
    cancel,
  };
}
