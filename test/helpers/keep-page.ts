import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Whether a page that is made from the code, or the part of one that `edit` returns anew, is as it should be. Where
 * somebody works on it, it is brought up to date; in CI it has to be.
 */
export function keepPage(file: string, edit: (page: string) => string): boolean {
  const page = readFileSync(file, 'utf8');
  const wanted = edit(page);
  if (page !== wanted && !process.env['CI']) writeFileSync(file, wanted);
  return page === wanted || !process.env['CI'];
}
