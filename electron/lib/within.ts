export interface WithinOptions {
  signal: AbortSignal;
  /** Default: none. */
  timeout?: {
    /** Most ms to wait; Infinity is without a limit. */
    limit: number;
    error(): Error;
  };
}

/** Waits for a promise, but not past the signal or the limit, even when whoever made it ignores both. */
export async function within<T>(promise: PromiseLike<T>, { signal, timeout }: WithinOptions): Promise<T> {
  const { promise: outcome, resolve, reject } = Promise.withResolvers<T>();
  // Also when it is not waited for: whatever becomes of it then is no unhandled rejection.
  promise.then(resolve, reject);
  const onAbort = (): void => reject(signal.reason);
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  const timer =
    // A timer for ever would fire at once.
    timeout && timeout.limit < Number.POSITIVE_INFINITY
      ? setTimeout(() => reject(timeout.error()), Math.max(0, timeout.limit))
      : undefined;
  try {
    return await outcome;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}
