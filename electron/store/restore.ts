import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Log } from '../lib/log.ts';
import { listBackups, syncFile } from './backups.ts';
import { toStoreError } from './errors.ts';
import { moveDatabase, removeDatabase, type StoreFiles, stampOf } from './files.ts';
import { inspectDatabase } from './inspect.ts';
import { tooNew } from './migrate.ts';

/** Makes a backup ready to become the database at the next start, after proving that it can be read. */
export async function stageRestore(files: StoreFiles, name: string, knownVersion: number): Promise<void> {
  // Only what the list shows: a name with a path in it is not on it.
  if (!listBackups(files.backups).some((backup) => backup.name === name)) {
    throw new AppError('NOT_FOUND', 'There is no such backup. Choose one from the list.');
  }
  const copy = `${files.staged}.part`;
  try {
    removeDatabase(copy);
    await copyFile(join(files.backups, name), copy);
    const found = inspectDatabase(copy, true);
    if (found.kind !== 'sound') {
      throw new AppError('STORE_DAMAGED', `The backup ${name} is damaged. Choose another one.`, {
        details: { reason: found.kind === 'damaged' ? found.reason : 'it is empty' },
      });
    }
    if (found.version > knownVersion) throw tooNew(name, found.version, knownVersion);
    syncFile(copy);
    renameSync(copy, files.staged);
  } catch (error) {
    throw toStoreError(error);
  } finally {
    // Looking at the copy leaves an empty log beside it.
    removeDatabase(copy);
  }
}

/**
 * Puts a staged backup in place. The staged file goes last and its own time names what it replaces, so a crash
 * anywhere in between is finished by the next start.
 */
export function applyStagedRestore(files: StoreFiles, log: Log): void {
  if (!existsSync(files.staged)) return;
  const replaced = moveDatabase(files.database, files.replaced, stampOf(statSync(files.staged).mtimeMs));
  renameSync(files.staged, files.database);
  rmSync(files.suspicion, { force: true });
  log.info({ replaced }, 'a backup was put in place of the database');
}
