import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import envPaths from 'env-paths';
import { AppError } from '../../shared/errors/app-error.ts';

/** Where everything is kept: `SWITCHYARD_HOME`, or where this operating system keeps the data of apps. */
export function homeFolder(environment: { readonly SWITCHYARD_HOME?: string | undefined }): string {
  const chosen = environment.SWITCHYARD_HOME?.trim();
  return chosen ? resolve(chosen) : envPaths('Switchyard', { suffix: '' }).data;
}

/** Makes the folder, for its owner only, and proves that it can be written to. */
export function prepareHome(folder: string): void {
  const probe = join(folder, `.writable-${process.pid}`);
  try {
    makeFolder(folder);
    writeFileSync(probe, 'switchyard');
    rmSync(probe);
  } catch (cause) {
    throw fileProblem(folder, cause);
  }
}

/** Not Node's `recursive`: where a file system answers "no such folder" although its parent is there, that never ends. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

/** What a file system says at start, as an error a person can act on. Anything else is given back as it is. */
export function toStartError(thrown: unknown): unknown {
  const { path } = thrown as { path?: unknown };
  return thrown instanceof Error && typeof path === 'string' ? fileProblem(path, thrown) : thrown;
}

function fileProblem(path: string, cause: unknown): AppError {
  const { code } = cause as { code?: unknown };
  const remedy = 'or set SWITCHYARD_HOME to another folder.';
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    const message = `The disk that holds ${path} is full. Free some space, ${remedy}`;
    return new AppError('STORAGE_FULL', message, { cause, details: { path } });
  }
  const message = `${path} cannot be written to. See what lies there, change its permissions, ${remedy}`;
  return new AppError('STORAGE_UNWRITABLE', message, { cause, details: { path } });
}
