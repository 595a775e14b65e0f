import { and, eq, gte, lt } from 'drizzle-orm';
import type { Connection } from './connection.ts';
import { sessionTable as table } from './schema.ts';

export type Sessions = ReturnType<typeof createSessions>;

/** Browser windows that are signed in, by the hash of their token. */
export const createSessions = ({ db }: Connection) => ({
  insert(tokenHash: string, now: number): void {
    db.insert(table).values({ tokenHash, createdAt: now, lastUsedAt: now }).run();
  },

  /** Whether there is such a session, last used at that time or later. */
  has: (tokenHash: string, since: number): boolean =>
    db
      .select({ lastUsedAt: table.lastUsedAt })
      .from(table)
      .where(and(eq(table.tokenHash, tokenHash), gte(table.lastUsedAt, since)))
      .get() !== undefined,

  touch(tokenHash: string, now: number): void {
    db.update(table).set({ lastUsedAt: now }).where(eq(table.tokenHash, tokenHash)).run();
  },

  deleteUnusedSince: (time: number): number => db.delete(table).where(lt(table.lastUsedAt, time)).run().changes,
});
