import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type Database from 'better-sqlite3';
import type { Backup, StorageStatus } from '../../shared/model/storage.ts';
import type { Log } from '../lib/log.ts';
import { type BackupTaker, backUpNow, createBackupTaker, listBackups } from './backups.ts';
import { type Connection, connect } from './connection.ts';
import { type Damage, setAside, settleDamage, unsettledDamage } from './damage.ts';
import { guarded, toStoreError } from './errors.ts';
import { type StoreFiles, storeFiles } from './files.ts';
import { damageIn, type Finding, inspectDatabase } from './inspect.ts';
import { foreign, migrate, tooNew } from './migrate.ts';
import { migrations as allMigrations, type Migration } from './migrations/index.ts';
import { createRepositories, type Repositories } from './repositories.ts';
import { applyStagedRestore, createStaging } from './restore.ts';

export interface OpenStoreOptions {
  folder: string;
  log: Log;
  now?: () => number;
  /** Most pages the database may have; tests use it to fill the disk. Default: no limit. */
  maxPages?: number;
  /** Default: all. Tests hand in longer lists. */
  migrations?: readonly Migration[];
  /**
   * What is done at each start before anybody else comes. Damage that it meets is noticed in time: the database is set
   * aside, and it runs again over the new one.
   */
  prepare?(repositories: Repositories): void;
}

export interface Store extends Repositories {
  status(): StorageStatus;
  backup(): Promise<Backup>;
  backupIfOlderThan(age: number): Promise<Backup | undefined>;
  /** Takes effect at the next start. The present database is moved away then, not deleted. Refused while one waits. */
  stageRestore(name: string): Promise<void>;
  /** A damaged database that was set aside is not offered for rescue any more. Its file stays. */
  dismissDamage(): void;
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

function open(options: OpenStoreOptions): Store {
  const { folder, log, now = Date.now, maxPages, migrations = allMigrations, prepare = () => {} } = options;
  const files = storeFiles(folder);
  mkdirSync(folder, { recursive: true });
  applyStagedRestore(files, log);

  const replaceDamaged = (reason: string): void => {
    const path = setAside(files, now());
    rmSync(files.suspicion, { force: true });
    log.error({ reason, setAside: path }, 'the database is damaged; it was set aside and a new one is begun');
  };
  const begin = (): { connection: Connection; repositories: Repositories } => {
    const connection = connect({ file: files.database, maxPages });
    try {
      migrate(connection.client, { migrations, log, backUp: () => backUpNow(connection.client, files, now()) });
      const repositories = createRepositories(connection, log, (error) => noteDamage(error, files));
      prepare(repositories);
      return { connection, repositories };
    } catch (error) {
      connection.client.close();
      throw error;
    }
  };

  const found = examine(files);
  if (found.kind === 'foreign') throw foreign(files.database);
  if (found.kind === 'sound' && found.version > migrations.length) {
    throw tooNew(files.database, found.version, migrations.length);
  }
  if (found.kind === 'damaged') replaceDamaged(found.reason);
  else rmSync(files.suspicion, { force: true });
  let begun: ReturnType<typeof begin>;
  try {
    begun = begin();
  } catch (error) {
    const damage = damageIn(error);
    if (found.kind === 'damaged' || !damage) throw error;
    replaceDamaged(damage.message);
    begun = begin();
  }
  const { connection, repositories } = begun;
  const { client } = connection;
  return assemble({ client, repositories, files, backups: createBackupTaker(client, files, now), migrations });
}

/** No database is a first start only where there are no backups: they tell that there was one. */
function examine(files: StoreFiles): Finding {
  const found = inspectDatabase(files.database, existsSync(files.suspicion));
  // What was set aside already has its offer; a start cut short right after that leaves no database.
  const isLost = found.kind === 'none' && !unsettledDamage(files) && listBackups(files.backups).length > 0;
  return isLost ? { kind: 'damaged', reason: 'it is empty or gone, and there are backups of it' } : found;
}

interface Parts {
  client: Database.Database;
  repositories: Repositories;
  files: StoreFiles;
  backups: BackupTaker;
  migrations: readonly Migration[];
}

function assemble({ client, repositories, files, backups, migrations }: Parts): Store {
  const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  const { transaction, dismissDamage } = guarded(
    {
      transaction: (run: () => unknown) => client.transaction(run).immediate(),
      dismissDamage: () => settleDamage(files),
    },
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
      setAside: offerAfter(unsettledDamage(files), files),
    }),
    backup: backups.backup,
    // While a damaged database waits for a decision, a backup of the one begun in its place would only be in the way.
    backupIfOlderThan: async (age) => (unsettledDamage(files) ? undefined : backups.backupIfOlderThan(age)),
    stageRestore: createStaging(files, migrations.length),
    dismissDamage,
    async close() {
      if (isClosed) return;
      isClosed = true;
      const backupsClosed = backups.close();
      repositories.requests.close();
      // The last connection to go also writes the log back into the database.
      client.close();
      await backupsClosed;
    },
  };
}

/** What can be done about a damage: the newest backup from before it. Later ones are of the database begun after it. */
function offerAfter(damage: Damage | undefined, { backups }: StoreFiles): StorageStatus['setAside'] {
  if (!damage) return null;
  const backup = listBackups(backups).find(({ createdAt }) => createdAt < damage.time) ?? null;
  return { path: damage.path, backup };
}

/** Damage met at work: from here on the header no longer tells enough, so the next start looks at every page. */
function noteDamage(error: unknown, files: StoreFiles): void {
  if (!damageIn(error)) return;
  try {
    writeFileSync(files.suspicion, '');
  } catch {
    // The damage itself is what the caller must hear about.
  }
}
