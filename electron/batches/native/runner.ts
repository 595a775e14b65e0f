import type { BatchId } from '../../../shared/model/ids.ts';
import { isNative, type NativeRunPorts } from './run.ts';
import { visit } from './visit.ts';

interface NativeRunnerOptions {
  /** Resolves after so many ms, or when the signal is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** Follows the batches that providers work through, each in its own time. */
export function createNativeRunner(ports: NativeRunPorts, { sleep }: NativeRunnerOptions) {
  const { store, closing, log } = ports;
  const wakers = new Map<BatchId, AbortController>();
  const tasks = new Set<Promise<void>>();
  let isClosed = false;

  const follow = async (id: BatchId): Promise<void> => {
    for (let visits = 0; !isClosed; visits += 1) {
      const waker = new AbortController();
      wakers.set(id, waker);
      const batch = store.batches.get(id);
      if (!batch || !isNative(batch) || batch.endedAt !== null) return;
      const wait = await visit(batch, visits, ports);
      if (wait === null || isClosed) return;
      await sleep(wait, waker.signal);
    }
  };

  return {
    add(id: BatchId): void {
      const task = follow(id).catch((error: unknown) => {
        if (!closing.aborted) log.error({ err: error, batchId: id }, 'a batch at a provider failed');
      });
      const tracked: Promise<void> = task.then(() => {
        wakers.delete(id);
        tasks.delete(tracked);
      });
      tasks.add(tracked);
    },

    /** Looks at it now: something about it has changed. */
    wake: (id: BatchId): void => wakers.get(id)?.abort(),

    /** Begins nothing new. Resolves when nothing is under way any more. */
    async close(): Promise<void> {
      isClosed = true;
      for (const waker of wakers.values()) waker.abort();
      await Promise.all(tasks);
    },
  };
}
