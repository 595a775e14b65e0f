/** A signal that is aborted with the caller's, or by itself. As AbortSignal.any, which takes many times the work. */
export function linkAbort(caller: AbortSignal) {
  const own = new AbortController();
  const follow = (): void => own.abort(caller.reason);
  if (caller.aborted) follow();
  else caller.addEventListener('abort', follow, { once: true });
  return {
    signal: own.signal,
    abort: (reason?: unknown): void => own.abort(reason),
    /** From now on the caller's means nothing to it. */
    end: (): void => caller.removeEventListener('abort', follow),
  };
}
