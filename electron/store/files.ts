import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Where a store keeps what. */
export interface StoreFiles {
  folder: string;
  database: string;
  backups: string;
  /** Databases that could not be read any more. */
  damaged: string;
  /** Databases a backup took the place of. */
  replaced: string;
  /** A checked backup that becomes the database at the next start. */
  staged: string;
  /** There when damage was met at work: the next start looks at every page. */
  suspicion: string;
}

export const storeFiles = (folder: string): StoreFiles => ({
  folder,
  database: join(folder, 'switchyard.sqlite'),
  backups: join(folder, 'backups'),
  damaged: join(folder, 'damaged'),
  replaced: join(folder, 'replaced'),
  staged: join(folder, 'switchyard.sqlite.restore'),
  suspicion: join(folder, 'switchyard.sqlite.check'),
});

/** A time as it stands in file names: sortable, and allowed on every file system. */
export const stampOf = (time: number): string => new Date(time).toISOString().replaceAll(':', '-').replace('.', '-');

const stampPattern = /^(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})-(\d{3})Z$/;

export function timeOf(stamp: string): number | undefined {
  const match = stampPattern.exec(stamp);
  if (!match) return undefined;
  const [, day, hours, minutes, seconds, milliseconds] = match;
  return Date.parse(`${day}T${hours}:${minutes}:${seconds}.${milliseconds}Z`);
}

/**
 * Moves a database away with all that belongs to it. The log goes first: left beside another database, SQLite would
 * play it into that one. May be called again with the same stamp after a crash half way.
 */
export function moveDatabase(database: string, folder: string, stamp: string): string {
  mkdirSync(folder, { recursive: true });
  const target = join(folder, `${stamp}-switchyard.sqlite`);
  for (const ending of ['-wal', '-shm', '']) {
    if (existsSync(database + ending)) renameSync(database + ending, target + ending);
  }
  return target;
}

export function removeDatabase(database: string): void {
  for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(database + ending, { force: true });
}
