import { accepts } from './automaton/automaton.ts';
import { isInside } from './bounds.ts';
import { isJsonArray, isJsonObject, type Json, sameJson } from './json.ts';
import type { ArrayShape, Goal, ObjectShape, Shape, StringShape } from './shapes.ts';

/** Whether a value meets a goal. */
export type Fits = (goal: Goal, value: Json) => boolean;

export function fitsShape(shape: Shape, value: Json, fits: Fits): boolean {
  switch (shape.kind) {
    case 'literal':
      return sameJson(shape.value, value);
    case 'number':
      return typeof value === 'number' && isInside(shape, value);
    case 'string':
      return typeof value === 'string' && fitsString(shape, value);
    case 'array':
      return isJsonArray(value) && fitsArray(shape, value, fits);
    case 'object':
      return isJsonObject(value) && fitsObject(shape, Object.entries(value), fits);
  }
}

const isCount = ({ min, max }: { min: number; max: number }, count: number): boolean => min <= count && count <= max;

const fitsString = (shape: StringShape, value: string): boolean =>
  isCount(shape, Array.from(value).length) && shape.patterns.every(({ automaton }) => accepts(automaton, value));

function fitsArray(shape: ArrayShape, items: readonly Json[], fits: Fits): boolean {
  const { prefix, rest } = shape;
  const fitsAt = (item: Json, index: number): boolean => {
    const goal = prefix[index] ?? rest;
    return goal !== 'none' && fits(goal, item);
  };
  return isCount(shape, items.length) && items.every(fitsAt);
}

function fitsObject(shape: ObjectShape, members: readonly (readonly [string, Json])[], fits: Fits): boolean {
  const names = new Set(members.map(([name]) => name));
  return (
    isCount(shape, members.length) &&
    [...shape.required].every((name) => names.has(name)) &&
    members.every(([name, value]) => {
      const goal = goalOf(shape, name);
      return fits(shape.names, name) && goal !== 'none' && fits(goal, value);
    })
  );
}

/** What a property of an object has to meet. */
export function goalOf({ properties, others }: ObjectShape, name: string): 'none' | Goal {
  return properties.get(name) ?? (others === 'unstated' ? [] : others);
}
