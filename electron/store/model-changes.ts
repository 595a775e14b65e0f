import { and, desc, eq, isNull, notInArray } from 'drizzle-orm';
import type { ProviderId } from '../../shared/model/ids.ts';
import { type ModelChange, modelChange } from '../../shared/model/model-change.ts';
import type { Log } from '../lib/log.ts';
import type { Connection } from './connection.ts';
import { createRowReader, fromJson, toJson } from './rows.ts';
import { modelChangeTable as table } from './schema.ts';

/** The newest of each provider; who looks at a list as long as this does not look for the oldest. */
const kept = 500;

export type ModelChanges = ReturnType<typeof createModelChanges>;

export function createModelChanges({ db, client }: Connection, log: Log) {
  const rows = createRowReader({
    noun: 'model change',
    schema: modelChange,
    shape: (row: typeof table.$inferSelect) => ({ ...row, before: fromJson(row.before), after: fromJson(row.after) }),
    log,
  });
  return {
    /** The newest first. */
    list: (providerId: ProviderId): ModelChange[] =>
      rows.many(
        db
          .select()
          .from(table)
          .where(eq(table.providerId, providerId))
          .orderBy(desc(table.foundAt), desc(table.id))
          .all(),
      ),

    add: client.transaction((providerId: ProviderId, changes: readonly ModelChange[]): void => {
      for (const { before, after, ...change } of changes) {
        db.insert(table)
          .values({ ...change, before: toJson(before), after: toJson(after) })
          .run();
      }
      const ids = db
        .select({ id: table.id })
        .from(table)
        .where(eq(table.providerId, providerId))
        .orderBy(desc(table.foundAt), desc(table.id))
        .limit(kept);
      db.delete(table)
        .where(and(eq(table.providerId, providerId), notInArray(table.id, ids)))
        .run();
    }),

    markSeen(providerId: ProviderId, seenAt: number): void {
      db.update(table)
        .set({ seenAt })
        .where(and(eq(table.providerId, providerId), isNull(table.seenAt)))
        .run();
    },
  };
}
