/** Code points, as ranges with both ends inside, in order, apart from each other. */
export type CharSet = readonly (readonly [from: number, to: number])[];

/** Everything a text can hold: half of a surrogate pair is no character. */
export const everyChar: CharSet = [
  [0, 0xd7ff],
  [0xe000, 0x10ffff],
];

/** What JSON lets stand in a text as it is. */
export const plainChars: CharSet = [
  [0x20, 0x21],
  [0x23, 0x5b],
  [0x5d, 0xd7ff],
  [0xe000, 0x10ffff],
];

export const charRange = (from: string, to: string): CharSet => [[codeOf(from), codeOf(to)]];

export const codeOf = (char: string): number => char.codePointAt(0) ?? 0;

export const isEmptySet = (set: CharSet): boolean => set.length === 0;

export function unionOf(...sets: readonly CharSet[]): CharSet {
  const ranges = sets.flat().sort(([left], [right]) => left - right);
  const joined: [number, number][] = [];
  for (const [from, to] of ranges) {
    const last = joined.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

export function intersectionOf(left: CharSet, right: CharSet): CharSet {
  const common: [number, number][] = [];
  let [l, r] = [0, 0];
  for (let a = left[l], b = right[r]; a && b; a = left[l], b = right[r]) {
    const [low, high] = [Math.max(a[0], b[0]), Math.min(a[1], b[1])];
    if (low <= high) common.push([low, high]);
    if (a[1] < b[1]) l += 1;
    else r += 1;
  }
  return common;
}

/** Every character that is not in the set. */
export function complementOf(set: CharSet): CharSet {
  const rest: [number, number][] = [];
  let next = 0;
  for (const [from, to] of set) {
    if (from > next) rest.push([next, from - 1]);
    next = to + 1;
  }
  if (next <= 0x10ffff) rest.push([next, 0x10ffff]);
  return intersectionOf(rest, everyChar);
}

export const hasChar = (set: CharSet, code: number): boolean => set.some(([from, to]) => from <= code && code <= to);

export const sizeOfSet = (set: CharSet): number => set.reduce((sum, [from, to]) => sum + to - from + 1, 0);
