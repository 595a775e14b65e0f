import { toAppError } from '../../shared/errors/app-error.ts';
import type { AnswerDelta } from '../../shared/model/conversation.ts';
import type { ProviderId } from '../../shared/model/ids.ts';
import type { Log } from '../lib/log.ts';
import type { ProviderConnection, Timeouts } from '../providers/connect.ts';
import type { KeyWish } from '../providers/keys/key-use.ts';
import { type Attempt, plan } from '../routing/plan.ts';
import type { Requests } from '../store/requests.ts';
import { admit } from './admit.ts';
import { startMeter } from './meter.ts';
import type { GatewayRequest, GatewayResult } from './request.ts';
import { type RetryOptions, retry } from './retry.ts';

export interface GatewayOptions {
  connect(id: ProviderId, wish: KeyWish): Promise<ProviderConnection>;
  requests: Pick<Requests, 'insert' | 'settle'>;
  log: Log;
  /** UTC ms. Default: the clock. */
  now?: () => number;
  /** Default: 5 minutes to the first token, 2 minutes between tokens, no limit for all of them. */
  timeouts?: Partial<Timeouts>;
  /** 0 to 1, without 1. Default: Math.random. */
  random?: () => number;
}

/** The only way to a model, whoever asks. */
export interface Gateway {
  /** Yields the answer, returns what it took, or throws. Leaving it early stops the upstream. */
  stream(request: GatewayRequest): AsyncGenerator<AnswerDelta, GatewayResult, void>;
}

const defaultTimeouts: Timeouts = {
  firstToken: 5 * 60_000,
  betweenTokens: 2 * 60_000,
  total: Number.POSITIVE_INFINITY,
};

export function createGateway(options: GatewayOptions): Gateway {
  const { connect, requests, log, now = Date.now, random = Math.random } = options;
  const timeouts = { ...defaultTimeouts, ...options.timeouts };

  return {
    async *stream(request) {
      const meter = startMeter(request, { requests, log, now });
      try {
        admit(request);
        const result = yield* tryInOrder(plan(request), { request, connect, timeouts, meter, log, random });
        meter.complete(result);
        return result;
      } catch (thrown) {
        const error = toAppError(thrown);
        meter.fail(error);
        throw error;
      } finally {
        meter.cancel();
      }
    },
  };
}

async function* tryInOrder(
  attempts: readonly Attempt[],
  options: RetryOptions,
): AsyncGenerator<AnswerDelta, GatewayResult, void> {
  let failure: unknown;
  for (const attempt of attempts) {
    try {
      return yield* retry(attempt, options);
    } catch (thrown) {
      failure = thrown;
      // What was shown cannot be taken back, and nobody waits for a cancelled answer.
      if (options.meter.hasContent || options.request.signal.aborted) break;
    }
  }
  throw failure;
}
