import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { NativeRunPorts, Visit } from './run.ts';
import { inputChanged, survey } from './survey.ts';

const linesAtOnce = 500;

/** Writes the file that goes out, of the lines that have no outcome yet. */
export async function writeUpload(
  path: string,
  { batch, opened, signals }: Visit,
  { store, folderOf, native }: NativeRunPorts,
): Promise<void> {
  const rows = rowsOf(batch.id, store);
  const file = await open(path, 'w', 0o600);
  const lines: Buffer[] = [];
  let looked = 0;
  try {
    // Anew: since it was offered a rule may have been made that keeps its requests here.
    const { offer } = await survey({
      batch,
      path: join(folderOf(batch.id), 'input.jsonl'),
      native,
      credentialId: opened.credentialId,
      signal: AbortSignal.any([signals.cancelled, signals.leaving]),
      async write({ number, customId, bytes }) {
        looked += 1;
        const row = rows.get(number);
        if (row?.customId !== customId) throw inputChanged();
        if (!row.isOpen) return;
        lines.push(bytes);
        if (lines.length >= linesAtOnce) await file.appendFile(Buffer.concat(lines.splice(0)));
      },
    });
    if (looked !== rows.size) throw inputChanged();
    await file.appendFile(Buffer.concat(lines.splice(0)));
    const { providerId, modelId } = batch.native;
    if (offer.providerId !== providerId || offer.modelId !== modelId) {
      throw new AppError('CONFLICT', 'Its requests go to another model now than when it was begun. Begin it again.');
    }
  } finally {
    await file.close();
  }
}

function rowsOf(id: Visit['batch']['id'], { batchRequests }: NativeRunPorts['store']) {
  const states = ['waiting', 'asked', 'done', 'failed'] as const;
  return new Map(
    states.flatMap((state) => {
      const isOpen = state === 'waiting' || state === 'asked';
      return batchRequests.in(id, state).map(({ line, customId }) => [line, { customId, isOpen }] as const);
    }),
  );
}
