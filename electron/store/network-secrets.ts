import { and, eq } from 'drizzle-orm';
import type { ProviderId, SecretId } from '../../shared/model/ids.ts';
import type { NetworkSecretName } from '../../shared/model/network-settings.ts';
import type { Connection } from './connection.ts';
import { secretTable, networkSecretTable as table } from './schema.ts';

/** Where the vault keeps each of them. */
export type NetworkSecretIds = Partial<Record<NetworkSecretName, SecretId>>;

export type NetworkSecrets = ReturnType<typeof createNetworkSecrets>;

export function createNetworkSecrets({ db, client }: Connection) {
  const of = (providerId: ProviderId): NetworkSecretIds =>
    Object.fromEntries(
      db
        .select()
        .from(table)
        .where(eq(table.providerId, providerId))
        .all()
        .map(({ name, secretId }) => [name, secretId]),
    );

  return {
    of,

    /** In the place of those there are, which are deleted; null leaves the place empty. */
    put: client.transaction(
      (providerId: ProviderId, secrets: Partial<Record<NetworkSecretName, SecretId | null>>): void => {
        const before = of(providerId);
        for (const [key, secretId] of Object.entries(secrets)) {
          const name = key as NetworkSecretName;
          const old = before[name];
          db.delete(table)
            .where(and(eq(table.providerId, providerId), eq(table.name, name)))
            .run();
          if (old) db.delete(secretTable).where(eq(secretTable.id, old)).run();
          if (secretId) db.insert(table).values({ providerId, name, secretId }).run();
        }
      },
    ),
  };
}
