import { and, desc, eq, exists, inArray, isNotNull } from 'drizzle-orm';
import { type Batch, type BatchChoices, type BatchStatus, batch } from '../../shared/model/batch.ts';
import type { BatchId } from '../../shared/model/ids.ts';
import type { Log } from '../lib/log.ts';
import { batchRequestTable, batchTable as table } from './batch-schema.ts';
import type { Connection } from './connection.ts';
import { createRowReader, fromJson, toJson } from './rows.ts';

export type NewBatchRow = Pick<
  Batch,
  | 'id'
  | 'name'
  | 'endpoint'
  | 'concurrency'
  | 'completionWindow'
  | 'onUncertain'
  | 'metadata'
  | 'createdAt'
  | 'isLocalOnly'
  | 'tags'
  | 'via'
>;

type Times = Pick<Batch, 'startedAt' | 'expiresAt' | 'finalizingAt' | 'cancellingAt' | 'expiredAt' | 'endedAt'>;
export type BatchChange = Partial<
  BatchChoices &
    Times &
    Pick<Batch, 'status' | 'endpoint' | 'problems' | 'inputSize' | 'via' | 'native' | 'remote'> & { total: number }
>;

/** A batch that has come to its end. */
export interface BatchEnd {
  status: Extract<BatchStatus, 'completed' | 'failed' | 'expired' | 'cancelled'>;
  endedAt: number;
  /** Bytes; null where there is no such file. */
  outputSize: number | null;
  errorsSize: number | null;
}

export type Batches = ReturnType<typeof createBatches>;

export function createBatches({ db, client }: Connection, log: Log) {
  const rows = createRowReader({
    noun: 'batch',
    schema: batch,
    shape: ({ total, completed, failed, ...row }: typeof table.$inferSelect) => ({
      ...row,
      counts: { total, completed, failed },
      metadata: JSON.parse(row.metadata),
      problems: JSON.parse(row.problems),
      tags: JSON.parse(row.tags),
      native: fromJson(row.native),
      remote: fromJson(row.remote),
    }),
    log,
  });
  const update = (id: BatchId, { problems, native, remote, ...change }: BatchChange): void => {
    const changes = {
      ...change,
      ...(problems && { problems: JSON.stringify(problems) }),
      ...(native !== undefined && { native: toJson(native) }),
      ...(remote !== undefined && { remote: toJson(remote) }),
    };
    db.update(table).set(changes).where(eq(table.id, id)).run();
  };

  const anAnswer = db
    .select({ line: batchRequestTable.line })
    .from(batchRequestTable)
    .where(and(eq(batchRequestTable.batchId, table.id), isNotNull(batchRequestTable.answer)));

  return {
    /** Newest first. */
    list: (): Batch[] => rows.many(db.select().from(table).orderBy(desc(table.createdAt), desc(table.id)).all()),

    get: (id: BatchId): Batch | undefined => rows.oneOrNone(db.select().from(table).where(eq(table.id, id)).get()),

    /** Oldest first. */
    in: (...statuses: BatchStatus[]): Batch[] =>
      rows.many(
        db.select().from(table).where(inArray(table.status, statuses)).orderBy(table.createdAt, table.id).all(),
      ),

    insert({ metadata, tags, ...row }: NewBatchRow): void {
      db.insert(table)
        .values({ ...row, status: 'validating', metadata: JSON.stringify(metadata), tags: JSON.stringify(tags) })
        .run();
    },

    update,

    /** Without the requests of a file that was not taken. */
    refuse: client.transaction((id: BatchId, change: BatchChange): void => {
      db.delete(batchRequestTable).where(eq(batchRequestTable.batchId, id)).run();
      update(id, change);
    }),

    /** Its answers are in its files from here on. */
    end(id: BatchId, end: BatchEnd): void {
      db.update(table).set(end).where(eq(table.id, id)).run();
    },

    /** Those that have ended and whose answers are here still. */
    withAnswers: (): BatchId[] =>
      db
        .select({ id: table.id })
        .from(table)
        .where(and(inArray(table.status, ['completed', 'failed', 'expired', 'cancelled']), exists(anAnswer)))
        .all()
        .map(({ id }) => id),

    /** Only one that has ended. Says whether there was such a one. */
    delete: (id: BatchId): boolean =>
      db
        .delete(table)
        .where(and(eq(table.id, id), inArray(table.status, ['completed', 'failed', 'expired', 'cancelled'])))
        .run().changes > 0,
  };
}
