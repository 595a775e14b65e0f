import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../lib/log.ts';

export interface InsistOptions {
  /** Aborted, it tries no more and throws. */
  signal: AbortSignal;
  log: Log;
  /** Ms between two tries. */
  pause: number;
}

/** Tries until it works: an answer that was paid for waits for the disk that is full. The first try is made at once. */
export async function insist<T>(run: () => T | Promise<T>, { signal, log, pause }: InsistOptions): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await run();
    } catch (error) {
      if (signal.aborted) throw error;
      if (tries === 1) log.error({ err: error }, 'a batch waits: its state cannot be written');
      await sleep(pause, undefined, { signal });
    }
  }
}
