import { statSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BatchId } from '../../shared/model/ids.ts';
import type { BatchOutcome, BatchRequests } from '../store/batch-requests.ts';
import { notAsked, type Stop } from './outcome.ts';

export interface ResultsOptions {
  id: BatchId;
  folder: string;
  requests: Pick<BatchRequests, 'answers'>;
  /** Why requests have no answer. */
  stop: Stop;
}

/** An answer may hold pictures: only so many are in memory at once. */
const atOnce = 16;

/**
 * Makes the files with the results, in the order of the input. May be done again after a crash half way. What lies there
 * of a database that a backup took the place of holds other answers: it is moved aside.
 */
export async function writeResults(options: ResultsOptions): Promise<{
  outputSize: number | null;
  errorsSize: number | null;
}> {
  await mkdir(options.folder, { recursive: true, mode: 0o700 });
  return { outputSize: await write('output', 'done', options), errorsSize: await write('errors', 'failed', options) };
}

/** Bytes, or null where there is nothing to write. */
async function write(
  name: string,
  state: BatchOutcome['state'],
  { id, folder, requests, stop }: ResultsOptions,
): Promise<number | null> {
  const path = join(folder, `${name}.jsonl`);
  const part = `${path}.part`;
  const file = await open(part, 'w', 0o600);
  let size = 0;
  try {
    for (let after = 0; ; ) {
      const page = requests.answers(id, state, { after, limit: atOnce });
      const last = page.at(-1);
      if (!last) break;
      after = last.line;
      const lines = page.map(
        ({ line, customId, answer }) => answer ?? notAsked({ batchId: id, line, customId }, stop).answer,
      );
      const bytes = Buffer.from(`${lines.join('\n')}\n`);
      await file.appendFile(bytes);
      size += bytes.length;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  if (size === 0) {
    await rm(part);
    return null;
  }
  const before = statSync(path, { throwIfNoEntry: false });
  if (before && before.size !== size) await rename(path, join(folder, `${name}.replaced.jsonl`));
  await rename(part, path);
  return size;
}
