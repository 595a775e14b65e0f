import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Backup, StorageStatus } from '../../shared/model/storage.ts';
import type { Log } from '../lib/log.ts';
import { type BackupTaker, backUpNow, createBackupTaker, listBackups } from './backups.ts';
import { type Connection, connect } from './connection.ts';
import { guarded, toStoreError } from './errors.ts';
import { moveDatabase, type StoreFiles, stampOf, storeFiles } from './files.ts';
import { inspectDatabase, isDamage } from './inspect.ts';
import { migrate, tooNew } from './migrate.ts';
import { migrations as allMigrations, type Migration } from './migrations/index.ts';
import { createRepositories, type Repositories } from './repositories.ts';
import { applyStagedRestore, stageRestore } from './restore.ts';

export interface OpenStoreOptions {
  folder: string;
  log: Log;
  now?: () => number;
  /** Most pages the database may have; tests use it to fill the disk. Default: no limit. */
  maxPages?: number;
  /** Default: all. Tests hand in longer lists. */
  migrations?: readonly Migration[];
}

export interface Store extends Repositories {
  status(): StorageStatus;
  backup(): Promise<Backup>;
  backupIfOlderThan(age: number): Promise<Backup | undefined>;
  /** Takes effect at the next start. The present database is moved away then, not deleted. */
  stageRestore(name: string): Promise<void>;
  /** All of it or nothing; may be nested. Not for async functions. */
  transaction<T>(run: () => T): T;
  close(): Promise<void>;
}

export function openStore(options: OpenStoreOptions): Store {
  try {
    return open(options);
  } catch (error) {
    throw toStoreError(error);
  }
}

function open({ folder, log, now = Date.now, maxPages, migrations = allMigrations }: OpenStoreOptions): Store {
  const files = storeFiles(folder);
  mkdirSync(folder, { recursive: true });
  applyStagedRestore(files, log);

  const setAsideDamaged = (reason: string): string => {
    const setAside = moveDatabase(files.database, files.damaged, stampOf(now()));
    rmSync(files.suspicion, { force: true });
    log.error({ reason, setAside }, 'the database is damaged; it was set aside and a new one is begun');
    return setAside;
  };
  const begin = (): { connection: Connection; repositories: Repositories } => {
    const connection = connect({ file: files.database, maxPages });
    try {
      migrate(connection.client, { migrations, log, backUp: () => backUpNow(connection.client, files, now()) });
      return { connection, repositories: createRepositories(connection, log, (error) => noteDamage(error, files)) };
    } catch (error) {
      connection.client.close();
      throw error;
    }
  };

  let setAside: string | null = null;
  const found = inspectDatabase(files.database, existsSync(files.suspicion));
  if (found.kind === 'damaged') setAside = setAsideDamaged(found.reason);
  else rmSync(files.suspicion, { force: true });
  if (found.kind === 'sound' && found.version > migrations.length) {
    throw tooNew(files.database, found.version, migrations.length);
  }
  let begun: ReturnType<typeof begin>;
  try {
    begun = begin();
  } catch (error) {
    if (setAside !== null || !isDamage(error)) throw error;
    setAside = setAsideDamaged(error.message);
    begun = begin();
  }
  const { connection, repositories } = begun;
  const { client } = connection;
  return assemble({
    client,
    repositories,
    files,
    setAside,
    backups: createBackupTaker(client, files, now),
    migrations,
  });
}

interface Parts {
  client: Database.Database;
  repositories: Repositories;
  files: StoreFiles;
  setAside: string | null;
  backups: BackupTaker;
  migrations: readonly Migration[];
}

function assemble({ client, repositories, files, setAside, backups, migrations }: Parts): Store {
  const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  const { transaction } = guarded(
    { transaction: (run: () => unknown) => client.transaction(run).immediate() },
    (error) => noteDamage(error, files),
  );
  let isClosed = false;

  return {
    ...repositories,
    transaction: <T>(run: () => T) => transaction(run) as T,
    status: () => ({
      home: files.folder,
      size: sizeOf(files.database) + sizeOf(`${files.database}-wal`),
      backups: listBackups(files.backups),
      setAside,
    }),
    backup: backups.backup,
    backupIfOlderThan: backups.backupIfOlderThan,
    stageRestore: (name) => stageRestore(files, name, migrations.length),
    async close() {
      if (isClosed) return;
      isClosed = true;
      const backupsClosed = backups.close();
      // The last connection to go also writes the log back into the database.
      client.close();
      await backupsClosed;
    },
  };
}

/** Damage met at work: from here on the header no longer tells enough, so the next start looks at every page. */
function noteDamage(error: unknown, files: StoreFiles): void {
  if (!(error instanceof AppError) || error.code !== 'STORE_DAMAGED' || !isDamage(error.cause)) return;
  try {
    writeFileSync(files.suspicion, '');
  } catch {
    // The damage itself is what the caller must hear about.
  }
}
