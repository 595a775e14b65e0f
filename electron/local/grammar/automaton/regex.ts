import { type CharSet, charRange, codeOf } from './char-set.ts';

/** A regular language as a tree. */
export type Regex =
  | { kind: 'set'; set: CharSet }
  | { kind: 'sequence'; parts: readonly Regex[] }
  | { kind: 'choice'; options: readonly Regex[] }
  | { kind: 'repeat'; part: Regex; min: number; max: number }
  | { kind: 'edge'; at: 'start' | 'end' };

/** A pattern that cannot be followed exactly. The message is a whole sentence. */
export class PatternProblem extends Error {
  override readonly name = 'PatternProblem';
}

/** How much thinking one schema may still cost, in states and ranges looked at. */
export interface Effort {
  /** Throws a `PatternProblem` when there is none left. */
  spend(steps: number): void;
}

export function createEffort(steps: number): Effort {
  let left = steps;
  return {
    spend(spent) {
      left -= spent;
      if (left < 0) throw new PatternProblem('The schema takes too long to work out. Repeat less in its patterns.');
    },
  };
}

export const inSet = (set: CharSet): Regex => ({ kind: 'set', set });
export const sequence = (...parts: readonly Regex[]): Regex => ({ kind: 'sequence', parts });
export const choice = (...options: readonly Regex[]): Regex => ({ kind: 'choice', options });
export const repeat = (part: Regex, min: number, max: number): Regex => ({ kind: 'repeat', part, min, max });
export const optional = (part: Regex): Regex => repeat(part, 0, 1);
export const nothing: Regex = sequence();

export const textOf = (text: string): Regex =>
  sequence(...Array.from(text, (char) => inSet([[codeOf(char), codeOf(char)]])));

/** One decimal digit between the two, both allowed. */
export const digit = (from: number, to: number): Regex => inSet(charRange(String(from), String(to)));

export const digits = (min: number, max: number): Regex => repeat(digit(0, 9), min, max);
