import { setImmediate as othersTurn } from 'node:timers/promises';

/** How long others wait at most, in ms. */
const longest = 8;

/** Gives others their turn when it has worked long enough, and throws when the signal has come. */
export function createPauses(signal: AbortSignal): () => Promise<void> {
  let since = performance.now();
  return async () => {
    signal.throwIfAborted();
    if (performance.now() - since < longest) return;
    await othersTurn();
    signal.throwIfAborted();
    since = performance.now();
  };
}
