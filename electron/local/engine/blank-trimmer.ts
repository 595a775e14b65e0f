/** Passes on what is said, without the blank beginning and end that templates and marks leave around it. */
export interface BlankTrimmer {
  push(text: string): string;
  /** The blank that was held back. */
  rest(): string;
}

/** @param keepStart The text goes on with something, so its first blank belongs to it. */
export function createBlankTrimmer(keepStart: boolean): BlankTrimmer {
  let hasBegun = keepStart;
  let held = '';
  return {
    push(text) {
      const all = held + (hasBegun ? text : text.trimStart());
      if (all === '') return '';
      hasBegun = true;
      const shown = all.trimEnd();
      held = all.slice(shown.length);
      return shown;
    },
    rest() {
      const rest = held;
      held = '';
      return rest;
    },
  };
}
