import type { BatchId } from '../../../shared/model/ids.ts';
import { isNative, type NativeRunPorts } from './run.ts';
import { visit } from './visit.ts';

interface NativeRunnerOptions {
  /** Resolves after so many ms, or when the signal is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** Follows the batches that providers work through, each in its own time. */
export function createNativeRunner(ports: NativeRunPorts, { sleep }: NativeRunnerOptions) {
  const { store, closing, log, retryPause } = ports;
  const wakers = new Map<BatchId, AbortController>();
  const tasks = new Set<Promise<void>>();
  const leaving = new AbortController();

  /** Ms until it is looked at again, or null where it has ended. */
  const lookAt = async (id: BatchId, visits: number, cancelled: AbortSignal): Promise<number | null> => {
    try {
      const batch = store.batches.get(id);
      if (!batch || !isNative(batch) || batch.endedAt !== null) return null;
      return await visit(batch, { visits, signals: { cancelled, leaving: leaving.signal } }, ports);
    } catch (error) {
      if (closing.aborted) return null;
      log.error({ err: error, batchId: id }, 'a batch at a provider waits: something failed here');
      return retryPause;
    }
  };

  const follow = async (id: BatchId): Promise<void> => {
    for (let visits = 0; !leaving.signal.aborted; visits += 1) {
      const waker = new AbortController();
      wakers.set(id, waker);
      const wait = await lookAt(id, visits, waker.signal);
      if (wait === null || leaving.signal.aborted) return;
      await sleep(wait, AbortSignal.any([waker.signal, leaving.signal]));
    }
  };

  return {
    add(id: BatchId): void {
      const tracked: Promise<void> = follow(id).finally(() => {
        wakers.delete(id);
        tasks.delete(tracked);
      });
      tasks.add(tracked);
    },

    /** Looks at it now, and sends nothing more of it. */
    cancel: (id: BatchId): void => wakers.get(id)?.abort(),

    /** Begins nothing new. Resolves when nothing is under way any more. */
    async close(): Promise<void> {
      leaving.abort();
      await Promise.all(tasks);
    },
  };
}
