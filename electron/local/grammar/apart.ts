import { acceptsNothing, intersect } from './automaton/automaton.ts';
import { type Effort, PatternProblem } from './automaton/regex.ts';
import { isApart } from './bounds.ts';
import { type Fits, fitsShape, goalOf } from './fits.ts';
import {
  type ArrayShape,
  type Goal,
  type ObjectShape,
  type Shape,
  type StringShape,
  statedShapes,
  writtenOthers,
} from './shapes.ts';

export interface Comparison {
  expand(goal: Goal): readonly Shape[];
  fits: Fits;
  effort: Effort;
}

/** Levels looked into for a difference. */
const deepest = 4;

/** Whether it is certain that nothing written for `one` is also allowed by `other`. */
export function areApart(one: Shape, other: Shape, comparison: Comparison, depth = 0): boolean {
  if (one.kind === 'literal') return !fitsShape(other, one.value, comparison.fits);
  if (other.kind === 'literal') return !fitsShape(one, other.value, comparison.fits);
  if (one.kind === 'number' && other.kind === 'number') {
    return isApart(one.low, other.high) || isApart(other.low, one.high);
  }
  if (one.kind === 'string' && other.kind === 'string') return areStringsApart(one, other, comparison.effort);
  if (one.kind === 'array' && other.kind === 'array') return areArraysApart(one, other, { ...comparison, depth });
  if (one.kind === 'object' && other.kind === 'object') return areObjectsApart(one, other, { ...comparison, depth });
  return true;
}

type Inside = Comparison & { depth: number };

function areGoalsApart(one: 'none' | Goal, other: 'none' | Goal, { depth, ...comparison }: Inside): boolean {
  if (one === 'none' || other === 'none') return true;
  if (depth >= deepest) return false;
  const allowed = comparison.expand(other);
  return statedShapes(comparison.expand(one)).every((written) =>
    allowed.every((shape) => areApart(written, shape, comparison, depth + 1)),
  );
}

const areCountsApart = (one: { min: number; max: number }, other: { min: number; max: number }): boolean =>
  one.min > other.max || other.min > one.max;

function areStringsApart(one: StringShape, other: StringShape, effort: Effort): boolean {
  if (areCountsApart(one, other)) return true;
  const [first, ...rest] = [...one.patterns, ...other.patterns].map(({ automaton }) => automaton);
  if (!first) return false;
  try {
    return acceptsNothing(rest.reduce((all, automaton) => intersect(all, automaton, effort), first));
  } catch (error) {
    if (error instanceof PatternProblem) return false;
    throw error;
  }
}

function areArraysApart(one: ArrayShape, other: ArrayShape, inside: Inside): boolean {
  if (areCountsApart(one, other)) return true;
  // Further on, one goal repeats in both.
  const present = Math.min(Math.max(one.min, other.min), Math.max(one.prefix.length, other.prefix.length) + 1);
  for (let index = 0; index < present; index += 1) {
    if (areGoalsApart(one.prefix[index] ?? one.rest, other.prefix[index] ?? other.rest, inside)) return true;
  }
  return false;
}

function areObjectsApart(one: ObjectShape, other: ObjectShape, inside: Inside): boolean {
  if (areCountsApart(one, other)) return true;
  const written = { ...one, others: writtenOthers(one) };
  return [...one.required.union(other.required)].some((name) => {
    const isWritten = one.required.has(name) || goalOf(written, name) !== 'none';
    return !isWritten || areGoalsApart(goalOf(one, name), goalOf(other, name), inside);
  });
}
