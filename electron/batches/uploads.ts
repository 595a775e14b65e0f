import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Batch, BatchProblem } from '../../shared/model/batch.ts';
import type { BatchId } from '../../shared/model/ids.ts';
import type { Store } from '../store/open-store.ts';
import { type Intake, openIntake } from './intake.ts';

export interface UploadsOptions {
  store: Pick<Store, 'batches' | 'batchRequests'>;
  folderOf(id: BatchId): string;
  now(): number;
}

/** A file of which nothing came for so long does not come any more, in ms. */
const patience = 10 * 60 * 1000;

/** The files of new batches, as they come in. */
export function createUploads({ store, folderOf, now }: UploadsOptions) {
  const open = new Map<BatchId, { intake: Promise<Intake>; lastAt: number }>();

  const noUpload = (id: BatchId): AppError =>
    new AppError('CONFLICT', `The batch ${id} does not wait for a file. Make a new one.`);
  const take = (id: BatchId): Promise<Intake> => {
    const upload = open.get(id);
    if (!upload) throw noUpload(id);
    upload.lastAt = now();
    return upload.intake;
  };
  const refuse = async (id: BatchId, problems: BatchProblem[]): Promise<void> => {
    store.batches.refuse(id, { status: 'failed', problems, endedAt: now() });
    await rm(folderOf(id), { recursive: true, force: true });
  };
  const close = async (id: BatchId): Promise<void> => {
    const upload = open.get(id);
    open.delete(id);
    await upload?.intake.then(
      (intake) => intake.close(),
      () => {},
    );
  };
  const start = async ({ id, endpoint }: Batch): Promise<Intake> => {
    await mkdir(folderOf(id), { recursive: true, mode: 0o700 });
    return await openIntake({
      path: join(folderOf(id), 'input.jsonl'),
      endpoint: endpoint ?? undefined,
      keep: (lines) => store.batchRequests.add(id, lines),
    });
  };
  /** For one whose file will not come to its end. */
  const interrupt = async (id: BatchId): Promise<void> => {
    await close(id);
    const message = 'The file did not come in to its end. Send it again.';
    await refuse(id, [{ code: 'upload_interrupted', message, line: null, param: null }]);
  };

  return {
    begin(batch: Batch): void {
      const intake = start(batch);
      // Whoever appends is told.
      intake.catch(() => {});
      open.set(batch.id, { intake, lastAt: now() });
    },

    append: async (id: BatchId, bytes: Uint8Array): Promise<void> => (await take(id)).write(bytes),

    /** Says whether the file is good. Only then its requests are in the store, and wait for the word to begin. */
    async finish(id: BatchId): Promise<boolean> {
      const intake = await take(id);
      // Only the first of two that submit it at once, and nobody cancels it any more.
      if (!open.delete(id)) throw noUpload(id);
      const taken = await intake.end().catch(async (error: unknown) => {
        await intake.close();
        await interrupt(id);
        throw error;
      });
      const { problems, total, size, endpoint } = taken;
      if (problems.length > 0) {
        await refuse(id, problems);
        return false;
      }
      store.batches.update(id, { total, inputSize: size, endpoint: endpoint ?? null });
      return true;
    },

    /** Also one whose file is there, and that waits for the word to begin. */
    async cancel(id: BatchId, isReady: boolean): Promise<void> {
      if (!isReady && !open.has(id)) throw noUpload(id);
      await close(id);
      store.batches.refuse(id, { status: 'cancelled', cancellingAt: now(), endedAt: now() });
      await rm(folderOf(id), { recursive: true, force: true });
    },

    interrupt,
    isIdle: (): boolean => open.size === 0,

    /** Those nobody sends anything for any more. */
    async look(): Promise<BatchId[]> {
      const left = [...open].filter(([, { lastAt }]) => lastAt + patience <= now()).map(([id]) => id);
      for (const id of left) await interrupt(id);
      return left;
    },

    async close(): Promise<void> {
      await Promise.allSettled([...open.keys()].map(interrupt));
    },
  };
}
