import type { Goal } from '../../shared/model/route.ts';
import type { Candidate } from './strategies.ts';

/** A candidate, and how much stands behind what is known of it. */
export interface WeighedCandidate extends Candidate {
  samples: {
    /** Measured first tokens. */
    latency: number;
    /** Votes, and what a benchmark counts for: `evidenceOf`. */
    quality: number;
  };
}

export interface Choice<One extends WeighedCandidate = WeighedCandidate> {
  /** The best first. */
  ordered: One[];
  /** 0 to 1; null where there is nobody to choose. */
  confidence: number | null;
}

type Criterion = 'cost' | 'latency' | 'quality';
type Weights = Record<Criterion, number>;

/** Each row is 1 in all. What a goal names decides; the rest settles what is about equal. */
const weights: Record<Goal, Weights> = {
  cost_optimized: { cost: 0.7, latency: 0.1, quality: 0.2 },
  latency_optimized: { cost: 0.1, latency: 0.7, quality: 0.2 },
  quality_optimized: { cost: 0.1, latency: 0.1, quality: 0.8 },
  balanced: { cost: 1 / 3, latency: 1 / 3, quality: 1 / 3 },
};

/**
 * Logarithms, as ten times as dear is as much worse from 0.001 $ as from 0.01 $. Nothing is 1 and the given worst is 0;
 * what is worse still goes below, so that of two the better one is always ahead.
 */
const falling = (value: number, { step, worst }: { step: number; worst: number }): number =>
  1 - Math.log1p(value / step) / Math.log1p(worst / step);

const measures: Record<Criterion, (candidate: Candidate) => number | null> = {
  // From 0.000001 $ to 1 $.
  cost: ({ cost }) => (cost === null ? null : falling(cost, { step: 1000, worst: 1e9 })),
  // From 50 ms to a minute.
  latency: ({ latency }) => (latency === null ? null : falling(latency, { step: 50, worst: 60_000 })),
  quality: ({ quality }) => quality,
};
const criteria = Object.keys(measures) as Criterion[];

/** As many samples are half of what can be known. */
const halfKnown: Record<'latency' | 'quality', number> = { latency: 5, quality: 4 };

/** Two whose scores are further apart are not mistaken for each other. */
const clearLead = 0.1;

export interface AutoOptions {
  goal: Goal;
  /** 0 to 1; 1 where the request itself says what it is about. */
  taskConfidence: number;
}

/** Weighs cost, latency and quality against each other. Those who may not be asked have been sorted out before. */
export function orderAuto<One extends WeighedCandidate>(
  candidates: readonly One[],
  { goal, taskConfidence }: AutoOptions,
): Choice<One> {
  const score = scorer(candidates, weights[goal]);
  const scored = candidates
    .map((one) => ({ one, score: score(one) }))
    .toSorted((a, b) => b.score - a.score || a.one.priority - b.one.priority);
  const [best, next] = scored;
  const ordered = scored.map(({ one }) => one);
  if (!best) return { ordered, confidence: null };
  const lead = next ? Math.min(1, (best.score - next.score) / clearLead) : 1;
  // With the wrong task only the quality was looked up wrongly.
  const task = 1 - weights[goal].quality * (1 - taskConfidence);
  return { ordered, confidence: knowledge(ordered, weights[goal]) * task * (0.5 + lead / 2) };
}

/** What is not known of one counts as the mean of what is known of the others: neither for it nor against it. */
function scorer(candidates: readonly Candidate[], weight: Weights): (candidate: Candidate) => number {
  const neutral = (criterion: Criterion): number => meanOf(candidates.flatMap((one) => measures[criterion](one) ?? []));
  const neutrals = { cost: neutral('cost'), latency: neutral('latency'), quality: neutral('quality') };
  return (candidate) =>
    criteria.reduce((sum, name) => sum + weight[name] * (measures[name](candidate) ?? neutrals[name]), 0);
}

const meanOf = (values: readonly number[]): number =>
  values.length === 0 ? 0.5 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** 0 to 1: how much stands behind the scores. Half of it is about the best one, half about those it was preferred to. */
function knowledge([best, ...others]: readonly WeighedCandidate[], weight: Weights): number {
  const of = ({ cost, latency, quality, samples }: WeighedCandidate): number =>
    weight.cost * (cost === null ? 0 : 1) +
    weight.latency * (latency === null ? 0 : share(samples.latency, halfKnown.latency)) +
    weight.quality * (quality === null ? 0 : share(samples.quality, halfKnown.quality));
  if (!best) return 0;
  return others.length === 0 ? of(best) : (of(best) + meanOf(others.map(of))) / 2;
}

const share = (samples: number, half: number): number => samples / (samples + half);
