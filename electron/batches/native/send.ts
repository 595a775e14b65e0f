import { openAsBlob } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { ErrorCode } from '../../../shared/errors/codes.ts';
import type { BatchId, RequestId } from '../../../shared/model/ids.ts';
import { newId } from '../../lib/id.ts';
import type { VendorBatch } from '../../providers/services/batches.ts';
import { askedLines, noteAllAsked } from '../asked-lines.ts';
import type { NativeRunPorts, Visit } from './run.ts';
import { writeUpload } from './upload.ts';

/** `wait`: it may be there and cannot be seen yet. `uncertain`: nobody knows whether it is there. */
type Found = VendorBatch | 'wait' | 'uncertain' | 'not-there';

/** A clock there may go behind ours, in ms. */
const clockDrift = 60 * 60_000;
const mostTries = 5;

/** Whether a batch that was begun to be sent arrived: the host may have been ended, or the line cut, before that was known. */
export async function findSent({ batch, opened, desk }: Visit, ports: NativeRunPorts): Promise<Found> {
  const { remote, startedAt, createdAt } = batch;
  const begun = remote.sentAt ?? startedAt ?? createdAt;
  const found = await desk.find(batch.id, begun - clockDrift, ports.closing);
  if (found) return found;
  // The list of another account shows nothing of it.
  const isSameKey = remote.credentialId !== null && opened.credentialId === remote.credentialId;
  if (found === undefined || !isSameKey) return batch.onUncertain === 'ask-again' ? 'not-there' : 'uncertain';
  return ports.now() < begun + ports.settleTime ? 'wait' : 'not-there';
}

/** True also where a backup was put in place of the database that knew. */
export const wasBegun = ({ batch }: Pick<Visit, 'batch'>, { folderOf }: NativeRunPorts): boolean =>
  batch.remote.sentAt !== null || askedLines(folderOf(batch.id)).size > 0;

export async function askAll(id: BatchId, { store }: Pick<NativeRunPorts, 'store'>): Promise<void> {
  while (store.batchRequests.askSome(id, () => newId<RequestId>()) > 0) await setImmediate();
}

/** Sends it. Throws where it is cancelled before, or the host closes. That it was begun is on disk before, for every line. */
export async function sendBatch(at: Visit, ports: NativeRunPorts): Promise<VendorBatch> {
  const { batch, opened, desk, signals } = at;
  const { store, folderOf, closing, now, onChange } = ports;
  const { id, remote } = batch;
  if (remote.tries >= mostTries) {
    const words = `The provider could not be given the batch in ${mostTries} tries.`;
    throw new AppError('PROVIDER_REJECTED', remote.failure?.message ?? words, { details: { isFinal: true } });
  }
  const folder = folderOf(id);
  const path = join(folder, 'upload.jsonl');
  const stillWanted = AbortSignal.any([signals.cancelled, signals.leaving]);
  try {
    await writeUpload(path, at, ports);
    const content = await openAsBlob(path, { type: 'application/jsonl' });
    stillWanted.throwIfAborted();
    await askAll(id, ports);
    stillWanted.throwIfAborted();
    const { credentialId } = opened;
    store.batches.update(id, { remote: { ...remote, credentialId, sentAt: now(), tries: remote.tries + 1 } });
    const asked = store.batchRequests.in(id, 'asked').map(({ line }) => line);
    if (askedLines(folder).size === 0) noteAllAsked(folder, asked);
    onChange(id);
    const { endpoint, name } = batch;
    const stopped = AbortSignal.any([closing, signals.cancelled]);
    return await desk.create({ name, content, endpoint: endpoint ?? '', tag: id }, stopped);
  } finally {
    await rm(path, { force: true });
  }
}

const ours: readonly ErrorCode[] = [
  'CONFLICT',
  'NO_TARGET',
  'MODEL_NOT_FOUND',
  'REFUSED_BY_RULE',
  'VALIDATION_FAILED',
  'UNSUPPORTED_PARAMETER',
];

/** Routing says that its requests may not go there as they are; no provider was asked. */
export const isOurs = ({ code, details }: AppError): boolean =>
  ours.includes(code) && details?.['status'] === undefined;

/** Whether what a provider said to a new batch means that there is none: all else may have arrived. */
export function isRefusal(error: AppError): boolean {
  if (isOurs(error) || error.code === 'MODEL_NOT_FOUND' || error.details?.['isFinal'] === true) return true;
  const status = Number(error.details?.['status'] ?? 0);
  return status >= 400 && status < 500 && ![408, 409, 425, 429].includes(status);
}
