import { asc, eq } from 'drizzle-orm';
import type { CredentialId, ProviderId, SecretId } from '../../shared/model/ids.ts';
import { secretId } from '../../shared/model/ids.ts';
import { type CredentialChoices, type StoredCredential, storedCredential } from '../../shared/model/provider.ts';
import type { Log } from '../lib/log.ts';
import type { Connection } from './connection.ts';
import { createRowReader } from './rows.ts';
import { secretTable, credentialTable as table } from './schema.ts';

/** A credential, and where the vault keeps its key. */
export type CredentialRow = StoredCredential & { secretId: SecretId };

export type NewCredential = Pick<CredentialRow, 'id' | 'providerId' | 'secretId' | 'label' | 'masked' | 'createdAt'> &
  Partial<CredentialChoices>;
export type CredentialChange = Partial<CredentialChoices & Pick<StoredCredential, 'isEnabled'>>;
/** Another key in the place of the one there is. */
export type CredentialSwap = Pick<CredentialRow, 'secretId' | 'masked'> & { rotatedAt: number };

export type Credentials = ReturnType<typeof createCredentials>;

export function createCredentials({ db, client }: Connection, log: Log) {
  const rows = createRowReader({
    noun: 'credential',
    schema: storedCredential.extend({ secretId }),
    shape: (row: typeof table.$inferSelect) => row,
    log,
  });
  const markUsed = client.prepare<[number, CredentialId]>('UPDATE credential SET last_used_at = ? WHERE id = ?');

  return {
    /** In the order they are to be used. */
    list: (providerId: ProviderId): CredentialRow[] =>
      rows.many(
        db
          .select()
          .from(table)
          .where(eq(table.providerId, providerId))
          .orderBy(asc(table.priority), asc(table.createdAt), asc(table.id))
          .all(),
      ),

    get: (id: CredentialId): CredentialRow | undefined =>
      rows.oneOrNone(db.select().from(table).where(eq(table.id, id)).get()),

    insert: (row: NewCredential): CredentialRow => rows.one(db.insert(table).values(row).returning().get()),

    update(id: CredentialId, change: CredentialChange): CredentialRow | undefined {
      // Drizzle refuses an UPDATE that sets nothing.
      if (Object.values(change).every((value) => value === undefined)) {
        return rows.oneOrNone(db.select().from(table).where(eq(table.id, id)).get());
      }
      return rows.oneOrNone(db.update(table).set(change).where(eq(table.id, id)).returning().get());
    },

    swap: (id: CredentialId, next: CredentialSwap): CredentialRow | undefined =>
      rows.oneOrNone(db.update(table).set(next).where(eq(table.id, id)).returning().get()),

    /** With its secret. False when there was none. */
    delete: client.transaction((id: CredentialId): boolean => {
      const row = db.delete(table).where(eq(table.id, id)).returning({ secretId: table.secretId }).get();
      if (row) db.delete(secretTable).where(eq(secretTable.id, row.secretId)).run();
      return row !== undefined;
    }),

    markUsed(id: CredentialId, now: number): void {
      markUsed.run(now, id);
    },
  };
}
