import { AppError } from '../../shared/errors/app-error.ts';
import type { ErrorCode } from '../../shared/errors/codes.ts';

interface Meaning {
  code: ErrorCode;
  message: string;
  /** How SQLite's and the file system's codes begin: SQLite refines its own (`SQLITE_IOERR_WRITE`). */
  begins: readonly string[];
}

const sqliteRefusals = ['SQLITE_READONLY', 'SQLITE_CANTOPEN', 'SQLITE_PERM', 'SQLITE_AUTH', 'SQLITE_IOERR'];
const fileRefusals = ['EACCES', 'EPERM', 'EROFS', 'EISDIR', 'ENOTDIR', 'EEXIST'];

const meanings: readonly Meaning[] = [
  {
    code: 'STORAGE_FULL',
    message: 'The disk is full, so nothing could be saved. Free some space and try again.',
    begins: ['SQLITE_FULL', 'ENOSPC', 'EDQUOT'],
  },
  {
    code: 'STORAGE_BUSY',
    message: 'Another program keeps the database locked. Try again, or end that program.',
    begins: ['SQLITE_BUSY', 'SQLITE_LOCKED'],
  },
  {
    code: 'STORE_DAMAGED',
    message: 'The database is damaged. Restart Switchyard: it will be set aside, not deleted.',
    begins: ['SQLITE_CORRUPT', 'SQLITE_NOTADB'],
  },
  {
    code: 'STORAGE_UNWRITABLE',
    message:
      'The database could not be written. Check that its folder is writable, or set SWITCHYARD_HOME to another one.',
    begins: [...sqliteRefusals, ...fileRefusals],
  },
];

/** The one place that turns what SQLite and the file system throw into errors a person can act on. */
export function toStoreError(thrown: unknown): unknown {
  if (thrown instanceof AppError || !(thrown instanceof Error)) return thrown;
  const { code: reason } = thrown as { code?: unknown };
  if (typeof reason !== 'string') return thrown;
  const meaning = meanings.find(({ begins }) => begins.some((beginning) => reason.startsWith(beginning)));
  return meaning ? new AppError(meaning.code, meaning.message, { cause: thrown, details: { reason } }) : thrown;
}

/** The same repository, its functions throwing store errors. `onError` sees every error that passes. */
export function guarded<Repository extends object>(
  repository: Repository,
  onError: (error: unknown) => void,
): Repository {
  const fail = (thrown: unknown): never => {
    const error = toStoreError(thrown);
    onError(error);
    throw error;
  };
  const wrapped = Object.entries(repository as Record<string, (...parameters: unknown[]) => unknown>).map(
    ([name, run]) => [
      name,
      (...parameters: unknown[]) => {
        try {
          const result = run(...parameters);
          return result instanceof Promise ? result.catch(fail) : result;
        } catch (thrown) {
          return fail(thrown);
        }
      },
    ],
  );
  return Object.fromEntries(wrapped) as Repository;
}
