import { asc, eq, inArray } from 'drizzle-orm';
import type { ProviderId } from '../../shared/model/ids.ts';
import { type ProviderChoices, type StoredProvider, storedProvider } from '../../shared/model/provider.ts';
import { unlimited } from '../../shared/model/provider-limits.ts';
import type { Log } from '../lib/log.ts';
import type { Connection } from './connection.ts';
import type { Credentials } from './credentials.ts';
import type { NetworkSecrets } from './network-secrets.ts';
import { createRowReader } from './rows.ts';
import { credentialTable, networkSecretTable, secretTable, providerTable as table } from './schema.ts';

export type NewProviderRow = Pick<StoredProvider, 'id' | 'kind' | 'name' | 'settings' | 'network' | 'createdAt'>;
export type ProviderRowChange = Partial<
  Pick<StoredProvider, 'name' | 'isEnabled' | 'settings' | 'network' | 'isPrivateAllowed' | 'limits'> & ProviderChoices
>;

export type Providers = ReturnType<typeof createProviders>;

export interface ProvidersOptions {
  credentials: Pick<Credentials, 'list'>;
  networkSecrets: Pick<NetworkSecrets, 'of'>;
  log: Log;
}

export function createProviders({ db, client }: Connection, { credentials, networkSecrets, log }: ProvidersOptions) {
  const rows = createRowReader({
    noun: 'provider',
    schema: storedProvider,
    shape: (row: typeof table.$inferSelect) => ({
      ...row,
      settings: JSON.parse(row.settings),
      network: JSON.parse(row.network),
      tags: JSON.parse(row.tags),
      limits: { ...unlimited, ...JSON.parse(row.limits) },
      networkSecrets: Object.keys(networkSecrets.of(row.id)),
      credentials: credentials.list(row.id),
    }),
    log,
  });
  const get = (id: ProviderId): StoredProvider | undefined =>
    rows.oneOrNone(db.select().from(table).where(eq(table.id, id)).get());

  return {
    /** Oldest first. */
    list: (): StoredProvider[] => rows.many(db.select().from(table).orderBy(asc(table.createdAt), asc(table.id)).all()),

    get,

    insert: ({ settings, network, ...row }: NewProviderRow): StoredProvider =>
      rows.one(
        db
          .insert(table)
          .values({ ...row, settings: JSON.stringify(settings), network: JSON.stringify(network) })
          .returning()
          .get(),
      ),

    update(
      id: ProviderId,
      { settings, network, tags, limits, ...change }: ProviderRowChange,
    ): StoredProvider | undefined {
      const changes = {
        ...change,
        ...(settings !== undefined && { settings: JSON.stringify(settings) }),
        ...(network !== undefined && { network: JSON.stringify(network) }),
        ...(tags !== undefined && { tags: JSON.stringify(tags) }),
        ...(limits !== undefined && { limits: JSON.stringify(limits) }),
      };
      // Drizzle refuses an UPDATE that sets nothing.
      if (Object.values(changes).every((value) => value === undefined)) return get(id);
      return rows.oneOrNone(db.update(table).set(changes).where(eq(table.id, id)).returning().get());
    },

    /** With its keys, all its secrets and its models. False when there was none. */
    delete: client.transaction((id: ProviderId): boolean => {
      for (const owner of [credentialTable, networkSecretTable]) {
        const secrets = db.select({ id: owner.secretId }).from(owner).where(eq(owner.providerId, id));
        db.delete(secretTable).where(inArray(secretTable.id, secrets)).run();
      }
      return db.delete(table).where(eq(table.id, id)).run().changes > 0;
    }),
  };
}
