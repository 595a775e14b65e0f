import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';

/**
 * A page that is made from the code, or the part of one that `edit` returns anew. Where somebody works on it, it is
 * brought up to date; in CI it has to be.
 */
export function keepPage(file: string, edit: (page: string) => string): void {
  const page = readFileSync(file, 'utf8');
  const wanted = edit(page);
  if (process.env['CI']) expect(page).toBe(wanted);
  else if (page !== wanted) writeFileSync(file, wanted);
}
