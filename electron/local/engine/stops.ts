/** Finds stop strings in a text that comes in pieces, and holds back what may be the beginning of one. */
export interface StopScanner {
  /** What may be shown now, and the stop string that was found. */
  push(text: string): { text: string; stop: string | null };
  /** What was held back, at the end. */
  rest(): string;
}

export function createStopScanner(stops: readonly string[]): StopScanner {
  const wanted = stops.filter((stop) => stop !== '');
  let held = '';
  return {
    push(text) {
      held += text;
      const found = firstOf(held, wanted);
      if (found) {
        const shown = held.slice(0, found.at);
        held = '';
        return { text: shown, stop: found.stop };
      }
      const safe = held.length - longestBeginning(held, wanted);
      const shown = held.slice(0, safe);
      held = held.slice(safe);
      return { text: shown, stop: null };
    },
    rest() {
      const rest = held;
      held = '';
      return rest;
    },
  };
}

function firstOf(text: string, stops: readonly string[]): { at: number; stop: string } | null {
  let first: { at: number; stop: string } | null = null;
  for (const stop of stops) {
    const at = text.indexOf(stop);
    if (at !== -1 && (first === null || at < first.at)) first = { at, stop };
  }
  return first;
}

/** How much of the text's end could be the beginning of a stop string. */
function longestBeginning(text: string, stops: readonly string[]): number {
  let longest = 0;
  for (const stop of stops) {
    for (let length = Math.min(stop.length - 1, text.length); length > longest; length -= 1) {
      if (text.endsWith(stop.slice(0, length))) longest = length;
    }
  }
  return longest;
}
