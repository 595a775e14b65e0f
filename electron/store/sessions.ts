import { eq, lt } from 'drizzle-orm';
import type { Connection } from './connection.ts';
import { sessionTable as table } from './schema.ts';

export type Sessions = ReturnType<typeof createSessions>;

/** Browser windows that are signed in, by the hash of their token. */
export const createSessions = ({ db }: Connection) => ({
  insert(tokenHash: string, now: number): void {
    db.insert(table).values({ tokenHash, createdAt: now, lastUsedAt: now }).run();
  },

  /** False when there is no such session. */
  touch: (tokenHash: string, now: number): boolean =>
    db.update(table).set({ lastUsedAt: now }).where(eq(table.tokenHash, tokenHash)).run().changes > 0,

  deleteUnusedSince: (time: number): number => db.delete(table).where(lt(table.lastUsedAt, time)).run().changes,
});
