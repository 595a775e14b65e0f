import { setTimeout as timeout } from 'node:timers/promises';
import { AppError } from '../../shared/errors/app-error.ts';
import type { ProviderId } from '../../shared/model/ids.ts';
import type { RequestLimits } from '../../shared/model/provider-limits.ts';
import { type Bucket, fullBucket, take, waitFor } from '../routing/token-bucket.ts';

export interface LimiterOptions {
  /** Of all providers together. */
  all(): RequestLimits;
  of(id: ProviderId): RequestLimits;
  /** UTC ms. */
  now(): number;
  /** Waits so many ms, or until it is aborted. Default: by the clock of this machine. */
  sleep?(wait: number, signal: AbortSignal): Promise<unknown>;
}

export interface Place {
  providerId: ProviderId;
  providerName: string;
  /** Tokens that it may take: prompt and answer, estimated. */
  tokens: number;
}

export type Limiter = ReturnType<typeof createLimiter>;

/** Keeps to what a person allows a provider, and all of them together, to be asked a minute. */
export function createLimiter({ all, of, now, sleep = byTheClock }: LimiterOptions) {
  const buckets = new Map<string, { perMinute: number; bucket: Bucket }>();

  const partsOf = ({ providerId, tokens }: Pick<Place, 'providerId' | 'tokens'>) =>
    [
      { scope: 'all', limits: all() },
      { scope: providerId, limits: of(providerId) },
    ].flatMap(({ scope, limits: { requestsPerMinute, tokensPerMinute } }) => [
      ...(requestsPerMinute ? [{ key: `${scope}/requests`, perMinute: requestsPerMinute, amount: 1 }] : []),
      ...(tokensPerMinute ? [{ key: `${scope}/tokens`, perMinute: tokensPerMinute, amount: tokens }] : []),
    ]);
  type Part = ReturnType<typeof partsOf>[number];

  const bucketOf = ({ key, perMinute }: Part): Bucket => {
    const known = buckets.get(key);
    // Another limit begins anew.
    return known?.perMinute === perMinute ? known.bucket : fullBucket({ perMinute }, now());
  };
  const takeFrom = (part: Part, amount: number): void => {
    const { key, perMinute } = part;
    buckets.set(key, { perMinute, bucket: take(bucketOf(part), amount, now(), { perMinute }) });
  };
  const waitOf = (place: Pick<Place, 'providerId' | 'tokens'>): number =>
    Math.max(0, ...partsOf(place).map((part) => waitFor(bucketOf(part), part.amount, now(), part)));

  return {
    /** Ms until such a request may go there; 0 is now. */
    waitOf,

    /**
     * Takes a place and waits for its turn. What is taken at once is given to nobody else, so those who wait go in the
     * order in which they came. Gives back a function for what was really used.
     */
    async enter(place: Place, { longest, signal }: { longest: number; signal: AbortSignal }) {
      const wait = waitOf(place);
      if (wait > longest) throw limited(place, wait);
      const parts = partsOf(place);
      for (const part of parts) takeFrom(part, part.amount);
      const giveBack = (): void => {
        for (const part of parts) takeFrom(part, -part.amount);
      };
      if (wait > 0) {
        await sleep(wait, signal).catch(() => {});
        if (signal.aborted) {
          giveBack();
          throw new AppError('CANCELLED', 'The request was cancelled.');
        }
      }
      return (used: number | null): void => {
        if (used === null) return;
        for (const part of parts) if (part.key.endsWith('/tokens')) takeFrom(part, used - place.tokens);
      };
    },
  };
}

const byTheClock = (wait: number, signal: AbortSignal): Promise<unknown> => timeout(wait, undefined, { signal });

function limited({ providerName }: Place, wait: number): AppError {
  const words = `${providerName} is asked as often as its limits allow. Try again in ${Math.ceil(wait / 1000)} s, or raise them under Providers or Settings.`;
  return new AppError('RATE_LIMITED', words, { details: { retryAfter: wait, reason: 'own-limit' } });
}
