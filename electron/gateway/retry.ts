import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../shared/errors/app-error.ts';
import type { AnswerDelta } from '../../shared/model/conversation.ts';
import type { ProviderId } from '../../shared/model/ids.ts';
import type { Log } from '../lib/log.ts';
import type { ProviderConnection } from '../providers/connect.ts';
import type { KeyWish } from '../providers/keys/key-use.ts';
import { delayOf, type RetryPolicy } from '../providers/network/retry-delays.ts';
import type { Attempt } from '../routing/plan.ts';
import type { GatewayResult } from './request.ts';
import { type KeysOptions, tryKeys } from './try-keys.ts';
import { startWholeLimit } from './whole-limit.ts';

export interface RetryOptions extends KeysOptions {
  log: Log;
  /** 0 to 1, without 1. */
  random(): number;
}

/**
 * Asks one target, and again after a wait, as its provider's settings say. Another key at once is better than waiting,
 * so a round with all keys counts as one try. The limit for the whole answer holds for all tries together.
 */
export async function* retry(
  attempt: Attempt,
  { log, random, connect, ...options }: RetryOptions,
): AsyncGenerator<AnswerDelta, GatewayResult, void> {
  const { request, meter, timeouts } = options;
  const { providerId, modelId } = attempt.target;
  const limit = startWholeLimit(request.signal, { modelId, usual: timeouts.total });
  let policy: RetryPolicy | undefined;
  try {
    for (let retries = 0; ; retries += 1) {
      const connectAnd = async (id: ProviderId, wish: KeyWish): Promise<ProviderConnection> => {
        // A wait that the provider named is over by now; one that was only guessed is no reason to ask nobody.
        const connection = await connect(id, { ...wish, evenResting: retries > 0 });
        policy = connection.retry;
        limit.set(connection.timeouts?.total);
        return connection;
      };
      try {
        const limited = { ...options, request: { ...request, signal: limit.signal }, connect: connectAnd };
        const result = yield* tryKeys(attempt, limited);
        return retries === 0 ? result : { ...result, retries };
      } catch (thrown) {
        const failure = limit.explain(thrown);
        const wait =
          meter.hasContent || limit.signal.aborted ? undefined : waitFor(failure, { policy, retries, random });
        if (wait === undefined || !limit.allows(wait)) throw counted(failure, retries);
        const { code } = failure as AppError;
        log.warn({ providerId, modelId, code, retry: retries + 1, wait }, 'a request failed and is tried again');
        await sleep(wait, undefined, { signal: limit.signal }).catch(() => {});
        if (limit.signal.aborted) throw counted(limit.explain(cancelled()), retries);
      }
    }
  } finally {
    limit.end();
  }
}

interface Situation {
  policy: RetryPolicy | undefined;
  /** So far. */
  retries: number;
  random(): number;
}

/** Ms until it is worth asking again; undefined when it is not, or not before somebody has lost patience. */
function waitFor(failure: unknown, { policy, retries, random }: Situation): number | undefined {
  if (!policy || retries >= policy.maxRetries) return undefined;
  // Who was silent for all of the time that is given would be silent for all of it once more.
  if (!(failure instanceof AppError) || !failure.retryable || failure.details?.['reason'] === 'silence')
    return undefined;
  const asked = failure.details?.['retryAfter'];
  const wait = delayOf(retries + 1, policy, random);
  if (typeof asked !== 'number') return wait;
  return asked > policy.retryCap ? undefined : Math.max(asked, wait);
}

const cancelled = (): AppError => new AppError('CANCELLED', 'The request was cancelled.');

/** The failure with how often it was tried in vain. */
function counted(failure: unknown, retries: number): unknown {
  if (retries === 0 || !(failure instanceof AppError)) return failure;
  const { code, message, retryable, details, cause } = failure;
  return new AppError(code, message, { retryable, cause, details: { ...details, retries } });
}
