import { AppError, toAppError } from '../../../shared/errors/app-error.ts';
import type { RemoteBatch } from '../../../shared/model/batch.ts';
import type { VendorBatch } from '../../providers/services/batches.ts';
import { openDesk } from './desk.ts';
import { end, endRefused, endUncertain, endUnsent, goOnEnding } from './ends.ts';
import type { NativeBatch, NativeRunPorts, Visit, VisitSignals } from './run.ts';
import { askAll, findSent, isRefusal, sendBatch, wasBegun } from './send.ts';
import { settleResults } from './settle.ts';
import { surely } from './surely.ts';

/** Ms until it is looked at again, or null where it has ended. */
type Wait = number | null;

const shortest = 10_000;
const longest = 5 * 60_000;
const growth = 1.5;
/** A provider that does not know a batch any more may know it again; so long after its end it is given up, in ms. */
const lostAfter = 60 * 60_000;

const pauseAfter = (visits: number): number => Math.min(longest, Math.round(shortest * growth ** Math.min(visits, 20)));

interface Visiting {
  /** How often it was looked at already. */
  visits: number;
  signals: VisitSignals;
}

/** Brings it one step on. */
export async function visit(batch: NativeBatch, { visits, signals }: Visiting, ports: NativeRunPorts): Promise<Wait> {
  try {
    const ended = await goOnEnding(batch, ports);
    if (ended === null) return null;
    return await goOn({ batch, signals, ...(await openDesk(batch, ports)) }, visits, ports);
  } catch (thrown) {
    if (ports.closing.aborted || signals.leaving.aborted) return null;
    // What was under way was broken off by that: now it is seen how it stands.
    if (signals.cancelled.aborted) return 0;
    return await afterFailure(current(batch, ports), thrown, { visits, ports });
  }
}

async function goOn(at: Visit, visits: number, ports: NativeRunPorts): Promise<Wait> {
  const { batch, desk } = at;
  const isCancelled = batch.cancellingAt !== null;
  let seen: VendorBatch;
  if (batch.remote.id !== null) seen = await desk.look(batch.remote.id, ports.closing);
  else {
    const found = wasBegun(at, ports) ? await findSent(at, ports) : 'not-there';
    if (found === 'wait') return pauseAfter(visits);
    if (found === 'uncertain') return endUncertain(batch, ports);
    if (found === 'not-there') {
      if (isCancelled) return end(batch, 'cancelled', ports);
      try {
        seen = await sendBatch(at, ports);
      } catch (thrown) {
        if (thrown instanceof AppError && isRefusal(thrown)) return endUnsent(batch, thrown, ports);
        throw thrown;
      }
    } else {
      seen = found;
      // In the place of the database that knew they were sent, a backup may have been put.
      await surely(() => askAll(batch.id, ports), ports);
    }
  }
  await note(batch, seen, ports);
  if (seen.status === 'running' && isCancelled) {
    seen = await desk.cancel(seen.id, ports.closing);
    await note(batch, seen, ports);
  }
  if (seen.status === 'running' || seen.status === 'cancelling') return pauseAfter(visits);
  const asItStands = current(batch, ports);
  if (seen.status === 'failed') await endRefused(seen, asItStands, ports);
  else {
    await settleResults({ ...at, batch: asItStands }, seen, ports);
    await end(asItStands, seen.status === 'completed' ? undefined : seen.status, ports);
  }
  await tidyUp(at, seen, ports);
  return null;
}

/** Results are here, and the file with the requests lies there for nobody. */
async function tidyUp({ batch, desk }: Visit, seen: VendorBatch, { closing, log }: NativeRunPorts): Promise<void> {
  try {
    await desk.discardInput(seen, closing);
  } catch (thrown) {
    const { code } = toAppError(thrown);
    log.info({ batchId: batch.id, code }, 'the file of a batch stays at its provider');
  }
}

const current = (batch: NativeBatch, { store }: NativeRunPorts): NativeBatch =>
  (store.batches.get(batch.id) ?? batch) as NativeBatch;

/** The batch as it stands in the store, with what has changed of it there. */
async function noteRemote(batch: NativeBatch, change: Partial<RemoteBatch>, ports: NativeRunPorts): Promise<void> {
  const { store, onChange } = ports;
  await surely(() => {
    const { remote } = current(batch, ports);
    store.batches.update(batch.id, { remote: { ...remote, ...change } });
  }, ports);
  onChange(batch.id);
}

async function note(batch: NativeBatch, { id, counts, expiresAt }: VendorBatch, ports: NativeRunPorts): Promise<void> {
  await noteRemote(batch, { id, ...counts, failure: null }, ports);
  if (expiresAt !== null) await surely(() => ports.store.batches.update(batch.id, { expiresAt }), ports);
}

interface Failing {
  visits: number;
  ports: NativeRunPorts;
}

async function afterFailure(batch: NativeBatch, thrown: unknown, { visits, ports }: Failing): Promise<Wait> {
  const error = toAppError(thrown);
  const { cancellingAt, expiresAt, remote, id } = batch;
  const now = ports.now();
  const isUnknownThere = remote.id !== null && error.details?.['status'] === 404;
  const isLost = isUnknownThere && expiresAt !== null && expiresAt + lostAfter <= now;
  const isOverdue = cancellingAt !== null && cancellingAt + ports.grace <= now;
  if (isLost || isOverdue || error.code === 'PROVIDER_NOT_FOUND') {
    const isAsked = wasBegun({ batch }, ports);
    if (isAsked) return endUncertain(batch, ports);
    if (cancellingAt !== null) return end(batch, 'cancelled', ports);
    return endUnsent(batch, error, ports);
  }
  const isOurs = !(thrown instanceof AppError);
  ports.log.warn({ batchId: id, code: error.code, ...(isOurs && { err: thrown }) }, 'a batch cannot be looked at');
  await noteRemote(batch, { failure: error.toJSON() }, ports);
  return Math.max(pauseAfter(visits), Number(error.details?.['retryAfter'] ?? 0));
}
