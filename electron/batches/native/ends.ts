import type { AppError } from '../../../shared/errors/app-error.ts';
import { type BatchProblem, batchLimits } from '../../../shared/model/batch.ts';
import type { VendorBatch } from '../../providers/services/batches.ts';
import { endRun } from '../end-run.ts';
import { failed, notAsked, type Stop } from '../outcome.ts';
import type { NativeBatch, NativeRunPorts } from './run.ts';
import { isOurs } from './send.ts';
import { failOpen } from './settle.ts';
import { surely } from './surely.ts';
import { inputUnreadable } from './survey.ts';

/** All its lines have what came of them. */
export async function end(batch: NativeBatch, why: Stop | undefined, ports: NativeRunPorts): Promise<null> {
  const { store, now } = ports;
  if (why === 'expired') await surely(() => store.batches.update(batch.id, { expiredAt: now() }), ports);
  if (why) await failOpen(batch, (place) => notAsked(place, why), ports);
  await endRun({ batch, stop: why && { why, at: now() } }, ports);
  return null;
}

/** Goes on with the end of one that the last host had begun to end; undefined where there is none. */
export async function goOnEnding(batch: NativeBatch, ports: NativeRunPorts): Promise<null | undefined> {
  const { status, counts, remote, problems, cancellingAt, expiredAt } = batch;
  const isUnknownThere = remote.id === null;
  const isSettled = counts.completed + counts.failed >= counts.total;
  if (problems.length > 0 && isUnknownThere && !isSettled) return endFailed(batch, { problems, ports });
  if (status !== 'finalizing' && !(isUnknownThere && isSettled)) return undefined;
  const why = expiredAt !== null ? 'expired' : cancellingAt !== null ? 'cancelled' : undefined;
  const isRefused = problems.length > 0;
  await endRun({ batch, stop: why && { why, at: ports.now() }, isRefused }, ports);
  return null;
}

/** Refused there: nothing of it was executed. */
export async function endRefused({ problems }: VendorBatch, batch: NativeBatch, ports: NativeRunPorts): Promise<null> {
  const { providerName } = batch.native;
  const silent = { message: `${providerName} did not say why.`, line: null, param: null };
  const told = problems.length > 0 ? problems.slice(0, batchLimits.problems) : [silent];
  return endFailed(batch, { problems: told.map((one) => ({ ...one, code: 'provider_refused' })), ports });
}

/** It never got there. */
export async function endUnsent(batch: NativeBatch, error: AppError, ports: NativeRunPorts): Promise<null> {
  const { message, details } = error;
  const why = isOurs(error) ? 'not_offered' : 'provider_refused';
  const problems: BatchProblem[] = [{ code: why, message, line: null, param: null }];
  const outcome = details?.['reason'] === inputUnreadable ? inputUnreadable : undefined;
  return endFailed(batch, { problems, ports, ...(outcome && { outcome }) });
}

async function endFailed(
  batch: NativeBatch,
  { problems, ports, outcome = 'batch_failed' }: { problems: BatchProblem[]; ports: NativeRunPorts; outcome?: string },
): Promise<null> {
  await surely(() => ports.store.batches.update(batch.id, { problems }), ports);
  const words = problems[0]?.message ?? '';
  await failOpen(batch, (place) => failed(place, outcome, `The batch was not executed. ${words}`), ports);
  await endRun({ batch, stop: undefined, isRefused: true }, ports);
  return null;
}

export async function endUncertain(batch: NativeBatch, ports: NativeRunPorts): Promise<null> {
  const { native, remote, cancellingAt } = batch;
  const where = remote.id === null ? '' : ` as ${remote.id}`;
  const words = `This request was given to ${native.providerName}${where}, and what came of it cannot be found out. It may have been executed, and was not sent again.`;
  ports.log.warn({ batchId: batch.id }, 'a batch may have been executed by its provider');
  await failOpen(batch, (place) => failed(place, 'uncertain', words), ports);
  await endRun({ batch, stop: cancellingAt === null ? undefined : { why: 'cancelled', at: cancellingAt } }, ports);
  return null;
}
