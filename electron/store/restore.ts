import { existsSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Log } from '../lib/log.ts';
import { listBackups, syncFile } from './backups.ts';
import { busyTimeout } from './connection.ts';
import { settleDamage } from './damage.ts';
import { toStoreError } from './errors.ts';
import { moveDatabase, removeDatabase, type StoreFiles, stampOf } from './files.ts';
import { type Finding, inspectDatabase } from './inspect.ts';
import { foreign, tooNew } from './migrate.ts';

/** Who may come in is no matter of backups: a restore signs nobody out, and brings no revoked key back. */
const access = [
  { table: 'session', columns: 'token_hash, created_at, last_used_at' },
  { table: 'management_key', columns: 'id, key_hash, created_at' },
];

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
  if (!listBackups(files.backups).some((backup) => backup.name === name)) {
    throw new AppError('NOT_FOUND', 'There is no such backup. Choose one from the list.');
  }
  const copy = `${files.staged}.part`;
  try {
    removeDatabase(copy);
    await copyFile(join(files.backups, name), copy);
    assertUsable(inspectDatabase(copy, true), name, knownVersion);
    withoutLog(copy, (client) => {
      for (const { table } of access) client.exec(`DELETE FROM ${table}`);
    });
    syncFile(copy);
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
  throw new AppError('STORE_DAMAGED', `The backup ${name} is damaged. Choose another one.`, {
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
  settleDamage(files);
  rmSync(files.suspicion, { force: true });
  renameSync(files.staged, files.database);
  log.info({ replaced }, 'a backup was put in place of the database');
}

/** Not when the present database is away already: then it was done before a crash, or there is nothing to carry. */
function carryAccess(files: StoreFiles, log: Log): void {
  try {
    if (inspectDatabase(files.database).kind !== 'sound') return;
    withoutLog(files.staged, (client) => {
      client.prepare('ATTACH DATABASE ? AS present').run(files.database);
      client.transaction(() => {
        for (const { table, columns } of access) {
          client.exec(`DELETE FROM ${table}`);
          client.exec(`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM present.${table}`);
        }
      })();
    });
  } catch (error) {
    // Its sessions and its key are lost with it: sign in again, make a new key.
    log.warn({ err: error }, 'the replaced database could not be read, so nobody is signed in any more');
  }
}
