import Database from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';

export interface Connection {
  db: BetterSQLite3Database;
  /** The bare driver: for what drizzle has no words for, and for the hottest statements. */
  client: Database.Database;
}

export interface ConnectOptions {
  file: string;
  /** Most pages the file may have; tests use it to fill the disk. Default: no limit. */
  maxPages?: number | undefined;
}

/** How long to wait for another program that locks the database, in ms. Everything else waits along. */
export const busyTimeout = 1000;

export function connect({ file, maxPages }: ConnectOptions): Connection {
  const client = new Database(file, { timeout: busyTimeout });
  try {
    client.pragma('journal_mode = WAL');
    client.pragma('synchronous = NORMAL');
    client.pragma('foreign_keys = ON');
    if (maxPages !== undefined) client.pragma(`max_page_count = ${maxPages}`);
  } catch (error) {
    client.close();
    throw error;
  }
  return { client, db: drizzle({ client }) };
}
