import type { Connection } from './connection.ts';
import { vaultTable as table } from './schema.ts';

/** Where the master key is, and a ciphertext that proves a key is the right one. Never the key itself. */
export type VaultRow = Omit<typeof table.$inferSelect, 'id'>;

export type VaultRows = ReturnType<typeof createVaultRow>;

/** There is one vault, so one row. */
export const createVaultRow = ({ db }: Connection) => ({
  get: (): VaultRow | undefined => db.select().from(table).get(),

  put(row: VaultRow): void {
    db.insert(table)
      .values({ id: 1, ...row })
      .onConflictDoUpdate({ target: table.id, set: row })
      .run();
  },
});
