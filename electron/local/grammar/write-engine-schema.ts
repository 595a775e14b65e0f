import { anyEngineNode, canEnd, type EngineDefinitions, type EngineNode } from './engine-nodes.ts';
import type { BasicType, EngineSchema } from './engine-schema.ts';

/** Writes nodes as the engine takes them. `finite`: the definitions that can end; what cannot is left out wherever it need not be. */
export function writeEngineSchema(
  root: EngineNode,
  definitions: EngineDefinitions,
  finite: ReadonlySet<string>,
): EngineSchema {
  const write = (node: EngineNode): EngineSchema => {
    const schema = writeKind(node);
    return node.description === undefined ? schema : { ...schema, description: node.description };
  };

  function writeKind(node: EngineNode): EngineSchema {
    switch (node.kind) {
      case 'leaf':
        return node.schema;
      case 'reference':
        return { $ref: `#/$defs/${node.name}` };
      case 'union':
        return writeUnion(node.options.filter((option) => canEnd(option, finite)).map(write));
      case 'object':
        return writeObject(node);
      case 'array':
        return writeArray(node);
    }
  }

  function writeObject({ members, others, max }: EngineNode & { kind: 'object' }): EngineSchema {
    const properties = Object.fromEntries([...members].map(([name, { node }]) => [name, write(node)]));
    if (!others || !canEnd(others, finite)) return { type: 'object', properties };
    const additionalProperties = others === anyEngineNode ? true : write(others);
    return { type: 'object', properties, additionalProperties, ...(Number.isFinite(max) && { maxProperties: max }) };
  }

  function writeArray({ prefix, rest, min, max }: EngineNode & { kind: 'array' }): EngineSchema {
    const hasRest = rest !== undefined && canEnd(rest, finite);
    const most = hasRest ? max : Math.min(max, prefix.length);
    return {
      type: 'array',
      ...(prefix.length > 0 && { prefixItems: prefix.map(write) }),
      // Without it the engine takes any value.
      ...(hasRest && rest !== anyEngineNode && { items: write(rest) }),
      ...(min > 0 && { minItems: min }),
      ...(Number.isFinite(most) && { maxItems: most }),
    };
  }

  const top = root.kind === 'reference' ? definitions.get(root.name) : undefined;
  const schema = write(top ?? root);
  const $defs = Object.fromEntries(
    [...definitions].filter(([name]) => finite.has(name)).map(([name, node]) => [name, write(node)]),
  );
  return definitions.size === 0 ? schema : { ...schema, $defs };
}

/** Plain types together are one schema with a list of types, which reads better where the model is told about it. */
function writeUnion(options: readonly EngineSchema[]): EngineSchema {
  const types = options.map(plainType);
  const plain = types.filter((type) => type !== undefined);
  if (plain.length < 2) return options.length === 1 && options[0] ? options[0] : { oneOf: options };
  const others = options.filter((_, index) => types[index] === undefined);
  const type = [...new Set(plain)];
  return others.length === 0 ? { type } : { oneOf: [{ type }, ...others] };
}

const plainType = (schema: EngineSchema): BasicType | undefined =>
  'type' in schema &&
  Object.keys(schema).length === 1 &&
  typeof schema.type === 'string' &&
  schema.type !== 'array' &&
  schema.type !== 'object'
    ? (schema.type as BasicType)
    : undefined;
