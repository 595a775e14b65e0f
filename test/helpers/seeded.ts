/** Random numbers from 0 to 1, without 1, always the same for a seed. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Chooses by the numbers of `random`. */
export const choosing = (random: () => number) => ({
  /** From 0 to `most`, both of them. */
  upTo: (most: number): number => Math.floor(random() * (most + 1)),
  one<T>(some: readonly [T, ...T[]]): T {
    return some[Math.floor(random() * some.length)] ?? some[0];
  },
  isSo: (chance = 0.5): boolean => random() < chance,
});
