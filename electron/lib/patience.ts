interface Waiting {
  /** By `performance.now()`. */
  until: number;
  reject(error: unknown): void;
  tooLong(): Error;
}

export interface Limit {
  /** Most ms to wait; Infinity is without a limit. */
  limit: number;
  error(): Error;
}

/**
 * Waits for one promise after another, each no longer than its own limit and none past the signal, even when whoever
 * made it ignores both. For many short waits: one timer and one listener serve them all.
 */
export function createPatience(signal: AbortSignal) {
  const waiting = new Set<Waiting>();
  let timer: NodeJS.Timeout | undefined;
  let armedFor = Number.POSITIVE_INFINITY;

  const onAbort = (): void => {
    for (const one of waiting) one.reject(signal.reason);
  };
  signal.addEventListener('abort', onAbort, { once: true });

  const arm = (until: number): void => {
    // A timer that goes off too early looks again: most waits are over long before it does.
    if (until >= armedFor) return;
    clearTimeout(timer);
    armedFor = until;
    timer = setTimeout(look, Math.max(0, until - performance.now()));
  };
  const look = (): void => {
    armedFor = Number.POSITIVE_INFINITY;
    const now = performance.now();
    for (const one of waiting) if (one.until <= now) one.reject(one.tooLong());
    const next = Math.min(...Array.from(waiting, ({ until }) => until));
    if (next < Number.POSITIVE_INFINITY) arm(next);
  };

  return {
    wait: <T>(promise: PromiseLike<T>, { limit, error }: Limit): Promise<T> =>
      new Promise<T>((resolve, reject) => {
        const until = performance.now() + limit;
        const one: Waiting = {
          until,
          tooLong: error,
          reject(reason) {
            waiting.delete(one);
            reject(reason);
          },
        };
        // Also when nobody waits any more: whatever becomes of it then is no unhandled rejection.
        promise.then((value) => {
          waiting.delete(one);
          resolve(value);
        }, one.reject);
        if (signal.aborted) return one.reject(signal.reason);
        waiting.add(one);
        if (limit < Number.POSITIVE_INFINITY) arm(until);
      }),

    end(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    },
  };
}
