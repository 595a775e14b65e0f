/** What a person thought of the answers of one target. */
export interface Tally {
  up: number;
  down: number;
}

export interface VotedQuality {
  /** From public benchmarks, for this kind of task; null where there is none. */
  benchmark: number | null;
  /** On answers to this kind of task. */
  task: Tally;
  /** On answers to all other kinds. */
  others: Tally;
}

/**
 * How many votes a benchmark outweighs (Beta prior). Eight: one or two votes are a mood and move it by a tenth at most,
 * a dozen on the same side is an experience and wins. Votes on other kinds of tasks say less, so there it takes thrice
 * as many.
 */
const priorWeight = 8;
const othersPriorWeight = 3 * priorWeight;

/** Who has nothing but votes begins in the middle. */
const unknownPrior = 0.5;

/** 0 to 1: the benchmark, drawn towards the votes; null where there is neither. */
export function votedQuality({ benchmark, task, others }: VotedQuality): number | null {
  if (benchmark === null && countOf(task) + countOf(others) === 0) return null;
  const general = drawn(benchmark ?? unknownPrior, othersPriorWeight, others);
  return drawn(general, priorWeight, task);
}

/** How much stands behind it, in votes: a benchmark counts for as many as it outweighs. */
export const evidenceOf = ({ benchmark, task, others }: VotedQuality): number =>
  (benchmark === null ? 0 : priorWeight) + countOf(task) + countOf(others) / 3;

const countOf = ({ up, down }: Tally): number => up + down;

/** The mean of Beta(prior * weight + up, (1 - prior) * weight + down). */
const drawn = (prior: number, weight: number, { up, down }: Tally): number =>
  (prior * weight + up) / (weight + up + down);
