import { commonMultiple, isApart, tighter } from './bounds.ts';
import { type Fits, fitsShape, goalOf } from './fits.ts';
import {
  type ArrayShape,
  type Goal,
  isPlain,
  type NumberShape,
  type ObjectShape,
  type Pattern,
  type Shape,
  type StringShape,
} from './shapes.ts';

export interface Meeting {
  fits: Fits;
  /** The goal of all these places. */
  join(left: Goal, right: Goal): Goal;
}

/** What meets both shapes, or undefined when nothing can. */
export function meet(left: Shape, right: Shape, meeting: Meeting): Shape | undefined {
  const shape = meetKinds(left, right, meeting);
  if (!shape || impossibility(shape)) return undefined;
  const choices = meetChoices(left.choices, right.choices);
  if (!choices) return undefined;
  const { pointer } = isPlain(left) ? right : left;
  return { ...shape, choices, pointer, isStated: left.isStated || right.isStated };
}

/** Undefined: one value would be in two branches of one `oneOf`, and so in none. */
function meetChoices(left: Shape['choices'], right: Shape['choices']): Shape['choices'] | undefined {
  if (left.size === 0 || right.size === 0) return left.size === 0 ? right : left;
  const choices = new Map(left);
  for (const [pointer, branch] of right) {
    if ((choices.get(pointer) ?? branch) !== branch) return undefined;
    choices.set(pointer, branch);
  }
  return choices;
}

function meetKinds(left: Shape, right: Shape, meeting: Meeting): Shape | undefined {
  if (left.kind === 'literal') return fitsShape(right, left.value, meeting.fits) ? left : undefined;
  if (right.kind === 'literal') return fitsShape(left, right.value, meeting.fits) ? right : undefined;
  if (left.kind === 'number' && right.kind === 'number') return meetNumbers(left, right);
  if (left.kind === 'string' && right.kind === 'string') return meetStrings(left, right);
  if (left.kind === 'object' && right.kind === 'object') return meetObjects(left, right, meeting);
  if (left.kind === 'array' && right.kind === 'array') return meetArrays(left, right, meeting);
  return undefined;
}

/** The keyword that makes a shape unable to be met, as far as that is seen from its own bounds. */
export function impossibility(shape: Shape): string | undefined {
  switch (shape.kind) {
    case 'literal':
      return undefined;
    case 'number':
      return isApart(shape.low, shape.high) ? 'minimum' : undefined;
    case 'string':
      return shape.min > shape.max ? 'minLength' : undefined;
    case 'array': {
      const most = shape.rest === 'none' ? Math.min(shape.max, shape.prefix.length) : shape.max;
      return shape.min > most ? 'minItems' : undefined;
    }
    case 'object': {
      if ([...shape.required].some((name) => goalOf(shape, name) === 'none')) return 'required';
      if (shape.required.size > shape.max) return 'maxProperties';
      const most = shape.others === 'none' ? Math.min(shape.max, shape.properties.size) : shape.max;
      return shape.min > most ? 'minProperties' : undefined;
    }
  }
}

const overlap = (left: { min: number; max: number }, right: { min: number; max: number }) => ({
  min: Math.max(left.min, right.min),
  max: Math.min(left.max, right.max),
});

function meetNumbers(left: NumberShape, right: NumberShape): NumberShape {
  const low = tighter('low', left.low, right.low);
  const high = tighter('high', left.high, right.high);
  return {
    ...left,
    isWhole: left.isWhole || right.isWhole,
    step: commonMultiple(left.step, right.step),
    ...(low && { low }),
    ...(high && { high }),
  };
}

function meetStrings(left: StringShape, right: StringShape): StringShape {
  const isNew = ({ keyword, source }: Pattern): boolean =>
    !left.patterns.some((known) => known.keyword === keyword && known.source === source);
  const patterns = [...left.patterns, ...right.patterns.filter(isNew)];
  return { ...left, ...overlap(left, right), patterns };
}

function meetArrays(left: ArrayShape, right: ArrayShape, { join }: Meeting): ArrayShape {
  const both = (one: 'none' | Goal, other: 'none' | Goal): 'none' | Goal =>
    one === 'none' || other === 'none' ? 'none' : join(one, other);
  const prefix: Goal[] = [];
  for (let index = 0; index < Math.max(left.prefix.length, right.prefix.length); index += 1) {
    const goal = both(left.prefix[index] ?? left.rest, right.prefix[index] ?? right.rest);
    if (goal === 'none') return { ...left, ...overlap(left, right), prefix, rest: 'none' };
    prefix.push(goal);
  }
  return { ...left, ...overlap(left, right), prefix, rest: both(left.rest, right.rest) };
}

function meetObjects(left: ObjectShape, right: ObjectShape, { join }: Meeting): ObjectShape {
  const properties = new Map<string, Goal>();
  for (const name of new Set([...left.properties.keys(), ...right.properties.keys()])) {
    const [one, other] = [goalOf(left, name), goalOf(right, name)];
    // One side forbids it: left out here, and the object stays closed to it.
    if (one !== 'none' && other !== 'none') properties.set(name, join(one, other));
  }
  return {
    ...left,
    ...overlap(left, right),
    properties,
    isListed: left.isListed || right.isListed,
    required: left.required.union(right.required),
    others: meetOthers(left.others, right.others, join),
    names: join(left.names, right.names),
  };
}

function meetOthers(
  left: ObjectShape['others'],
  right: ObjectShape['others'],
  join: Meeting['join'],
): ObjectShape['others'] {
  if (left === 'none' || right === 'none') return 'none';
  if (left === 'unstated') return right;
  return right === 'unstated' ? left : join(left, right);
}
