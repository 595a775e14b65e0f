import type { NetworkSettings } from '../../../shared/model/network-settings.ts';

export type RetryPolicy = Pick<
  NetworkSettings,
  'maxRetries' | 'retryBackoff' | 'retryBase' | 'retryCap' | 'retryJitter'
>;
type Waits = Omit<RetryPolicy, 'maxRetries'>;

const growth: Record<Waits['retryBackoff'], (attempt: number) => number> = {
  exponential: (attempt) => 2 ** (attempt - 1),
  linear: (attempt) => attempt,
  fixed: () => 1,
};

/**
 * Ms to wait before a retry; the first one is attempt 1. `random` gives 0 to 1, without 1.
 * With jitter it is anything from 0 to the full wait, which spreads those that failed together best:
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function delayOf(attempt: number, policy: Waits, random: () => number): number {
  const wait = Math.min(policy.retryCap, policy.retryBase * growth[policy.retryBackoff](attempt));
  return policy.retryJitter ? Math.round(random() * wait) : wait;
}
