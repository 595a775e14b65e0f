import { openAsBlob } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { ErrorCode } from '../../../shared/errors/codes.ts';
import type { RequestId } from '../../../shared/model/ids.ts';
import { newId } from '../../lib/id.ts';
import type { VendorBatch } from '../../providers/services/batches.ts';
import { askedLines, noteAllAsked } from '../asked-lines.ts';
import type { NativeRunPorts, Visit } from './run.ts';
import { survey } from './survey.ts';

/** `wait`: it may be there and cannot be seen yet. `uncertain`: nobody knows whether it is there. */
type Sent = VendorBatch | 'wait' | 'uncertain' | 'not-there';

/** A clock there may go behind ours, in ms. */
const clockDrift = 60 * 60_000;
const mostTries = 5;
const linesAtOnce = 500;

/** Whether a batch that was begun to be sent arrived: the host may have been ended, or the line cut, before that was known. */
export async function findSent({ batch, desk }: Visit, ports: NativeRunPorts): Promise<Sent> {
  const { remote, startedAt, createdAt } = batch;
  const begun = remote.sentAt ?? startedAt ?? createdAt;
  const found = await desk.find(batch.id, begun - clockDrift, ports.closing);
  if (found) return found;
  if (found === undefined) return batch.onUncertain === 'ask-again' ? 'not-there' : 'uncertain';
  return ports.now() < begun + ports.settleTime ? 'wait' : 'not-there';
}

/** True also where a backup was put in place of the database that knew. */
export const wasBegun = ({ batch }: Pick<Visit, 'batch'>, { folderOf }: NativeRunPorts): boolean =>
  batch.remote.sentAt !== null || askedLines(folderOf(batch.id)).size > 0;

/** Sends it. That it was begun is on disk before, for every line. */
export async function sendBatch({ batch, opened, desk }: Visit, ports: NativeRunPorts): Promise<VendorBatch> {
  const { store, folderOf, native, closing, now, onChange } = ports;
  const { id, remote } = batch;
  if (remote.tries >= mostTries) {
    const words = `The provider could not be given the batch in ${mostTries} tries.`;
    throw new AppError('PROVIDER_REJECTED', remote.failure?.message ?? words, { details: { isFinal: true } });
  }
  const folder = folderOf(id);
  const path = join(folder, 'upload.jsonl');
  const { credentialId } = opened;
  const file = await open(path, 'w', 0o600);
  const lines: Buffer[] = [];
  try {
    // Anew: since it was offered a rule may have been made that keeps its requests here.
    const found = await survey({
      batch,
      path: join(folder, 'input.jsonl'),
      native,
      credentialId,
      async write(line) {
        lines.push(line);
        if (lines.length >= linesAtOnce) await file.appendFile(Buffer.concat(lines.splice(0)));
      },
    });
    await file.appendFile(Buffer.concat(lines.splice(0)));
    const { providerId, modelId } = batch.native;
    if (found.offer.providerId !== providerId || found.offer.modelId !== modelId) {
      throw new AppError('CONFLICT', 'Its requests go to another model now than when it was begun. Begin it again.');
    }
  } finally {
    await file.close();
  }
  while (store.batchRequests.askSome(id, () => newId<RequestId>()) > 0) await setImmediate();
  const asked = store.batchRequests.in(id, 'asked').map(({ line }) => line);
  if (askedLines(folder).size === 0) noteAllAsked(folder, asked);
  const sent = { ...remote, credentialId, sentAt: now(), tries: remote.tries + 1 };
  store.batches.update(id, { remote: sent });
  onChange(id);
  const content = await openAsBlob(path, { type: 'application/jsonl' });
  const { endpoint, name } = batch;
  return desk.create({ name, content, endpoint: endpoint ?? '', tag: id }, closing);
}

/** Routing says that its requests may not go there as they are. */
export const isOurs = (code: ErrorCode): boolean =>
  ['CONFLICT', 'NO_TARGET', 'REFUSED_BY_RULE', 'VALIDATION_FAILED', 'UNSUPPORTED_PARAMETER'].includes(code);

/** Whether what a provider said to a new batch means that there is none: all else may have arrived. */
export function isRefusal({ code, details }: AppError): boolean {
  if (isOurs(code) || code === 'MODEL_NOT_FOUND' || details?.['isFinal'] === true) return true;
  const status = Number(details?.['status'] ?? 0);
  return status >= 400 && status < 500 && ![408, 409, 425, 429].includes(status);
}
