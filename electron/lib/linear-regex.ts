import { createRequire } from 'node:module';
import type * as Library from 're2js';

/** A regular expression whose search takes time in proportion to the text, whoever wrote either of them. */
export interface LinearRegex {
  test(text: string): boolean;
  /** How many steps each character may take at worst. */
  steps: number;
}

export interface BadRegex {
  /** What is wrong, in the library's words. */
  reason: string;
  /** The part of the pattern that is meant. */
  part: string;
}

let library: typeof Library | undefined;

/** Read from disk at the first pattern: most people have none. */
const load = (): typeof Library => (library ??= createRequire(import.meta.url)('re2js') as typeof Library);

/** Case is not looked at, unless the pattern says (?-i). */
export function linearRegex(pattern: string): LinearRegex | BadRegex {
  const { RE2JS, RE2JSSyntaxException } = load();
  try {
    const compiled = RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
    return { test: (text) => compiled.test(text), steps: compiled.programSize() };
  } catch (thrown) {
    if (!(thrown instanceof RE2JSSyntaxException)) throw thrown;
    // The flag was put before the pattern, and is shown with it where all of it is meant.
    return { reason: thrown.error, part: (thrown.input ?? '').replace(/^\(\?i\)/, '') || pattern };
  }
}
