import { pointerTo } from './document.ts';
import { anyEngineNode, type EngineMember, type EngineNode } from './engine-nodes.ts';
import { type EngineSchema, mostRepetitions, type Scalar } from './engine-schema.ts';
import { isJsonArray, isJsonObject, type Json } from './json.ts';
import { membersOf, type Naming } from './property-names.ts';
import {
  type ArrayShape,
  type Goal,
  isAnyValue,
  isPlain,
  type LiteralShape,
  type NumberShape,
  type ObjectShape,
  type Shape,
  type StringShape,
} from './shapes.ts';

export interface NodeBuilding extends Naming {
  nodeFor(goal: Goal): EngineNode;
}

const leaf = (schema: EngineSchema): EngineNode => ({ kind: 'leaf', schema });

/** The nearest to these shapes that the engine takes. What it does not hold to is reported. */
export function nodeOfShapes(shapes: readonly Shape[], building: NodeBuilding): EngineNode {
  if (isAnyValue(shapes)) return anyEngineNode;
  const literals = shapes.filter((shape) => shape.kind === 'literal');
  const scalars = literals.filter(({ value }) => isWritable(value));
  const options = [
    ...scalarNodes(scalars.map(({ value }) => value).filter(isScalar)),
    ...literals.filter((shape) => !scalars.includes(shape)).map((shape) => literalNode(shape, building)),
    ...shapes.flatMap((shape) => (shape.kind === 'literal' ? [] : [nodeOfShape(shape, building)])),
  ];
  const [only] = options;
  return only && options.length === 1 ? only : { kind: 'union', options };
}

function nodeOfShape(shape: Exclude<Shape, LiteralShape>, building: NodeBuilding): EngineNode {
  switch (shape.kind) {
    case 'number':
      return numberNode(shape, building);
    case 'string':
      return stringNode(shape, building);
    case 'object':
      return objectNode(shape, building);
    case 'array':
      return arrayNode(shape, building);
  }
}

const relax = ({ report }: NodeBuilding, shape: Shape, keyword: string): void =>
  report({ keyword, pointer: pointerTo(shape.pointer, keyword), reason: 'The engine does not hold to it.' });

const isScalar = (value: Json): value is Scalar => typeof value !== 'object' || value === null;

/** The engine writes texts into its grammar with these escapes only. */
const isSafeText = (text: string): boolean =>
  text.isWellFormed() && Array.from(text).every((char) => char >= ' ' || '\t\n\r'.includes(char));

const isWritable = (value: Json): boolean => isScalar(value) && (typeof value !== 'string' || isSafeText(value));

function scalarNodes(values: readonly Scalar[]): EngineNode[] {
  const [only, ...others] = values;
  if (only === undefined) return [];
  if (others.length === 0) return [leaf(only === null ? { type: 'null' } : { const: only })];
  if (values.length === 2 && values.includes(true) && values.includes(false)) return [leaf({ type: 'boolean' })];
  return [leaf({ enum: values })];
}

/** Objects and lists as such that have one value each; texts the engine cannot write as any text. */
function literalNode(shape: LiteralShape, building: NodeBuilding): EngineNode {
  const { value } = shape;
  const part = (inner: Json): EngineNode => nodeOfShapes([{ ...shape, value: inner }], building);
  if (isJsonArray(value)) {
    return { kind: 'array', prefix: value.map(part), min: value.length, max: value.length };
  }
  if (!isJsonObject(value)) {
    relax(building, shape, 'enum');
    return leaf({ type: 'string' });
  }
  const members = new Map<string, EngineMember>();
  for (const [name, inner] of Object.entries(value)) {
    if (isSafeText(name)) members.set(name, { node: part(inner), isOptional: false, pointer: shape.pointer });
    else relax(building, shape, 'enum');
  }
  return { kind: 'object', members, max: Number.POSITIVE_INFINITY };
}

function numberNode(shape: NumberShape, building: NodeBuilding): EngineNode {
  if (shape.low) relax(building, shape, shape.low.isExclusive ? 'exclusiveMinimum' : 'minimum');
  if (shape.high) relax(building, shape, shape.high.isExclusive ? 'exclusiveMaximum' : 'maximum');
  if (shape.step !== 1) relax(building, shape, 'multipleOf');
  return leaf({ type: shape.isWhole ? 'integer' : 'number' });
}

const engineFormats = ['date', 'time', 'date-time'] as const;

function stringNode(shape: StringShape, building: NodeBuilding): EngineNode {
  const { patterns, min, max } = shape;
  if (isPlain(shape)) return leaf({ type: 'string' });
  const isLimited = min > 0 || max < Number.POSITIVE_INFINITY;
  const [first, ...others] = patterns;
  const format = first?.keyword === 'format' && engineFormats.find((name) => name === first.source);
  if (format && others.length === 0 && !isLimited) return leaf({ type: 'string', format });
  for (const { keyword, pointer } of patterns) {
    building.report({ keyword, pointer, reason: 'The engine does not hold to it.' });
  }
  const [minLength, maxLength] = repetitions(shape, building, ['minLength', 'maxLength', mostRepetitions.chars]);
  return leaf({
    type: 'string',
    ...(minLength > 0 && { minLength }),
    ...(Number.isFinite(maxLength) && { maxLength }),
  });
}

/** Bounds as far as the engine can count. */
function repetitions(
  shape: StringShape | ArrayShape,
  building: NodeBuilding,
  [minKey, maxKey, most]: readonly [string, string, number],
): readonly [min: number, max: number] {
  const { min, max } = shape;
  if (min > most) relax(building, shape, minKey);
  if (max > most && max < Number.POSITIVE_INFINITY) relax(building, shape, maxKey);
  return [Math.min(min, most), max > most ? Number.POSITIVE_INFINITY : max];
}

function objectNode(shape: ObjectShape, building: NodeBuilding): EngineNode {
  const { named, others } = membersOf(shape, building);
  const members = new Map<string, EngineMember>();
  for (const { name, goal, isRequired } of named) {
    // The engine cannot write such a name at all.
    if (isSafeText(name)) {
      members.set(name, { node: building.nodeFor(goal), isOptional: !isRequired, pointer: shape.pointer });
    } else if (isRequired) relax(building, shape, 'required');
  }
  if (shape.min > members.size) relax(building, shape, 'minProperties');
  if (members.size > shape.max) dropOptional(members, shape.max);
  const max = shape.max > members.size + mostRepetitions.items ? Number.POSITIVE_INFINITY : shape.max;
  if (!others || shape.max <= members.size) return { kind: 'object', members, max: Number.POSITIVE_INFINITY };

  // A name that the schema gives may come again among the others, with another kind of value.
  if (members.size > 0) relax(building, shape, 'additionalProperties');
  if (!isPlain(others.names)) relax(building, shape, 'propertyNames');
  if (max !== shape.max) relax(building, shape, 'maxProperties');
  return { kind: 'object', members, others: building.nodeFor(others.goal), max };
}

function dropOptional(members: Map<string, EngineMember>, most: number): void {
  for (const [name, { isOptional }] of [...members].reverse()) {
    if (isOptional && members.size > most) members.delete(name);
  }
}

function arrayNode(shape: ArrayShape, building: NodeBuilding): EngineNode {
  const { rest } = shape;
  const [min, max] = repetitions(shape, building, ['minItems', 'maxItems', mostRepetitions.items]);
  const prefix = shape.prefix.slice(0, max).map((goal) => building.nodeFor(goal));
  if (rest === 'none') return { kind: 'array', prefix, min, max: Math.min(max, prefix.length) };
  return { kind: 'array', prefix, rest: building.nodeFor(rest), min, max };
}
