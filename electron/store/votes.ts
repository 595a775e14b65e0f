import { count, eq, getTableColumns } from 'drizzle-orm';
import type { ConversationId, MessageId, ProviderId } from '../../shared/model/ids.ts';
import type { TaskType } from '../../shared/model/routing.ts';
import { type Vote, type VoteValue, vote } from '../../shared/model/vote.ts';
import type { Log } from '../lib/log.ts';
import type { Connection } from './connection.ts';
import { createRowReader } from './rows.ts';
import { messageTable, voteTable as table } from './schema.ts';

/** How many votes of a kind one target has got for one kind of task. */
export interface VoteCount {
  providerId: ProviderId;
  modelId: string;
  task: TaskType;
  value: VoteValue;
  count: number;
}

export type Votes = ReturnType<typeof createVotes>;

export function createVotes({ db }: Connection, log: Log) {
  const rows = createRowReader({
    noun: 'vote',
    schema: vote,
    shape: ({ id: messageId, providerId, modelId, ...row }: typeof table.$inferSelect & { id: string }) => ({
      ...row,
      messageId,
      target: { providerId, modelId },
    }),
    log,
  });
  const columns = { ...getTableColumns(table), id: table.messageId };

  return {
    ofConversation: (id: ConversationId): Vote[] =>
      rows.many(
        db
          .select(columns)
          .from(table)
          .innerJoin(messageTable, eq(messageTable.id, table.messageId))
          .where(eq(messageTable.conversationId, id))
          .orderBy(messageTable.createdAt, messageTable.id)
          .all(),
      ),

    /** In place of an earlier one on the same answer. */
    put({ target: { providerId, modelId }, ...fields }: Vote): void {
      const values = { ...fields, providerId, modelId };
      db.insert(table).values(values).onConflictDoUpdate({ target: table.messageId, set: values }).run();
    },

    delete: (id: MessageId): void => void db.delete(table).where(eq(table.messageId, id)).run(),

    counts: (): VoteCount[] =>
      db
        .select({
          providerId: table.providerId,
          modelId: table.modelId,
          task: table.task,
          value: table.value,
          count: count(),
        })
        .from(table)
        .groupBy(table.providerId, table.modelId, table.task, table.value)
        .all(),
  };
}
