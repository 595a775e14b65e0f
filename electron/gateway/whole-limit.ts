import { AppError } from '../../shared/errors/app-error.ts';
import { linkAbort } from '../lib/linked-abort.ts';

export interface WholeLimitOptions {
  modelId: string;
  /** Ms, where the provider has no limit of its own; Infinity is none. */
  usual: number;
}

/** The time for a whole answer. It begins now, and is set when it is known which provider's it is. */
export function startWholeLimit(caller: AbortSignal, { modelId, usual }: WholeLimitOptions) {
  const start = performance.now();
  const linked = linkAbort(caller);
  let isOver = false;
  let limit = usual;
  let timer: NodeJS.Timeout | undefined;

  const left = (): number => limit - (performance.now() - start);
  const stop = (): void => {
    isOver = !caller.aborted;
    linked.abort(tooLong(modelId, limit));
  };
  const arm = (): void => {
    clearTimeout(timer);
    // A timer for ever would fire at once.
    if (limit < Number.POSITIVE_INFINITY) timer = setTimeout(stop, Math.max(0, left()));
  };
  arm();

  return {
    /** Of the caller, and of the limit. */
    signal: linked.signal,
    set(own = usual): void {
      if (own === limit) return;
      limit = own;
      arm();
    },
    allows: (wait: number): boolean => wait < left(),
    /** What was thrown because the time was over says so. */
    explain: (thrown: unknown): unknown => (isOver && !caller.aborted ? tooLong(modelId, limit) : thrown),
    end(): void {
      clearTimeout(timer);
      linked.end();
    },
  };
}

const tooLong = (modelId: string, limit: number): AppError =>
  new AppError(
    'PROVIDER_TIMEOUT',
    `${modelId} did not finish its answer within ${Math.round(limit / 1000)} s. Ask for less, or allow more time in the network settings of its provider.`,
  );
