import { goalOf } from './fits.ts';
import type { Json } from './json.ts';
import type { Problem, Report } from './refusal.ts';
import { anyString, type Goal, type ObjectShape, type Shape, type StringShape, writtenOthers } from './shapes.ts';

export interface Member {
  name: string;
  goal: Goal;
  isRequired: boolean;
}

/** An object as it is written: named properties in their order, then others. */
export interface Members {
  named: readonly Member[];
  /** What other properties are, if there may be any. */
  others?: { goal: Goal; names: StringShape };
}

export interface Naming {
  expand(goal: Goal): readonly Shape[];
  fits(goal: Goal, value: Json): boolean;
  report: Report;
}

export function membersOf(shape: ObjectShape, { expand, fits, report }: Naming): Members {
  const names = new Set([...shape.properties.keys(), ...shape.required]);
  const named: Member[] = [];
  for (const name of names) {
    const goal = goalOf(shape, name);
    const isRequired = shape.required.has(name);
    const isAllowed = goal !== 'none' && fits(shape.names, name);
    if (!isAllowed && isRequired) report(problemOf(shape.names, 'It does not allow a property that is required.'));
    if (goal !== 'none' && (isAllowed || isRequired)) named.push({ name, goal, isRequired });
  }
  // Too few are named to have as many as are asked for: the others that nothing was said about are needed.
  const isShort = shape.others === 'unstated' && shape.min > named.length;
  const goal = isShort ? [] : writtenOthers(shape);
  if (goal === 'none') return { named };

  const allowed = shape.names.length === 0 ? [anyString] : namesIn(expand(shape.names));
  if (allowed.every((name) => typeof name === 'string')) {
    const missing = [...new Set(allowed).difference(names)];
    return { named: [...named, ...missing.map((name) => ({ name, goal, isRequired: false }))] };
  }
  const [only, ...more] = allowed;
  if (typeof only === 'object' && more.length === 0) return { named, others: { goal, names: only } };
  report(problemOf(shape.names, 'It has to be a list of names, or one schema for all of them.'));
  return { named, others: { goal, names: anyString } };
}

const problemOf = (names: Goal, reason: string): Problem => ({
  keyword: 'propertyNames',
  pointer: names[0]?.pointer ?? '#',
  reason,
});

const namesIn = (shapes: readonly Shape[]): (string | StringShape)[] =>
  shapes.flatMap((shape): (string | StringShape)[] => {
    if (shape.kind === 'string') return [shape];
    return shape.kind === 'literal' && typeof shape.value === 'string' ? [shape.value] : [];
  });
