// What is measured, the same for each way to the model.

export interface Way {
  name: string;
  /** Ms after its start at which each token of each stream came. */
  streams(count: number, promptTokens: number, wanted: number): Promise<number[][]>;
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
};

/** Tokens a second of all streams together, from when each writes until the first one stops. */
export function rate(streams: readonly (readonly number[])[]): number {
  const from = Math.max(...streams.map((times) => times[0] ?? 0));
  const to = Math.min(...streams.map((times) => times.at(-1) ?? 0));
  const tokens = streams.reduce((sum, times) => sum + times.filter((time) => time > from && time <= to).length, 0);
  return (tokens / (to - from)) * 1000;
}

/** Ms until the first token of one stream. */
export const firstToken = async (way: Way, promptTokens: number): Promise<number> =>
  (await way.streams(1, promptTokens, 1))[0]?.[0] ?? Number.NaN;

/** Rounds go around the ways, so that a machine that gets slower does so for all of them. */
export async function inTurns<T>(ways: readonly Way[], rounds: number, measure: (way: Way) => Promise<T>) {
  const found = new Map<string, T[]>(ways.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const way of ways) {
      const began = performance.now();
      found.get(way.name)?.push(await measure(way));
      console.error(`  round ${round + 1}: ${way.name}, ${((performance.now() - began) / 1000).toFixed(1)} s`);
    }
  }
  return found;
}
