import { and, desc, eq, isNotNull, isNull, lt } from 'drizzle-orm';
import { type ConversationSummary, conversationSummary } from '../../shared/model/conversation.ts';
import type { ConversationId } from '../../shared/model/ids.ts';
import type { Log } from '../lib/log.ts';
import type { Connection } from './connection.ts';
import { createRowReader } from './rows.ts';
import { conversationTable as table } from './schema.ts';

/** A conversation without what only a running host knows. */
export type ConversationRow = Omit<ConversationSummary, 'isAnswering'>;

export interface NewConversation {
  id: ConversationId;
  title: string;
  now: number;
}

export type ConversationChanges = Partial<Pick<ConversationRow, 'title' | 'isLocalOnly'>>;

export type Conversations = ReturnType<typeof createConversations>;

export function createConversations({ db }: Connection, log: Log) {
  const rows = createRowReader({
    noun: 'conversation',
    schema: conversationSummary.omit({ isAnswering: true }),
    shape: (row: typeof table.$inferSelect) => row,
    log,
  });
  const present = (id: ConversationId) => and(eq(table.id, id), isNull(table.deletedAt));

  /** Undefined for a deleted one too. */
  const get = (id: ConversationId): ConversationRow | undefined =>
    rows.oneOrNone(db.select().from(table).where(present(id)).get());

  return {
    get,

    /** The one that changed last first. */
    list: (): ConversationRow[] =>
      rows.many(
        db.select().from(table).where(isNull(table.deletedAt)).orderBy(desc(table.updatedAt), desc(table.id)).all(),
      ),

    create: ({ id, title, now }: NewConversation): ConversationRow =>
      rows.one(db.insert(table).values({ id, title, createdAt: now, updatedAt: now }).returning().get()),

    /** It keeps its place in the list. */
    update(id: ConversationId, changes: ConversationChanges): ConversationRow | undefined {
      // An update that sets nothing is no SQL.
      if (Object.keys(changes).length === 0) return get(id);
      return rows.oneOrNone(db.update(table).set(changes).where(present(id)).returning().get());
    },

    touch(id: ConversationId, now: number): void {
      db.update(table).set({ updatedAt: now }).where(present(id)).run();
    },

    /** False when there was nothing to delete. */
    softDelete: (id: ConversationId, now: number): boolean =>
      db.update(table).set({ deletedAt: now }).where(present(id)).run().changes > 0,

    /** It comes back to the place in the list it had. Undefined when it is gone for good or was never deleted. */
    restore: (id: ConversationId): ConversationRow | undefined =>
      rows.oneOrNone(
        db
          .update(table)
          .set({ deletedAt: null })
          .where(and(eq(table.id, id), isNotNull(table.deletedAt)))
          .returning()
          .get(),
      ),

    /** Deletes for good, with their messages, what was deleted before that time. Says how many. */
    purgeDeletedBefore: (time: number): number => db.delete(table).where(lt(table.deletedAt, time)).run().changes,
  };
}
