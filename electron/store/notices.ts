import { and, count, desc, inArray, isNull, lt } from 'drizzle-orm';
import { type Notice, notice } from '../../shared/model/health.ts';
import type { NoticeId } from '../../shared/model/ids.ts';
import type { Log } from '../lib/log.ts';
import type { Connection } from './connection.ts';
import { createRowReader, fromJson, toJson } from './rows.ts';
import { noticeTable as table } from './schema.ts';

const keptFor = 30 * 24 * 60 * 60_000;

export type Notices = ReturnType<typeof createNotices>;

export function createNotices({ db }: Connection, log: Log) {
  const rows = createRowReader({
    noun: 'notice',
    schema: notice,
    shape: (row: typeof table.$inferSelect) => ({ ...row, cause: fromJson(row.cause) }),
    log,
  });
  return {
    insert({ cause, ...row }: Notice): void {
      db.insert(table)
        .values({ ...row, cause: toJson(cause) })
        .run();
    },

    /** The newest first. */
    list: ({ isUnread, limit }: { isUnread: boolean; limit: number }): Notice[] =>
      rows.many(
        db
          .select()
          .from(table)
          .where(isUnread ? isNull(table.readAt) : undefined)
          .orderBy(desc(table.createdAt), desc(table.id))
          .limit(limit)
          .all(),
      ),

    unread: (): number => db.select({ count: count() }).from(table).where(isNull(table.readAt)).get()?.count ?? 0,

    /** Without ids: all. */
    markRead(ids: readonly NoticeId[] | undefined, readAt: number): void {
      db.update(table)
        .set({ readAt })
        .where(and(isNull(table.readAt), ids && inArray(table.id, [...ids])))
        .run();
    },

    prune(now: number): void {
      db.delete(table)
        .where(lt(table.createdAt, now - keptFor))
        .run();
    },
  };
}
