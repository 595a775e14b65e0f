import { asc, count, eq } from 'drizzle-orm';
import type { SecretId } from '../../shared/model/ids.ts';
import type { Connection } from './connection.ts';
import { secretTable as table } from './schema.ts';

/** A secret as the vault wrote it: the store never sees a key. */
export type SecretRow = typeof table.$inferSelect;
export type SecretCipher = Pick<SecretRow, 'keyId' | 'nonce' | 'ciphertext' | 'tag'>;

export type Secrets = ReturnType<typeof createSecrets>;

export const createSecrets = ({ db }: Connection) => ({
  list: (): SecretRow[] => db.select().from(table).orderBy(asc(table.id)).all(),

  count: (): number => db.select({ count: count() }).from(table).get()?.count ?? 0,

  get: (id: SecretId): SecretRow | undefined => db.select().from(table).where(eq(table.id, id)).get(),

  insert(row: SecretRow): void {
    db.insert(table).values(row).run();
  },

  /** The same secret under another key. */
  update(id: SecretId, cipher: SecretCipher): void {
    db.update(table).set(cipher).where(eq(table.id, id)).run();
  },

  delete(id: SecretId): void {
    db.delete(table).where(eq(table.id, id)).run();
  },
});
