import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../shared/errors/app-error.ts';
import type { ProviderId } from '../../shared/model/ids.ts';
import type { PlannedAttempt } from '../../shared/model/route.ts';
import type { Log } from '../lib/log.ts';
import type { ProviderConnection } from '../providers/connect.ts';
import type { KeyWish } from '../providers/keys/key-use.ts';
import { delayOf, type RetryPolicy } from '../providers/network/retry-delays.ts';
import { mayAskAgain } from './fallback.ts';
import { type KeysOptions, tryKeys } from './try-keys.ts';
import { startWholeLimit } from './whole-limit.ts';
import type { TokenCounts } from './work.ts';

export interface RetryOptions<Item, Result extends { usage: TokenCounts }> extends KeysOptions<Item, Result> {
  log: Log;
  /** 0 to 1, without 1. */
  random(): number;
  /** Longest wait between two tries, in ms, besides what the provider's settings say. */
  patience: number;
}

/**
 * Asks one target, and again after a wait, as its provider's settings say. Another key at once is better than waiting,
 * so a round with all keys counts as one try. The limit for the whole answer holds for all tries together.
 */
export async function retry<Item, Result extends { usage: TokenCounts }>(
  attempt: PlannedAttempt,
  { log, random, patience, connect, ...options }: RetryOptions<Item, Result>,
): Promise<Result> {
  const { record, timeouts, work } = options;
  const { providerId, modelId } = attempt.target;
  const limit = startWholeLimit(options.signal, { modelId, usual: timeouts.total });
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
        return await tryKeys(attempt, { ...options, signal: limit.signal, connect: connectAnd });
      } catch (thrown) {
        const failure = limit.explain(thrown);
        const isOver = record.hasContent || limit.signal.aborted;
        const wait = isOver ? undefined : waitFor(failure, { policy, retries, random, patience, work });
        if (wait === undefined || !limit.allows(wait)) throw counted(failure, retries);
        const { code } = failure as AppError;
        log.warn({ providerId, modelId, code, retry: retries + 1, wait }, 'a request failed and is tried again');
        record.retried();
        await sleep(wait, undefined, { signal: limit.signal }).catch(() => {});
        if (limit.signal.aborted) throw counted(limit.explain(cancelled()), retries);
        // Without a place within the limits there is no further try.
        await options.again().catch(() => Promise.reject(counted(failure, retries)));
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
  patience: number;
  work: { isRepeatable: boolean };
}

/** Ms until it is worth asking again; undefined when it is not, or not before somebody has lost patience. */
function waitFor(failure: unknown, { policy, retries, random, patience, work }: Situation): number | undefined {
  if (!policy || retries >= policy.maxRetries) return undefined;
  // Who was silent for all of the time that is given would be silent for all of it once more.
  if (!(failure instanceof AppError) || !failure.retryable || failure.details?.['reason'] === 'silence')
    return undefined;
  if (!mayAskAgain(work, failure)) return undefined;
  const asked = failure.details?.['retryAfter'];
  const guessed = delayOf(retries + 1, policy, random);
  const wait = typeof asked === 'number' ? Math.max(asked, guessed) : guessed;
  return wait > patience || (typeof asked === 'number' && asked > policy.retryCap) ? undefined : wait;
}

const cancelled = (): AppError => new AppError('CANCELLED', 'The request was cancelled.');

/** The failure with how often it was tried in vain. */
function counted(failure: unknown, retries: number): unknown {
  if (retries === 0 || !(failure instanceof AppError)) return failure;
  const { code, message, retryable, details, cause } = failure;
  return new AppError(code, message, { retryable, cause, details: { ...details, retries } });
}
