import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Batch, BatchEndpoint, BatchRequestState, BatchStatus, BatchWay } from '../../shared/model/batch.ts';
import type { BatchId, RequestId } from '../../shared/model/ids.ts';

export const batchTable = sqliteTable('batch', {
  id: text('id').$type<BatchId>().primaryKey(),
  name: text('name').notNull(),
  endpoint: text('endpoint').$type<BatchEndpoint>(),
  status: text('status').$type<BatchStatus>().notNull(),
  isPaused: integer('is_paused', { mode: 'boolean' }).notNull().default(false),
  concurrency: integer('concurrency').notNull(),
  completionWindow: integer('completion_window').notNull(),
  onUncertain: text('on_uncertain').$type<Batch['onUncertain']>().notNull(),
  metadata: text('metadata').notNull(),
  isLocalOnly: integer('is_local_only', { mode: 'boolean' }).notNull().default(false),
  tags: text('tags').notNull().default('[]'),
  via: text('via').$type<BatchWay>().notNull().default('here'),
  native: text('native'),
  remote: text('remote'),
  problems: text('problems').notNull().default('[]'),
  total: integer('total').notNull().default(0),
  completed: integer('completed').notNull().default(0),
  failed: integer('failed').notNull().default(0),
  inputSize: integer('input_size'),
  outputSize: integer('output_size'),
  errorsSize: integer('errors_size'),
  createdAt: integer('created_at').notNull(),
  startedAt: integer('started_at'),
  expiresAt: integer('expires_at'),
  finalizingAt: integer('finalizing_at'),
  cancellingAt: integer('cancelling_at'),
  expiredAt: integer('expired_at'),
  endedAt: integer('ended_at'),
});

export const batchRequestTable = sqliteTable(
  'batch_request',
  {
    batchId: text('batch_id').$type<BatchId>().notNull(),
    line: integer('line').notNull(),
    customId: text('custom_id').notNull(),
    start: integer('start').notNull(),
    length: integer('length').notNull(),
    state: text('state').$type<BatchRequestState>().notNull().default('waiting'),
    requestId: text('request_id').$type<RequestId>(),
    status: integer('status'),
    answer: text('answer'),
  },
  (table) => [primaryKey({ columns: [table.batchId, table.line] })],
);

export const cachedAnswerTable = sqliteTable('cached_answer', {
  key: text('key').primaryKey(),
  alias: text('alias'),
  value: blob('value', { mode: 'buffer' }).notNull(),
  cost: integer('cost'),
  createdAt: integer('created_at').notNull(),
  expiresAt: integer('expires_at').notNull(),
  turn: integer('turn').notNull(),
});

export const cacheTotalTable = sqliteTable('cache_total', {
  id: integer('id').primaryKey(),
  entries: integer('entries').notNull().default(0),
  bytes: integer('bytes').notNull().default(0),
  hits: integer('hits').notNull().default(0),
  saved: integer('saved').notNull().default(0),
});
