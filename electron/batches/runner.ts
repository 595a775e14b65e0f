import type { Batch } from '../../shared/model/batch.ts';
import type { BatchId } from '../../shared/model/ids.ts';
import { endRun, settleUncertain } from './end-run.ts';
import { insist } from './insist.ts';
import type { Run, RunPorts } from './run.ts';
import { runRequest } from './run-request.ts';

export interface RunnerOptions {
  /** Requests of all batches together that are asked at the same time. */
  mostAtOnce: number;
  /** How long a cancelled batch waits for what is asked already, in ms. */
  grace: number;
}

/** Asks the requests of all running batches, in turns. */
export function createRunner(ports: RunPorts, { mostAtOnce, grace }: RunnerOptions) {
  const { store, now, log, closing, retryPause, onChange } = ports;
  /** In the order in which they may ask: who did goes to the end. */
  const runs = new Map<BatchId, Run>();
  const tasks = new Set<Promise<void>>();
  let isClosed = false;

  const begin = (task: Promise<void>): void => {
    const quiet = task.catch((error: unknown) => {
      if (!closing.aborted) log.error({ err: error }, 'a batch failed');
    });
    const tracked = quiet.then(() => void tasks.delete(tracked)).then(go);
    tasks.add(tracked);
  };
  const inFlight = (): number => runs.values().reduce((sum, run) => sum + run.inFlight.size, 0);
  const mayAsk = (run: Run): boolean =>
    !run.stop && !run.batch.isPaused && run.waiting > 0 && run.inFlight.size < run.batch.concurrency;
  const isThrough = (run: Run): boolean =>
    !run.isEnding && run.inFlight.size === 0 && (run.waiting === 0 || run.stop !== undefined);

  function go(): void {
    if (isClosed) return;
    for (const run of runs.values().filter(isThrough)) {
      run.isEnding = true;
      begin(endRun(run, ports).finally(() => runs.delete(run.batch.id)));
    }
    while (inFlight() < mostAtOnce) {
      const run = runs.values().find(mayAsk);
      if (!run) return;
      run.waiting -= 1;
      runs.delete(run.batch.id);
      runs.set(run.batch.id, run);
      begin(runRequest(run, () => isClosed, ports));
    }
  }

  const expire = (run: Run): void => {
    run.stop = { why: 'expired', at: now() };
    const { id } = run.batch;
    const surely = { signal: closing, log, pause: retryPause };
    begin(insist(() => store.batches.update(id, { expiredAt: now() }), surely).then(() => onChange(id)));
    for (const asked of run.inFlight) asked.abort();
  };

  return {
    /** A new one, or at the start one that was not through. */
    add(batch: Batch): void {
      const run: Run = { batch, cursor: 0, waiting: 0, inFlight: new Set(), stop: undefined, isEnding: false };
      const { cancellingAt, expiredAt, expiresAt, counts } = batch;
      const isOpen = counts.completed + counts.failed < counts.total;
      if (cancellingAt !== null) run.stop = { why: 'cancelled', at: cancellingAt };
      else if (expiredAt !== null) run.stop = { why: 'expired', at: expiredAt };
      runs.set(batch.id, run);
      if (!run.stop && isOpen && expiresAt !== null && expiresAt <= now()) expire(run);
      settleUncertain(run, ports);
      run.waiting = store.batchRequests.waiting(batch.id);
      go();
    },

    /** Its choices were changed. */
    change(batch: Batch): void {
      const run = runs.get(batch.id);
      if (run) run.batch = batch;
      go();
    },

    /** Nothing more is asked; what is asked already may come to its end. */
    cancel(id: BatchId): void {
      const run = runs.get(id);
      if (run) run.stop ??= { why: 'cancelled', at: now() };
      go();
    },

    /** Whether there is anything that time changes. */
    isIdle: (): boolean => runs.size === 0,

    look(): void {
      for (const run of runs.values()) {
        const { stop, batch } = run;
        if (!stop && !run.isEnding && batch.expiresAt !== null && batch.expiresAt <= now()) expire(run);
        if (stop?.why === 'cancelled' && stop.at + grace <= now()) for (const asked of run.inFlight) asked.abort();
      }
      go();
    },

    /** Asks nothing new. Resolves when nothing is under way any more. */
    async close(): Promise<void> {
      isClosed = true;
      await Promise.all(tasks);
    },
  };
}
