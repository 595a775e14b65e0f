import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const pathOf = (folder: string): string => join(folder, 'asked');

/**
 * Notes beside the database which lines were asked: one that a backup was put in place of does not know what was asked
 * since, and would ask it again.
 */
export const noteAsked = (folder: string, line: number): void =>
  // The newline first: a number cut short by a full disk is not taken for the beginning of the next one.
  appendFileSync(pathOf(folder), `\n${line}`, { mode: 0o600 });

/** The same for many that are sent at once. */
export const noteAllAsked = (folder: string, lines: readonly number[]): void =>
  appendFileSync(pathOf(folder), lines.map((line) => `\n${line}`).join(''), { mode: 0o600 });

export function askedLines(folder: string): ReadonlySet<number> {
  try {
    return new Set(readFileSync(pathOf(folder), 'utf8').split('\n').filter(Boolean).map(Number));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Set();
    throw error;
  }
}
