import type { StopScanner } from './stops.ts';

/**
 * Passes on what is said, without the blank beginning and end that templates and marks leave around it, up to a stop
 * string.
 */
export interface AnswerText {
  push(text: string): string;
  /** What was held back. A blank at the end only where it is meant. */
  rest(keepBlank: boolean): string;
}

export interface AnswerTextOptions {
  /** The text goes on with something, so its first blank belongs to it. */
  keepStart: boolean;
  /** Null where stop strings do not count, as in a thought. */
  stops: { scanner: StopScanner; onStop(stop: string): void } | null;
}

export function createAnswerText({ keepStart, stops }: AnswerTextOptions): AnswerText {
  let hasBegun = keepStart;
  let held = '';
  const scan = (text: string): string => {
    if (!stops) return text;
    const found = stops.scanner.push(text);
    if (found.stop !== null) stops.onStop(found.stop);
    return found.text;
  };
  const hold = (all: string): string => {
    const shown = all.trimEnd();
    held = all.slice(shown.length);
    return shown;
  };
  return {
    push(text) {
      const said = hasBegun ? text : text.trimStart();
      if (said === '') return '';
      hasBegun = true;
      return hold(held + scan(said));
    },
    rest(keepBlank) {
      const shown = hold(held + (stops?.scanner.rest() ?? ''));
      const blank = held;
      held = '';
      return keepBlank ? shown + blank : shown;
    },
  };
}
