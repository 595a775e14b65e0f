import {
  closeSync,
  copyFileSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Backup } from '../../shared/model/storage.ts';
import { unsettledDamage } from './damage.ts';
import { toStoreError } from './errors.ts';
import { removeDatabase, type StoreFiles, stampOf, timeOf } from './files.ts';

/** The newest that many are kept. */
const kept = 7;

const pattern = /^switchyard-(.+)\.sqlite$/;
const nameAt = (time: number): string => `switchyard-${stampOf(time)}.sqlite`;
/** While it is being written, so that a half one is never taken for a backup. */
const partOf = (path: string): string => `${path}.part`;

/** Newest first. */
export function listBackups(folder: string): Backup[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names
    .flatMap((name) => {
      const createdAt = timeOf(pattern.exec(name)?.[1] ?? '');
      if (createdAt === undefined) return [];
      const size = statSync(join(folder, name), { throwIfNoEntry: false })?.size;
      return size === undefined ? [] : [{ name, createdAt, size }];
    })
    .sort((a, b) => b.createdAt - a.createdAt);
}

/**
 * After a backup: the old ones go, and what a killed process left half written. While nobody has decided about a
 * damaged database, what was saved before it stays: backups of the empty one in its place must not push that out.
 */
function prune(files: StoreFiles): void {
  const { backups: folder } = files;
  for (const name of readdirSync(folder).filter((entry) => entry.includes('.part'))) removeDatabase(join(folder, name));
  const since = unsettledDamage(files)?.time ?? 0;
  const old = listBackups(folder).slice(kept);
  for (const { name } of old.filter(({ createdAt }) => createdAt >= since)) rmSync(join(folder, name), { force: true });
}

export function syncFile(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** A backup at once, for before a change of the tables. Nobody else may be writing. */
export function backUpNow(client: Database.Database, files: StoreFiles, now: number): void {
  const target = join(files.backups, nameAt(now));
  mkdirSync(files.backups, { recursive: true });
  client.pragma('wal_checkpoint(TRUNCATE)');
  copyFileSync(files.database, partOf(target));
  syncFile(partOf(target));
  renameSync(partOf(target), target);
  prune(files);
}

export interface BackupTaker {
  /** Takes a backup while work goes on. A second call joins a running one. */
  backup(): Promise<Backup>;
  /** The same, when the newest is older than that many ms (or there is none). */
  backupIfOlderThan(age: number): Promise<Backup | undefined>;
  /** After the connection was closed: waits until a running backup has cleared up. */
  close(): Promise<void>;
}

export function createBackupTaker(client: Database.Database, files: StoreFiles, now: () => number): BackupTaker {
  let running: Promise<Backup> | undefined;
  let isClosing = false;

  const take = async (): Promise<Backup> => {
    const time = now();
    const name = nameAt(time);
    const target = join(files.backups, name);
    try {
      mkdirSync(files.backups, { recursive: true });
      await client.backup(partOf(target));
      renameSync(partOf(target), target);
      prune(files);
      return { name, createdAt: time, size: statSync(target).size };
    } catch (error) {
      removeDatabase(partOf(target));
      throw isClosing ? closing(error) : toStoreError(error);
    }
  };
  const backup = (): Promise<Backup> => {
    if (isClosing) return Promise.reject(closing());
    running ??= take().finally(() => {
      running = undefined;
    });
    return running;
  };

  return {
    backup,
    async backupIfOlderThan(age) {
      const newest = listBackups(files.backups)[0];
      return newest && now() - newest.createdAt <= age ? undefined : backup();
    },
    async close() {
      isClosing = true;
      await running?.catch(() => {});
    },
  };
}

const closing = (cause?: unknown): AppError =>
  new AppError('DISCONNECTED', 'Switchyard is closing, so no backup was made.', { cause });
