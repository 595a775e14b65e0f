import { existsSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Log } from '../lib/log.ts';
import { listBackups, syncFile } from './backups.ts';
import { busyTimeout } from './connection.ts';
import { settleDamage, unsettledDamage } from './damage.ts';
import { toStoreError } from './errors.ts';
import { moveDatabase, removeDatabase, type StoreFiles, stampOf } from './files.ts';
import { type Finding, inspectDatabase } from './inspect.ts';
import { foreign, tooNew } from './migrate.ts';

/** Makes a backup ready to become the database at the next start, after proving that it can be read. One at a time. */
export function createStaging(files: StoreFiles, knownVersion: number): (name: string) => Promise<void> {
  let isStaging = false;
  return async (name) => {
    if (isStaging || existsSync(files.staged)) {
      throw new AppError('CONFLICT', 'A backup is being restored already. Wait until Switchyard has started again.');
    }
    isStaging = true;
    try {
      await stage(files, name, knownVersion);
    } catch (error) {
      throw toStoreError(error);
    } finally {
      isStaging = false;
    }
  };
}

async function stage(files: StoreFiles, name: string, knownVersion: number): Promise<void> {
  // Only what the list shows: a name with a path in it is not on it.
  const found = listBackups(files.backups).find((backup) => backup.name === name);
  if (!found) {
    throw new AppError('NOT_FOUND', 'There is no such backup. Choose one from the list.');
  }
  const copy = `${files.staged}.part`;
  try {
    removeDatabase(copy);
    await copyFile(join(files.backups, name), copy);
    assertUsable(inspectDatabase(copy, true), name, knownVersion);
    withoutLog(copy, (client) => client.exec('DELETE FROM session'));
    syncFile(copy);
    // The staged file must keep its own time; what it was made of says how far back it goes.
    writeFileSync(originOf(files), String(found.createdAt));
    renameSync(copy, files.staged);
  } finally {
    // Looking at the copy leaves an empty log beside it.
    removeDatabase(copy);
  }
}

function assertUsable(found: Finding, name: string, knownVersion: number): void {
  if (found.kind === 'foreign') throw foreign(name);
  if (found.kind === 'sound' && found.version > knownVersion) throw tooNew(name, found.version, knownVersion);
  if (found.kind === 'sound' && found.version > 0) return;
  throw new AppError('BACKUP_DAMAGED', `The backup ${name} is damaged. Choose another one.`, {
    details: { reason: found.kind === 'damaged' ? found.reason : 'it is empty' },
  });
}

/** Changes a database that is one file, and stays one. */
function withoutLog(file: string, change: (client: Database.Database) => void): void {
  const client = new Database(file, { fileMustExist: true, timeout: busyTimeout });
  try {
    client.pragma('journal_mode = DELETE');
    change(client);
  } finally {
    client.close();
  }
}

const originOf = (files: StoreFiles): string => `${files.staged}.origin`;

/** When the staged backup was taken. Without the note nothing is known, and no damage counts as mended by it. */
function timeOfOrigin(files: StoreFiles): number {
  try {
    return Number(readFileSync(originOf(files), 'utf8')) || Number.POSITIVE_INFINITY;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/**
 * Puts a staged backup in place. The staged file goes last and its own time names what it replaces, so a crash
 * anywhere in between is finished by the next start.
 */
export function applyStagedRestore(files: StoreFiles, log: Log): void {
  if (!existsSync(files.staged)) return;
  const time = Math.round(statSync(files.staged).mtimeMs);
  carryAccess(files, log);
  utimesSync(files.staged, new Date(time), new Date(time));
  const replaced = moveDatabase(files.database, files.replaced, stampOf(time));
  settleDamage(files, timeOfOrigin(files));
  rmSync(files.suspicion, { force: true });
  renameSync(files.staged, files.database);
  rmSync(originOf(files), { force: true });
  log.info({ replaced }, 'a backup was put in place of the database');
}

/**
 * Who may come in is no matter of backups: a restore signs nobody out, and brings no revoked key back. Only a database
 * that was begun after damage, and has no key yet, takes the one of the backup: it was lost there, not revoked.
 */
function carryAccess(files: StoreFiles, log: Log): void {
  const present = inspectDatabase(files.database).kind;
  // Away already: then it was done before a crash.
  if (present === 'none') return;
  const wasBegunAnew = unsettledDamage(files) !== undefined;
  withoutLog(files.staged, (client) => {
    try {
      if (present !== 'sound') throw new Error(`it is ${present}`);
      client.prepare('ATTACH DATABASE ? AS present').run(files.database);
      client.transaction(() => {
        copyRows(client, 'session', 'token_hash, created_at, last_used_at');
        const hasKey = client.prepare('SELECT 1 FROM present.management_key').get() !== undefined;
        if (hasKey || !wasBegunAnew) copyRows(client, 'management_key', 'id, key_hash, created_at');
      })();
    } catch (error) {
      client.exec('DELETE FROM management_key');
      log.warn({ err: error }, 'the replaced database could not be read: sign in again, and make a new management key');
    }
  });
}

function copyRows(client: Database.Database, table: string, columns: string): void {
  client.exec(`DELETE FROM ${table}`);
  client.exec(`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM present.${table}`);
}
