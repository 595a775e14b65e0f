import type { Connection } from './connection.ts';
import { managementKeyTable as table } from './schema.ts';

export type ManagementKeyRow = Omit<typeof table.$inferSelect, 'id'>;

export type ManagementKey = ReturnType<typeof createManagementKey>;

/** There is at most one management key; only its hash is kept. */
export const createManagementKey = ({ db }: Connection) => ({
  get: (): ManagementKeyRow | undefined =>
    db.select({ keyHash: table.keyHash, createdAt: table.createdAt }).from(table).get(),

  put(row: ManagementKeyRow): void {
    db.insert(table)
      .values({ id: 1, ...row })
      .onConflictDoUpdate({ target: table.id, set: row })
      .run();
  },

  delete(): void {
    db.delete(table).run();
  },
});
