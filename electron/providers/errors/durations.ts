const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** One step of a duration as machines and people write it: `120ms`, `1.2s`, `6m`, `1 second`, `3 hours`. */
const step = /(\d+(?:\.\d+)?)\s*(ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?)(?![a-z])/gi;

const unitOf = (word: string): number => {
  const lower = word.toLowerCase();
  return units[lower === 'ms' || lower.startsWith('milli') ? 'ms' : lower.charAt(0)] ?? Number.NaN;
};

/** Milliseconds of `6m0s`, `1.2s`, `1 minute 3 seconds`; undefined where anything else stands in the text. */
export function readDuration(text: string): number | undefined {
  let total: number | undefined;
  // `6m0s` has no space between its steps, so that the end of one is the beginning of the next.
  const spaced = text.replace(/([a-z])(\d)/gi, '$1 $2');
  const rest = spaced.replace(step, (_step, count: string, unit: string) => {
    total = (total ?? 0) + Number(count) * unitOf(unit);
    return '';
  });
  return rest.trim() === '' ? total : undefined;
}
