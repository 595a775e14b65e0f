import type { Automaton } from './automaton/automaton.ts';
import type { Json, JsonObject } from './json.ts';

/** A schema and where it stands in the document. The pointer is its identity. */
export interface Place {
  schema: JsonObject | boolean;
  pointer: string;
}

/** Schemas that a value has to meet all at once. None: any value. */
export type Goal = readonly Place[];

/** One of the alternatives that a goal comes to: values of one kind, with all that is asked of them. */
export type Shape = LiteralShape | NumberShape | StringShape | ObjectShape | ArrayShape;

interface Common {
  /** Whether the schema names this kind (`type`, `const`, …), or only does not rule it out. */
  isStated: boolean;
  /** Which branch of each `oneOf` it came through, by the pointer of the `oneOf`. */
  choices: ReadonlyMap<string, number>;
  /** Of the schema that says most of it. */
  pointer: string;
}

export interface LiteralShape extends Common {
  kind: 'literal';
  value: Json;
}

export interface Bound {
  value: number;
  isExclusive: boolean;
}

export interface NumberShape extends Common {
  kind: 'number';
  isWhole: boolean;
  low?: Bound;
  high?: Bound;
  /** A whole number; only where `isWhole`. 1: every one. */
  step: number;
}

export interface Pattern {
  keyword: 'pattern' | 'format';
  pointer: string;
  source: string;
  automaton: Automaton;
}

export interface StringShape extends Common {
  kind: 'string';
  min: number;
  max: number;
  patterns: readonly Pattern[];
}

export interface ObjectShape extends Common {
  kind: 'object';
  properties: ReadonlyMap<string, Goal>;
  /** Whether `properties` is there, be it empty. */
  isListed: boolean;
  required: ReadonlySet<string>;
  /** Other properties: none, not mentioned, or meeting this goal. */
  others: 'none' | 'unstated' | Goal;
  /** What every name has to meet. */
  names: Goal;
  min: number;
  max: number;
}

export interface ArrayShape extends Common {
  kind: 'array';
  prefix: readonly Goal[];
  rest: 'none' | Goal;
  min: number;
  max: number;
}

const common: Common = { isStated: false, choices: new Map(), pointer: '#' };
const unlimited = { min: 0, max: Number.POSITIVE_INFINITY };

export const literal = (value: Json, isStated = true): LiteralShape => ({
  ...common,
  isStated,
  kind: 'literal',
  value,
});
export const anyNumber: NumberShape = { ...common, kind: 'number', isWhole: false, step: 1 };
export const anyString: StringShape = { ...common, kind: 'string', ...unlimited, patterns: [] };
export const anyArray: ArrayShape = { ...common, kind: 'array', ...unlimited, prefix: [], rest: [] };
export const anyObject: ObjectShape = {
  ...common,
  kind: 'object',
  ...unlimited,
  properties: new Map(),
  isListed: false,
  required: new Set(),
  others: 'unstated',
  names: [],
};

/** Every JSON value. */
export const anyShapes: readonly Shape[] = [
  anyObject,
  anyArray,
  anyString,
  anyNumber,
  literal(true, false),
  literal(false, false),
  literal(null, false),
];

/** Whether every value of its kind is in it. */
export function isPlain(shape: Shape): boolean {
  switch (shape.kind) {
    case 'literal':
      return !shape.isStated;
    case 'number':
      return !shape.isWhole && !shape.low && !shape.high;
    case 'string':
      return shape.min === 0 && shape.max === Number.POSITIVE_INFINITY && shape.patterns.length === 0;
    case 'object':
      return (
        !shape.isListed &&
        shape.required.size === 0 &&
        shape.names.length === 0 &&
        isUnlimited(shape) &&
        isAnything(shape.others)
      );
    case 'array':
      return shape.prefix.length === 0 && isUnlimited(shape) && isAnything(shape.rest);
  }
}

const isUnlimited = ({ min, max }: { min: number; max: number }): boolean =>
  min === 0 && max === Number.POSITIVE_INFINITY;

const isAnything = (rest: 'none' | 'unstated' | Goal): boolean => rest === 'unstated' || rest.length === 0;

/** All seven, untouched. */
export const isAnyValue = (shapes: readonly Shape[]): boolean =>
  shapes.length === anyShapes.length && shapes.every((shape) => !shape.isStated && isPlain(shape));

/**
 * What is written for a goal. A schema that says `properties` and no `type` means objects, though by the letter it lets
 * any number pass too: kinds that nothing is said about are left out where something is said about others.
 */
export function statedShapes(shapes: readonly Shape[]): readonly Shape[] {
  const stated = shapes.filter((shape) => shape.isStated || !isPlain(shape));
  return stated.length > 0 ? stated : shapes;
}

/** Other properties as they are written: none where some are listed and nothing is said about others. */
export const writtenOthers = ({ others, isListed, required }: ObjectShape): 'none' | Goal => {
  if (others !== 'unstated') return others;
  return isListed || required.size > 0 ? 'none' : [];
};
