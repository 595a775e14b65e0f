import type { Strategy } from '../../shared/model/routing.ts';

/** What is known of a target when one has to be chosen; null is not known. */
export interface Candidate {
  /** Names it among all. */
  key: string;
  priority: number;
  weight: number;
  /** Ms to the first token, a moving average for requests of this size. */
  latency: number | null;
  /** Requests that run on it or wait for it. */
  load: number;
  /** Nano-dollars that this request would take at most. */
  cost: number | null;
  /** 0 to 1, for this kind of task. */
  quality: number | null;
}

export interface Turn {
  /** 0 to 1, without 1. */
  random: number;
  /** How many requests of this alias went before. */
  count: number;
}

type Plain = Exclude<Strategy, 'auto'>;
type Order = (candidates: readonly Candidate[], turn: Turn) => readonly Candidate[];

/** What is not known stands behind what is. */
const by = (value: (candidate: Candidate) => number | null, direction: 1 | -1 = 1): Order => {
  const rank = (candidate: Candidate): number => {
    const known = value(candidate);
    return known === null ? Number.POSITIVE_INFINITY : known * direction;
  };
  return (candidates) =>
    candidates.toSorted((one, other) => {
      const [a, b] = [rank(one), rank(other)];
      return a === b ? one.priority - other.priority : a - b;
    });
};

interface Draw {
  chosen: Candidate;
  /** What is left of the ticket is as good as a new one. */
  ticket: number;
}

/** Where a ticket (0 to 1, without 1) falls on a wheel of the weights. Without weight there is no place on it. */
function draw(candidates: readonly Candidate[], ticket: number): Draw | undefined {
  let place = ticket * candidates.reduce((sum, { weight }) => sum + weight, 0);
  for (const chosen of candidates) {
    if (place < chosen.weight) return { chosen, ticket: place / chosen.weight };
    place -= chosen.weight;
  }
  // All are without weight: in the order they were given.
  const [chosen] = candidates;
  return chosen && { chosen, ticket: 0 };
}

/** Among those of the best priority a lottery, in which the heaviest is the likeliest first; then the next ones. */
const weighted: Order = (candidates, { random }) => {
  const left = candidates.toSorted((one, other) => one.priority - other.priority);
  const drawn: Candidate[] = [];
  let ticket = random;
  for (;;) {
    const next = draw(
      left.filter(({ priority }) => priority === left[0]?.priority),
      ticket,
    );
    if (!next) return drawn;
    ({ ticket } = next);
    drawn.push(next.chosen);
    left.splice(left.indexOf(next.chosen), 1);
  }
};

const roundRobin: Order = (candidates, { count }) => {
  const ordered = candidates.toSorted((one, other) => one.priority - other.priority);
  const equals = ordered.filter(({ priority }) => priority === ordered[0]?.priority);
  const first = equals.length === 0 ? 0 : count % equals.length;
  return [...equals.slice(first), ...equals.slice(0, first), ...ordered.slice(equals.length)];
};

const orders: Record<Plain, Order> = {
  priority: by(({ priority }) => priority),
  weighted,
  'round-robin': roundRobin,
  'least-latency': by(({ latency }) => latency),
  'least-busy': by(({ load }) => load),
  cheapest: by(({ cost }) => cost),
  'best-quality': by(({ quality }) => quality, -1),
};

/** All of them, the one to ask first at the front: the others stand in for it. */
export const inOrder = (strategy: Plain, candidates: readonly Candidate[], turn: Turn): readonly Candidate[] =>
  orders[strategy](candidates, turn);
