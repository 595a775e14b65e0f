import { AppError } from '../../../shared/errors/app-error.ts';

/**
 * Embedding and ranking one text at a time. The engine cannot be stopped in the middle of a text: who aborts is let go
 * at once, and the next one waits until the engine is done with it.
 */
export interface VectorLine {
  run<Result>(tokens: number, work: () => Promise<Result>, signal: AbortSignal): Promise<Result>;
  /** Nothing runs any more, or the engine hangs and nothing will end. */
  settled(): Promise<void>;
  readonly isStalled: boolean;
  onStall(listener: (error: Error) => void): void;
}

/** No text takes longer unless the engine hangs, in ms: a while for all, and for each token what a slow machine needs. */
const defaults = { patience: 300_000, perToken: 200 };

export function createVectorLine({ patience, perToken } = defaults): VectorLine {
  const stalling = new AbortController();
  const listeners = new Set<(error: Error) => void>();
  const stalled = new Promise<void>((resolve) => {
    stalling.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  let last: Promise<unknown> = Promise.resolve();

  const watch = async (tokens: number, work: () => Promise<void>): Promise<void> => {
    const limit = patience + tokens * perToken;
    const watchdog = setTimeout(() => {
      const error = new AppError(
        'ENGINE_STALLED',
        `The engine has not answered for ${Math.round(limit / 1000)} s. Unload the model and try again.`,
      );
      stalling.abort(error);
      for (const listener of listeners) listener(error);
    }, limit);
    await work();
    clearTimeout(watchdog);
  };

  return {
    run(tokens, work, signal) {
      const stop = AbortSignal.any([signal, stalling.signal]);
      return new Promise((resolve, reject) => {
        if (stop.aborted) return reject(stop.reason);
        const leave = () => reject(stop.reason);
        stop.addEventListener('abort', leave, { once: true });
        last = last.then(async () => {
          if (stop.aborted) return;
          await watch(tokens, async () => {
            try {
              resolve(await work());
            } catch (error) {
              reject(error);
            }
          });
          stop.removeEventListener('abort', leave);
        });
      });
    },
    async settled() {
      await Promise.race([last, stalled]);
    },
    get isStalled() {
      return stalling.signal.aborted;
    },
    onStall: (listener) => void listeners.add(listener),
  };
}
