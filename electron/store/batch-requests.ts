import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import { type BatchRequest, type BatchRequestState, batchRequest } from '../../shared/model/batch.ts';
import type { BatchId, RequestId } from '../../shared/model/ids.ts';
import type { Log } from '../lib/log.ts';
import { batchTable, batchRequestTable as table } from './batch-schema.ts';
import type { Connection } from './connection.ts';
import { createRowReader } from './rows.ts';

/** Where a request stands in the input file, in bytes. */
export interface BatchLine {
  line: number;
  customId: string;
  start: number;
  length: number;
}

export interface BatchOutcome {
  state: Extract<BatchRequestState, 'done' | 'failed'>;
  /** HTTP status; null when there was no answer. */
  status: number | null;
  /** The line for the file with the results. */
  answer: string;
}

export interface PageOptions {
  /** Default: from the first line on. */
  after?: number | undefined;
  limit: number;
  /** Default: any. */
  state?: BatchRequestState | undefined;
}

/** Rows that are changed in one go: everybody else waits for it. */
const atOnce = 500;

export type BatchRequests = ReturnType<typeof createBatchRequests>;

export function createBatchRequests({ db, client }: Connection, log: Log) {
  const rows = createRowReader({
    noun: 'request of a batch',
    schema: batchRequest,
    shape: (row: typeof table.$inferSelect & { id: string }) => row,
    log,
  });
  const add = client.prepare<[BatchLine & { id: BatchId }]>(
    'INSERT INTO batch_request (batch_id, line, custom_id, start, length) VALUES (@id, @line, @customId, @start, @length)',
  );
  const next = client.prepare<[BatchId, number], BatchLine>(`
    SELECT line, custom_id AS customId, start, length FROM batch_request
    WHERE batch_id = ? AND state = 'waiting' AND line > ? ORDER BY line LIMIT 1`);
  const ask = client.prepare<[RequestId, BatchId, number]>(`
    UPDATE batch_request SET state = 'asked', request_id = ? WHERE batch_id = ? AND line = ? AND state = 'waiting'`);
  const settle = client.prepare<[BatchOutcome & { id: BatchId; line: number }]>(`
    UPDATE batch_request SET state = @state, status = @status, answer = @answer
    WHERE batch_id = @id AND line = @line AND state IN ('waiting', 'asked')`);
  const countWaiting = client
    .prepare<[BatchId], number>("SELECT count(*) FROM batch_request WHERE batch_id = ? AND state = 'waiting'")
    .pluck();
  const someWaiting = client
    .prepare<[BatchId, number], number>(
      "SELECT line FROM batch_request WHERE batch_id = ? AND state = 'waiting' ORDER BY line LIMIT ?",
    )
    .pluck();
  const some = (condition: string) =>
    `batch_id = @id AND line IN (SELECT line FROM batch_request WHERE batch_id = @id AND ${condition} LIMIT @limit)`;
  const giveUp = client.prepare<[{ id: BatchId; limit: number }]>(
    `UPDATE batch_request SET state = 'failed' WHERE ${some("state = 'waiting'")}`,
  );
  const dropAnswers = client.prepare<[{ id: BatchId; limit: number }]>(
    `UPDATE batch_request SET answer = NULL WHERE ${some('answer IS NOT NULL')}`,
  );
  const count = (id: BatchId, state: BatchOutcome['state'], added: number): void => {
    const change =
      state === 'done'
        ? { completed: sql`${batchTable.completed} + ${added}` }
        : { failed: sql`${batchTable.failed} + ${added}` };
    db.update(batchTable).set(change).where(eq(batchTable.id, id)).run();
  };
  const settleSome = client.transaction((id: BatchId, all: readonly (BatchOutcome & { line: number })[]): void => {
    const settled = all.filter((one) => settle.run({ ...one, id }).changes > 0);
    for (const state of ['done', 'failed'] as const) {
      const added = settled.filter((one) => one.state === state).length;
      if (added > 0) count(id, state, added);
    }
  });
  const recorded = client
    .prepare<[BatchId], number>(
      "SELECT line FROM batch_request JOIN request ON request.id = request_id WHERE batch_id = ? AND state = 'asked'",
    )
    .pluck();
  const isOf = (id: BatchId, state: BatchRequestState) => and(eq(table.batchId, id), eq(table.state, state));

  return {
    add: client.transaction((id: BatchId, lines: readonly BatchLine[]): void => {
      for (const line of lines) add.run({ ...line, id });
    }),

    /** The first that waits behind a line. */
    next: (id: BatchId, after: number): BatchLine | undefined => next.get(id, after),

    waiting: (id: BatchId): number => countWaiting.get(id) ?? 0,

    in: (id: BatchId, state: BatchRequestState): { line: number; customId: string; requestId: RequestId | null }[] =>
      db
        .select({ line: table.line, customId: table.customId, requestId: table.requestId })
        .from(table)
        .where(isOf(id, state))
        .orderBy(table.line)
        .all(),

    /** On disk before it is asked. False when it does not wait any more. */
    ask: (id: BatchId, line: number, requestId: RequestId): boolean => ask.run(requestId, id, line).changes > 0,

    /** The same for some that wait, all sent at once. Says how many. */
    askSome: client.transaction((id: BatchId, newRequestId: () => RequestId): number => {
      const lines = someWaiting.all(id, atOnce);
      for (const line of lines) ask.run(newRequestId(), id, line);
      return lines.length;
    }),

    /** The first outcome counts. */
    settle: (id: BatchId, line: number, outcome: BatchOutcome): void => settleSome(id, [{ ...outcome, line }]),
    settleSome,

    /** The lines that were asked, and stand in the table of requests already. */
    recorded: (id: BatchId): ReadonlySet<number> => new Set(recorded.all(id)),

    /** To be asked again. */
    putBack(id: BatchId, lines: readonly number[]): void {
      db.update(table)
        .set({ state: 'waiting', requestId: null })
        .where(and(isOf(id, 'asked'), inArray(table.line, [...lines])))
        .run();
    },

    /** Some of those that wait still; they have no answer. Says how many. */
    giveUpWaiting: client.transaction((id: BatchId): number => {
      const { changes } = giveUp.run({ id, limit: atOnce });
      if (changes > 0) count(id, 'failed', changes);
      return changes;
    }),

    /** Some of those of a batch whose files are written. Says how many. */
    dropAnswers: (id: BatchId): number => dropAnswers.run({ id, limit: atOnce }).changes,

    /** What goes into a file, in the order of the input. */
    answers: (id: BatchId, state: BatchOutcome['state'], { after, limit }: { after: number; limit: number }) =>
      db
        .select({ line: table.line, customId: table.customId, answer: table.answer })
        .from(table)
        .where(and(isOf(id, state), gt(table.line, after)))
        .orderBy(asc(table.line))
        .limit(limit)
        .all(),

    page: (id: BatchId, { after = 0, limit, state }: PageOptions): BatchRequest[] =>
      rows.many(
        db
          .select()
          .from(table)
          .where(and(eq(table.batchId, id), gt(table.line, after), state && eq(table.state, state)))
          .orderBy(asc(table.line))
          .limit(limit)
          .all()
          .map((row) => ({ ...row, id: `${id}, line ${row.line}` })),
      ),
  };
}
