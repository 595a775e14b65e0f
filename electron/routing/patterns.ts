import { AppError } from '../../shared/errors/app-error.ts';
import { type LinearRegex, linearRegex } from '../lib/linear-regex.ts';

/** Those in use; an installation has a handful. */
const kept = 500;
/**
 * Steps at worst for each character. A large pattern with wide gaps on a text made for it takes 30 ns a step: with more
 * than this a request of a megabyte would hold up all others for more than a few seconds.
 */
const mostSteps = 400;

const compiled = new Map<string, LinearRegex>();

/** Searches a text for a pattern as rules have them: anywhere in it, in upper or lower case. */
export const matchesPattern = (pattern: string, text: string): boolean => compile(pattern).test(text);

/** What is wrong with a pattern; null is nothing. */
export function patternProblem(pattern: string): AppError | null {
  try {
    compile(pattern);
    return null;
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown;
    throw thrown;
  }
}

function compile(pattern: string): LinearRegex {
  const found = compiled.get(pattern);
  if (found) return found;
  const made = linearRegex(pattern);
  if ('reason' in made) {
    throw invalid(
      pattern,
      `it says "${made.part}", and that is: ${made.reason}. Look-around and back references are not there.`,
      made.part,
    );
  }
  if (made.steps > mostSteps) {
    throw invalid(pattern, `it is too large (${made.steps} steps, at most ${mostSteps}). Make two of it.`, pattern);
  }
  const [oldest] = compiled.keys();
  if (compiled.size >= kept && oldest !== undefined) compiled.delete(oldest);
  compiled.set(pattern, made);
  return made;
}

function invalid(pattern: string, words: string, part: string): AppError {
  const at = Math.max(0, pattern.indexOf(part));
  return new AppError('VALIDATION_FAILED', `The pattern "${pattern}" cannot be used: ${words}`, {
    details: { param: 'text', at, length: part.length },
  });
}
