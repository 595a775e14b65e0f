import { and, asc, eq, sql } from 'drizzle-orm';
import { modelDetails } from '../../shared/model/catalogue.ts';
import type { ProviderId } from '../../shared/model/ids.ts';
import { type StoredModel, storedModel } from '../../shared/model/provider.ts';
import type { Log } from '../lib/log.ts';
import type { Connection } from './connection.ts';
import { createRowReader, fromJsonIfPossible } from './rows.ts';
import { providerTable, modelTable as table } from './schema.ts';

export type NewModel = Omit<StoredModel, 'providerId' | 'details'> & Partial<Pick<StoredModel, 'details'>>;

export type Models = ReturnType<typeof createModels>;

const columns = {
  providerId: table.providerId,
  id: table.id,
  name: table.name,
  ownedBy: table.ownedBy,
  details: table.details,
};
type Row = Omit<StoredModel, 'details'> & { details: string };

/** The next list brings them anew, so what cannot be read is nothing. */
const readable = storedModel.extend({ details: modelDetails.catch({}) });

/** The order of insertion. */
const listed = sql`model.rowid`;

export function createModels({ db, client }: Connection, log: Log) {
  const rows = createRowReader({
    noun: 'model',
    schema: readable,
    shape: (row: Row) => ({ ...row, details: fromJsonIfPossible(row.details) }),
    log,
  });
  const insert = client.prepare<[ProviderId, string, string, string | null, string]>(
    'INSERT OR IGNORE INTO model (provider_id, id, name, owned_by, details) VALUES (?, ?, ?, ?, ?)',
  );

  return {
    /** In the order the provider lists them: what it names first is what it would recommend. */
    list: (providerId: ProviderId): StoredModel[] =>
      rows.many(db.select(columns).from(table).where(eq(table.providerId, providerId)).orderBy(asc(listed)).all()),

    get: (providerId: ProviderId, id: string): StoredModel | undefined =>
      rows.oneOrNone(
        db
          .select(columns)
          .from(table)
          .where(and(eq(table.providerId, providerId), eq(table.id, id)))
          .get(),
      ),

    /** When the provider was last asked; null when never. */
    fetchedAt: (providerId: ProviderId): number | null =>
      db
        .select({ time: providerTable.modelsFetchedAt })
        .from(providerTable)
        .where(eq(providerTable.id, providerId))
        .get()?.time ?? null,

    /** What is known was read elsewhere: the next list is a first one again. */
    unfetch(providerId: ProviderId): void {
      db.update(providerTable).set({ modelsFetchedAt: null }).where(eq(providerTable.id, providerId)).run();
    },

    /** Puts a fresh list in place of the known one. */
    replace: client.transaction((providerId: ProviderId, models: readonly NewModel[], fetchedAt: number): void => {
      db.delete(table).where(eq(table.providerId, providerId)).run();
      for (const { id, name, ownedBy, details = {} } of models) {
        insert.run(providerId, id, name, ownedBy, JSON.stringify(details));
      }
      db.update(providerTable).set({ modelsFetchedAt: fetchedAt }).where(eq(providerTable.id, providerId)).run();
    }),
  };
}
