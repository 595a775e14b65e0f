import { and, asc, eq, sql } from 'drizzle-orm';
import type { ProviderId } from '../../shared/model/ids.ts';
import { type Model, model } from '../../shared/model/provider.ts';
import type { Log } from '../lib/log.ts';
import type { Connection } from './connection.ts';
import { createRowReader } from './rows.ts';
import { providerTable, modelTable as table } from './schema.ts';

export type NewModel = Omit<Model, 'providerId'>;

export type Models = ReturnType<typeof createModels>;

const columns = { providerId: table.providerId, id: table.id, name: table.name, ownedBy: table.ownedBy };

/** The order of insertion. */
const listed = sql`model.rowid`;

export function createModels({ db, client }: Connection, log: Log) {
  const rows = createRowReader({
    noun: 'model',
    schema: model,
    shape: (row: Model) => row,
    log,
  });
  const insert = client.prepare<[ProviderId, string, string, string | null]>(
    'INSERT OR IGNORE INTO model (provider_id, id, name, owned_by) VALUES (?, ?, ?, ?)',
  );

  return {
    /** In the order the provider lists them: what it names first is what it would recommend. */
    list: (providerId: ProviderId): Model[] =>
      rows.many(db.select(columns).from(table).where(eq(table.providerId, providerId)).orderBy(asc(listed)).all()),

    /** Those of all enabled providers. */
    listEnabled: (): Model[] =>
      rows.many(
        db
          .select(columns)
          .from(table)
          .innerJoin(providerTable, and(eq(providerTable.id, table.providerId), eq(providerTable.isEnabled, true)))
          .orderBy(asc(providerTable.createdAt), asc(providerTable.id), asc(listed))
          .all(),
      ),

    /** When the provider was last asked; null when never. */
    fetchedAt: (providerId: ProviderId): number | null =>
      db
        .select({ time: providerTable.modelsFetchedAt })
        .from(providerTable)
        .where(eq(providerTable.id, providerId))
        .get()?.time ?? null,

    /** Puts a fresh list in place of the known one. */
    replace: client.transaction((providerId: ProviderId, models: readonly NewModel[], fetchedAt: number): void => {
      db.delete(table).where(eq(table.providerId, providerId)).run();
      for (const { id, name, ownedBy } of models) insert.run(providerId, id, name, ownedBy);
      db.update(providerTable).set({ modelsFetchedAt: fetchedAt }).where(eq(providerTable.id, providerId)).run();
    }),
  };
}
