import type { BigIntStats, Dirent } from 'node:fs';
import { open, opendir, stat } from 'node:fs/promises';
import { AppError } from '../../../shared/errors/app-error.ts';

/** What the library does with the disk. It never writes: most of the folders belong to other programs. */
export interface Files {
  openFolder(path: string): Promise<AsyncIterable<Dirent>>;
  /** Follows links. */
  stat(path: string): Promise<BigIntStats>;
  /** The text of a small file; what is over the limit (bytes) is left off. */
  readText(path: string, limit: number): Promise<string>;
}

export const diskFiles: Files = {
  openFolder: (path) => opendir(path, { bufferSize: 256 }),
  stat: (path) => stat(path, { bigint: true }),
  async readText(path, limit) {
    // A pipe in place of the file would be waited for without end.
    if (!(await stat(path)).isFile()) throw Object.assign(new Error(`${path} is not a file`), { code: 'EINVAL' });
    const handle = await open(path);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(limit), 0, limit, 0);
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await handle.close();
    }
  },
};

/** The same for every path to the same file, over links of both kinds. */
export const identityOf = ({ dev, ino }: BigIntStats): string => `${dev}:${ino}`;

/** Some file systems give files without a time one before 1970. */
export const timeOf = ({ mtimeMs }: BigIntStats): number => Math.max(0, Number(mtimeMs));

export const codeOf = (thrown: unknown): string => {
  const { code } = thrown as { code?: unknown };
  return typeof code === 'string' ? code : 'UNKNOWN';
};

/** Nothing is there: not an error, another program's folder need not exist. */
export const isAbsent = (thrown: unknown): boolean => codeOf(thrown) === 'ENOENT';

const remedies: Readonly<Record<string, string>> = {
  EACCES: 'may not be read. Allow this user to read it, or take it off the list of model folders.',
  EPERM: 'may not be read. Allow this user to read it, or take it off the list of model folders.',
  ENOTDIR: 'is not a folder. Choose the folder that holds the models.',
  ELOOP: 'is a link that leads back to itself. Remove the link, or choose the folder it was meant to lead to.',
};

export function folderProblem(folder: string, cause: unknown): AppError {
  const reason = codeOf(cause);
  const remedy = remedies[reason] ?? `cannot be read (${reason}). Check that its drive is connected.`;
  return new AppError('MODEL_FOLDER_UNREADABLE', `${folder} ${remedy}`, { cause, details: { path: folder, reason } });
}
