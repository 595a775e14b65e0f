export interface WithinOptions {
  signal: AbortSignal;
  /** Most ms to wait. */
  limit: number;
  timeoutError(): Error;
}

/** Waits for a promise, but not past the limit and not past the signal, even when whoever made it ignores both. */
export async function within<T>(promise: PromiseLike<T>, { signal, limit, timeoutError }: WithinOptions): Promise<T> {
  signal.throwIfAborted();
  let giveUp = (_reason: unknown): void => {};
  const onAbort = (): void => giveUp(signal.reason);
  const timer = setTimeout(() => giveUp(timeoutError()), Math.max(0, limit));
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await new Promise<T>((resolve, reject) => {
      giveUp = reject;
      promise.then(resolve, reject);
    });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}
