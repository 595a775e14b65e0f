import { setImmediate } from 'node:timers/promises';
import type { BatchId } from '../../shared/model/ids.ts';
import type { Store } from '../store/open-store.ts';
import { askedLines } from './asked-lines.ts';
import { insist } from './insist.ts';
import { uncertain } from './outcome.ts';
import type { EndPorts, Run, RunPorts } from './run.ts';
import { writeResults } from './write-results.ts';

/** Nothing of it is asked any more: gives up what waits, writes the files, and ends it. Goes on where a crash left it. */
export async function endRun(
  { batch: { id }, stop, isRefused = false }: Pick<Run, 'batch' | 'stop'> & { isRefused?: boolean },
  ports: EndPorts,
): Promise<void> {
  const { store, log, closing, retryPause: pause, folderOf, onChange, now } = ports;
  const surely = <T>(work: () => T | Promise<T>): Promise<T> => insist(work, { signal: closing, log, pause });
  while ((await surely(() => store.batchRequests.giveUpWaiting(id))) > 0) await setImmediate();
  if (stop?.why !== 'cancelled') {
    await surely(() => store.batches.update(id, { status: 'finalizing', finalizingAt: now() }));
  }
  onChange(id);
  const folder = folderOf(id);
  const why = stop?.why ?? 'cancelled';
  const sizes = await surely(() => writeResults({ id, folder, requests: store.batchRequests, stop: why }));
  const status = isRefused ? 'failed' : (stop?.why ?? 'completed');
  await surely(() => store.batches.end(id, { ...sizes, status, endedAt: now() }));
  log.info({ batchId: id, status }, 'a batch has ended');
  onChange(id);
  await dropAnswers(id, store, closing);
}

/** They are in the files of the batch; what a kill leaves is dropped at the next start. */
export async function dropAnswers(
  id: BatchId,
  { batchRequests }: Pick<Store, 'batchRequests'>,
  closing: AbortSignal,
): Promise<void> {
  while (!closing.aborted && batchRequests.dropAnswers(id) > 0) await setImmediate();
}

/** What was sent and has no answer: the last host was killed. Sent again only where the batch says so, and there is time. */
export function settleUncertain({ batch: { id, onUncertain }, stop }: Run, ports: RunPorts): void {
  const { store, recorded, folderOf, log } = ports;
  const asked = store.batchRequests.in(id, 'asked');
  const noted = askedLines(folderOf(id));
  if (onUncertain === 'ask-again' && !stop) {
    const lines = asked.map(({ line }) => line);
    store.batchRequests.putBack(id, lines);
    return;
  }
  const forgotten = noted.size === 0 ? [] : store.batchRequests.in(id, 'waiting').filter(({ line }) => noted.has(line));
  const open = [...asked, ...forgotten];
  if (open.length > 0) log.warn({ batchId: id, requests: open.length }, 'requests of a batch may have been executed');
  for (const { line, customId, requestId } of open) {
    const outcome = uncertain({ batchId: id, line, customId }, requestId ? recorded(requestId) : undefined);
    store.batchRequests.settle(id, line, outcome);
  }
}
