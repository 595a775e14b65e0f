import type Database from 'better-sqlite3';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Log } from '../lib/log.ts';
import type { Migration } from './migrations/index.ts';

export interface MigrateOptions {
  migrations: readonly Migration[];
  /** Called before the first change to a database that has data. */
  backUp(): void;
  log: Log;
}

/** SQLite's field for whose file it is: SWYD. */
export const applicationId = 0x53_57_59_44;

const versionOf = (client: Database.Database): number => Number(client.pragma('user_version', { simple: true }));

/** Brings a database up to date: all of what is missing, or nothing of it. */
export function migrate(client: Database.Database, { migrations, backUp, log }: MigrateOptions): void {
  const from = versionOf(client);
  const pending = migrations.slice(from);
  if (pending.length === 0) return;
  if (from > 0) backUp();
  // A migration may rebuild a table others refer to; what it leaves is checked as a whole before it counts.
  client.pragma('foreign_keys = OFF');
  try {
    client
      .transaction(() => {
        for (const { sql } of pending) client.exec(sql);
        const broken = client.pragma('foreign_key_check') as unknown[];
        if (broken.length > 0) {
          throw new AppError('INTERNAL', `The database could not be brought up to date from version ${from}.`);
        }
        client.pragma(`application_id = ${applicationId}`);
        client.pragma(`user_version = ${migrations.length}`);
      })
      .exclusive();
  } finally {
    client.pragma('foreign_keys = ON');
  }
  log.info({ from, to: migrations.length }, 'the database was brought up to date');
}

export const foreign = (file: string): AppError =>
  new AppError(
    'STORE_FOREIGN',
    `The file ${file} is a database of another program. Nothing was changed. Move it away, or set SWITCHYARD_HOME to ` +
      'another folder.',
  );

export const tooNew = (file: string, version: number, known: number): AppError =>
  new AppError(
    'STORE_TOO_NEW',
    `The database ${file} was written by a newer Switchyard (its version is ${version}, this one knows up to ${known}). ` +
      'Nothing was changed. Start the newer Switchyard, or set SWITCHYARD_HOME to another folder.',
    { details: { version, known } },
  );
