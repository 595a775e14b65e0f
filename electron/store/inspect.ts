import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { AppError } from '../../shared/errors/app-error.ts';
import { busyTimeout } from './connection.ts';
import { applicationId } from './migrate.ts';

export type Finding =
  | { kind: 'none' }
  /** `version`: how many migrations it has seen. */
  | { kind: 'sound'; version: number }
  /** A database, but not one of Switchyard. */
  | { kind: 'foreign' }
  | { kind: 'damaged'; reason: string };

/** Offsets: https://www.sqlite.org/fileformat.html#the_database_header */
const header = {
  size: 100,
  magic: 'SQLite format 3\0',
  pageSize: 16,
  changes: 24,
  pages: 28,
  schemaCookie: 40,
  version: 60,
  applicationId: 68,
  validFor: 92,
};

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/**
 * Looks at a database without changing it. After a clean stop the header tells enough; after an unclean one, or when
 * asked to be thorough, SQLite checks every page.
 */
export function inspectDatabase(file: string, isThorough = false): Finding {
  if (sizeOf(file) === 0) return { kind: 'none' };
  const found = readHeader(file);
  if (found.kind === 'sound' && (isThorough || sizeOf(`${file}-wal`) > 0)) return readPages(file);
  return found;
}

function readHeader(file: string): Finding {
  const bytes = Buffer.alloc(header.size);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, bytes, 0, header.size, 0);
  } finally {
    closeSync(handle);
  }
  if (bytes.toString('latin1', 0, header.magic.length) !== header.magic) {
    return { kind: 'damaged', reason: 'it is not a database' };
  }
  // 1 stands for 65536, which does not fit.
  const pageSize = bytes.readUInt16BE(header.pageSize) === 1 ? 65_536 : bytes.readUInt16BE(header.pageSize);
  const isCountValid = bytes.readUInt32BE(header.changes) === bytes.readUInt32BE(header.validFor);
  // With a log beside it, pages may still wait there.
  if (isCountValid && !existsSync(`${file}-wal`) && sizeOf(file) < bytes.readUInt32BE(header.pages) * pageSize) {
    return { kind: 'damaged', reason: 'its end is missing' };
  }
  return whose({
    owner: bytes.readUInt32BE(header.applicationId),
    version: bytes.readUInt32BE(header.version),
    isEmpty: bytes.readUInt32BE(header.schemaCookie) === 0,
  });
}

/** Without tables it is nobody's yet: a first start that was killed leaves it so. */
function whose({ owner, version, isEmpty }: { owner: number; version: number; isEmpty: boolean }): Finding {
  const isOurs = owner === applicationId || (owner === 0 && version === 0 && isEmpty);
  return isOurs ? { kind: 'sound', version } : { kind: 'foreign' };
}

function readPages(file: string): Finding {
  let client: Database.Database | undefined;
  try {
    client = new Database(file, { readonly: true, fileMustExist: true, timeout: busyTimeout });
    const result = client.pragma('quick_check(1)', { simple: true });
    if (result !== 'ok') return { kind: 'damaged', reason: String(result) };
    return whose({
      owner: Number(client.pragma('application_id', { simple: true })),
      version: Number(client.pragma('user_version', { simple: true })),
      isEmpty: client.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0,
    });
  } catch (error) {
    if (isDamage(error)) return { kind: 'damaged', reason: error.message };
    throw error;
  } finally {
    client?.close();
  }
}

/** Whether SQLite says that the file itself is broken. */
function isDamage(error: unknown): error is Error {
  const code = error instanceof Error && (error as { code?: unknown }).code;
  return typeof code === 'string' && /^SQLITE_(CORRUPT|NOTADB)/.test(code);
}

/** SQLite's own word of damage, also out of what a repository throws. A single row that cannot be read has none. */
export function damageIn(thrown: unknown): Error | undefined {
  const error = thrown instanceof AppError ? thrown.cause : thrown;
  return isDamage(error) ? error : undefined;
}
