import { z } from 'zod';
import { timestamp } from './ids.ts';

export const backup = z.object({
  /** File name inside the backups folder. */
  name: z.string(),
  createdAt: timestamp,
  size: z.int().nonnegative(),
});
export type Backup = z.output<typeof backup>;

export const storageStatus = z.object({
  home: z.string(),
  /** Bytes of the database. */
  size: z.int().nonnegative(),
  /** Newest first. */
  backups: z.array(backup),
  /**
   * Where a damaged database was put, and the newest backup from before the damage; until that is restored or the offer
   * is dismissed.
   */
  setAside: z.object({ path: z.string(), backup: backup.nullable() }).nullable(),
});
export type StorageStatus = z.output<typeof storageStatus>;
