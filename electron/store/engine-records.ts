import { eq } from 'drizzle-orm';
import type { Connection } from './connection.ts';
import { fromJsonIfPossible } from './rows.ts';
import { engineRecordTable as table } from './schema.ts';

export type EngineRecords = ReturnType<typeof createEngineRecords>;

/**
 * What the engine made of each file, as its owner wrote it; a record that cannot be read is as if it were not there. On
 * disk when `set` returns: the next step may be a crash.
 */
export function createEngineRecords({ db }: Connection) {
  return {
    get(fingerprint: string): unknown {
      const row = db.select({ record: table.record }).from(table).where(eq(table.fingerprint, fingerprint)).get();
      return row === undefined ? undefined : fromJsonIfPossible(row.record);
    },

    all: (): Map<string, unknown> =>
      new Map(
        db
          .select()
          .from(table)
          .all()
          .map(({ fingerprint, record }) => [fingerprint, fromJsonIfPossible(record)]),
      ),

    keys: (): string[] =>
      db
        .select({ fingerprint: table.fingerprint })
        .from(table)
        .all()
        .map(({ fingerprint }) => fingerprint),

    set(fingerprint: string, record: unknown): void {
      const row = { record: JSON.stringify(record) };
      db.insert(table)
        .values({ fingerprint, ...row })
        .onConflictDoUpdate({ target: table.fingerprint, set: row })
        .run();
    },

    delete(fingerprint: string): void {
      db.delete(table).where(eq(table.fingerprint, fingerprint)).run();
    },
  };
}
