import { AppError, toAppError } from '../../../shared/errors/app-error.ts';
import { type BatchProblem, batchLimits, type RemoteBatch } from '../../../shared/model/batch.ts';
import type { VendorBatch } from '../../providers/services/batches.ts';
import { endRun } from '../end-run.ts';
import { failed, notAsked, type Place, type Stop } from '../outcome.ts';
import type { NativeBatch, NativeRunPorts, Visit } from './run.ts';
import { findSent, isOurs, isRefusal, sendBatch, wasBegun } from './send.ts';
import { failOpen, settleResults } from './settle.ts';

/** Ms until it is looked at again, or null where it has ended. */
type Wait = number | null;

const shortest = 10_000;
const longest = 5 * 60_000;
const growth = 1.5;

const pauseAfter = (visits: number): number => Math.min(longest, Math.round(shortest * growth ** Math.min(visits, 20)));

/** Brings it one step on. `visits`: how often it was looked at already. */
export async function visit(batch: NativeBatch, visits: number, ports: NativeRunPorts): Promise<Wait> {
  let opened: Visit['opened'] | undefined;
  try {
    opened = await openDesk(batch, ports);
    const { desk } = opened;
    if (!desk) throw new AppError('PROVIDER_NOT_FOUND', `${batch.native.providerName} has no batches any more.`);
    return await goOn({ batch, opened, desk }, visits, ports);
  } catch (thrown) {
    if (ports.closing.aborted) return null;
    const error = opened ? opened.classify(thrown) : toAppError(thrown);
    return await afterFailure(batch, error, { visits, ports });
  }
}

/** The key that sent it; where that is gone, another one may be of the same account. */
async function openDesk({ native, remote }: NativeBatch, ports: NativeRunPorts): Promise<Visit['opened']> {
  const { providerId } = native;
  if (remote.credentialId === null) return ports.native.open(providerId, null);
  try {
    return await ports.native.open(providerId, remote.credentialId);
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== 'NOT_FOUND') throw thrown;
    return ports.native.open(providerId, null);
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
    if (found === 'not-there' && isCancelled) return end(batch, 'cancelled', ports);
    try {
      seen = found === 'not-there' ? await sendBatch(at, ports) : found;
    } catch (thrown) {
      const error = at.opened.classify(thrown);
      if (isRefusal(error)) return endUnsent(batch, error, ports);
      throw error;
    }
  }
  note(batch, seen, ports);
  if (seen.status === 'running' && isCancelled) {
    seen = await desk.cancel(seen.id, ports.closing);
    note(batch, seen, ports);
  }
  if (seen.status === 'running' || seen.status === 'cancelling') return pauseAfter(visits);
  if (seen.status === 'failed') return endRefused(seen, batch, ports);
  await settleResults({ ...at, batch: current(batch, ports) }, seen, ports);
  return end(batch, seen.status === 'completed' ? undefined : seen.status, ports);
}

const current = (batch: NativeBatch, { store }: NativeRunPorts): NativeBatch =>
  (store.batches.get(batch.id) ?? batch) as NativeBatch;

/** The batch as it stands in the store, with what has changed of it there. */
function noteRemote(batch: NativeBatch, change: Partial<RemoteBatch>, { store, onChange }: NativeRunPorts): void {
  const { remote } = store.batches.get(batch.id) ?? batch;
  store.batches.update(batch.id, { remote: { ...(remote ?? batch.remote), ...change } });
  onChange(batch.id);
}

function note(batch: NativeBatch, { id, counts, expiresAt }: VendorBatch, ports: NativeRunPorts): void {
  noteRemote(batch, { id, ...counts, failure: null }, ports);
  if (expiresAt !== null) ports.store.batches.update(batch.id, { expiresAt });
}

async function end(batch: NativeBatch, why: Stop | undefined, ports: NativeRunPorts): Promise<null> {
  const { store, now } = ports;
  if (why === 'expired') store.batches.update(batch.id, { expiredAt: now() });
  if (why) await failOpen(batch, (place) => notAsked(place, why), ports);
  await endRun({ batch, stop: why && { why, at: now() } }, ports);
  return null;
}

/** Refused there: nothing of it was executed. */
async function endRefused({ problems }: VendorBatch, batch: NativeBatch, ports: NativeRunPorts): Promise<null> {
  const { providerName } = batch.native;
  const silent = { message: `${providerName} did not say why.`, line: null, param: null };
  const told = problems.length > 0 ? problems.slice(0, batchLimits.problems) : [silent];
  return endFailed(batch, { problems: told.map((one) => ({ ...one, code: 'provider_refused' })), ports });
}

/** It never got there. */
async function endUnsent(batch: NativeBatch, { code, message }: AppError, ports: NativeRunPorts): Promise<null> {
  const why = isOurs(code) ? 'not_offered' : 'provider_refused';
  return endFailed(batch, { problems: [{ code: why, message, line: null, param: null }], ports });
}

async function endFailed(
  batch: NativeBatch,
  { problems, ports }: { problems: BatchProblem[]; ports: NativeRunPorts },
): Promise<null> {
  ports.store.batches.update(batch.id, { problems });
  const words = problems[0]?.message ?? '';
  await failOpen(batch, (place) => failed(place, 'batch_failed', `The batch was not executed. ${words}`), ports);
  await endRun({ batch, stop: undefined, isRefused: true }, ports);
  return null;
}

async function endUncertain(batch: NativeBatch, ports: NativeRunPorts): Promise<null> {
  const { native, remote, cancellingAt } = batch;
  const where = remote.id === null ? '' : ` as ${remote.id}`;
  const words = `This request was given to ${native.providerName}${where}, and what came of it cannot be found out. It may have been executed, and was not sent again.`;
  ports.log.warn({ batchId: batch.id }, 'a batch may have been executed by its provider');
  await failOpen(batch, (place: Place) => failed(place, 'uncertain', words), ports);
  await endRun({ batch, stop: cancellingAt === null ? undefined : { why: 'cancelled', at: cancellingAt } }, ports);
  return null;
}

interface Failing {
  visits: number;
  ports: NativeRunPorts;
}

async function afterFailure(batch: NativeBatch, error: AppError, { visits, ports }: Failing): Promise<Wait> {
  const isGone = error.code === 'PROVIDER_NOT_FOUND' || (batch.remote.id !== null && error.details?.['status'] === 404);
  const { cancellingAt } = batch;
  const isOverdue = cancellingAt !== null && cancellingAt + ports.grace <= ports.now();
  if (isGone || isOverdue) {
    const isAsked = wasBegun({ batch }, ports);
    if (isAsked) return endUncertain(batch, ports);
    if (cancellingAt !== null) return end(batch, 'cancelled', ports);
    return endUnsent(batch, error, ports);
  }
  ports.log.warn({ batchId: batch.id, code: error.code }, 'a batch cannot be looked at');
  noteRemote(batch, { failure: error.toJSON() }, ports);
  return Math.max(pauseAfter(visits), Number(error.details?.['retryAfter'] ?? 0));
}
