import type { CacheStats } from '../../shared/model/response-cache.ts';
import type { Log } from '../lib/log.ts';
import { within } from '../lib/within.ts';
import type { CachedAnswers } from '../store/response-cache.ts';

export interface ResponseCacheOptions {
  store: CachedAnswers;
  /** Bytes that all answers may take together; 0 is no cache. */
  size(): number;
  log: Log;
  /** UTC ms. Default: the clock. */
  now?: () => number;
}

export interface CachedAnswer {
  value: Buffer;
  /** Nano-dollars that it did not take this time; null is not known. */
  savedCost: number | null;
}

/** To ask what is not kept. */
export interface Turn {
  done(): void;
}

export interface KeepOptions {
  /** How long it may be given again, in ms. */
  ttl: number;
  /** Nano-dollars it took; null is not known. */
  cost: number | null;
  /** The name it was asked by, so that it can be forgotten with it. */
  alias: string | null;
}

/** Answers that may be given again to exactly the same question. When it fails, it is as if it were not there. */
export interface ResponseCache {
  find(key: string): CachedAnswer | null;
  /**
   * As `find`, but where somebody else asks the same just now, it waits for them, once. Where there is nothing, the
   * caller is the one to ask, and says `done` however that ends: after `keep`, where there is something to keep.
   */
  findOrWait(key: string, signal: AbortSignal): Promise<CachedAnswer | Turn>;
  keep(key: string, value: Buffer, options: KeepOptions): void;
  /** Default: of all. */
  clear(alias?: string): void;
  /** After the size was changed. */
  trim(): void;
  stats(): CacheStats;
}

export function createResponseCache({ store, size, log, now = Date.now }: ResponseCacheOptions): ResponseCache {
  const asking = new Map<string, Promise<void>>();

  /** An answer is worth more than its copy. */
  const attempt = <T>(run: () => T): T | undefined => {
    try {
      return run();
    } catch (error) {
      log.warn({ err: error }, 'the response cache could not be used');
      return undefined;
    }
  };

  const find = (key: string): CachedAnswer | null => {
    if (size() === 0) return null;
    const found = attempt(() => store.find(key, now()));
    return found ? { value: found.value, savedCost: found.cost } : null;
  };

  const begin = (key: string): Turn => {
    const { promise, resolve } = Promise.withResolvers<void>();
    // Who waited in vain asks beside the others; only one of them is waited for.
    if (!asking.has(key)) asking.set(key, promise);
    return {
      done() {
        if (asking.get(key) === promise) asking.delete(key);
        resolve();
      },
    };
  };

  return {
    find,

    async findOrWait(key, signal) {
      const found = find(key);
      if (found) return found;
      const other = size() === 0 ? undefined : asking.get(key);
      if (!other) return begin(key);
      await within(other, { signal });
      return find(key) ?? begin(key);
    },

    keep(key, value, { ttl, cost, alias }) {
      const limit = size();
      if (value.length > limit || ttl <= 0) return;
      const createdAt = now();
      attempt(() => store.keep({ key, alias, value, cost, createdAt, expiresAt: createdAt + ttl }, limit));
    },

    clear: (alias) => void store.clear(alias),
    trim() {
      attempt(() => store.trim(size(), now()));
    },
    stats() {
      attempt(() => store.trim(size(), now()));
      return store.stats();
    },
  };
}
