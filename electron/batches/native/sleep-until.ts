import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves after so many ms, or when it is woken. */
export const sleepUntil = (ms: number, signal: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { signal, ref: false }).catch(() => {});
