import { createEffort, PatternProblem } from './automaton/regex.ts';
import { nodeOfShapes } from './build-engine-nodes.ts';
import { copySchema, createDocument, pointerTo } from './document.ts';
import { anyEngineNode, childrenOf, type EngineNode, makeFinite } from './engine-nodes.ts';
import type { EngineSchema } from './engine-schema.ts';
import { createExpander, keyOf } from './expand.ts';
import { type Fits, fitsShape } from './fits.ts';
import { isJsonObject, ownValue } from './json.ts';
import { limits } from './limits.ts';
import { type Report, refuse } from './refusal.ts';
import { type Goal, statedShapes } from './shapes.ts';
import { writeEngineSchema } from './write-engine-schema.ts';

export interface Normalised {
  /** In the part of JSON Schema that the engine's grammar for function parameters takes. */
  schema: EngineSchema;
  /** Pointers of the keywords that it does not hold to. */
  relaxed: readonly string[];
  /** Pointers of the properties that might be left out by the schema, and that the engine always writes. */
  alwaysWritten: readonly string[];
}

/**
 * The nearest schema that the engine takes for the parameters of a function. Throws `UNSUPPORTED_SCHEMA` only for what is
 * no schema, is too large, or could never be written to its end.
 */
export function normaliseForEngine(schema: unknown): Normalised {
  try {
    return normalise(schema);
  } catch (error) {
    if (!(error instanceof PatternProblem)) throw error;
    return refuse({ keyword: 'schema', pointer: '#', reason: error.message });
  }
}

function normalise(schema: unknown): Normalised {
  const relaxed = new Set<string>();
  const report: Report = ({ pointer }) => void relaxed.add(pointer);
  const effort = createEffort(limits.effort);
  const copy = copySchema(schema, refuse);
  if (typeof copy !== 'boolean' && !isJsonObject(copy)) {
    refuse({ keyword: 'schema', pointer: '#', reason: 'A schema has to be an object, true or false.' });
  }
  const document = createDocument(copy, report);
  const expand = createExpander({ document, report, effort });
  const fits: Fits = (goal, value) => expand(goal).some((shape) => fitsShape(shape, value, fits));

  const names = new Map<string, string>();
  const definitions = new Map<string, EngineNode>();
  const open = new Set<string>();
  let count = 0;
  const nameOf = (key: string): string => {
    const name = names.get(key) ?? `type${names.size + 1}`;
    names.set(key, name);
    return name;
  };

  function nodeFor(goal: Goal): EngineNode {
    if (goal.length === 0) return anyEngineNode;
    const key = keyOf(goal);
    if (open.has(key) || names.has(key)) return { kind: 'reference', name: nameOf(key) };
    count += 1;
    open.add(key);
    const tooMany = count > limits.rules && `It comes to more than ${limits.rules} schemas.`;
    const tooDeep = open.size > limits.depth && `It is nested deeper than ${limits.depth} levels.`;
    if (tooMany || tooDeep)
      refuse({ keyword: 'schema', pointer: goal[0]?.pointer ?? '#', reason: tooMany || tooDeep || '' });

    const described = descriptionOf(goal);
    const built = nodeOfShapes(statedShapes(expand(goal)), { nodeFor, expand, fits, report });
    const node = described === undefined ? built : { ...built, description: described };
    open.delete(key);
    const name = names.get(key);
    if (name === undefined) return node;
    // It was met again inside itself.
    definitions.set(name, node);
    return { kind: 'reference', name };
  }

  const root = nodeFor(document.goal(document.root));
  const finite = makeFinite(root, definitions);
  if (!finite) {
    const reason = 'Every value of it holds another of its kind, without end.';
    return refuse({ keyword: '$ref', pointer: '#', reason });
  }
  return {
    schema: writeEngineSchema(root, definitions, finite),
    relaxed: [...relaxed],
    alwaysWritten: [root, ...definitions.values()].flatMap(optionalIn),
  };
}

function descriptionOf(goal: Goal): string | undefined {
  const texts = goal.map(({ schema }) => (typeof schema === 'object' ? ownValue(schema, 'description') : undefined));
  return texts.find((text) => typeof text === 'string');
}

function optionalIn(node: EngineNode): string[] {
  const own = node.kind === 'object' ? [...node.members].filter(([, { isOptional }]) => isOptional) : [];
  return [
    ...own.map(([name, { pointer }]) => pointerTo(pointerTo(pointer, 'properties'), name)),
    ...childrenOf(node).flatMap(optionalIn),
  ];
}
