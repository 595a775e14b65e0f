import { anyEngineValue, type EngineSchema } from './engine-schema.ts';

/** An engine schema while it can still be changed. */
export type EngineNode = { description?: string } & (
  | { kind: 'leaf'; schema: EngineSchema }
  | { kind: 'union'; options: readonly EngineNode[] }
  | { kind: 'object'; members: Map<string, EngineMember>; others?: EngineNode; max: number }
  | { kind: 'array'; prefix: readonly EngineNode[]; rest?: EngineNode; min: number; max: number }
  | { kind: 'reference'; name: string }
);

export interface EngineMember {
  node: EngineNode;
  isOptional: boolean;
  /** Of the object it belongs to. */
  pointer: string;
}

export const anyEngineNode: EngineNode = { kind: 'leaf', schema: anyEngineValue };

/** The schemas that hold themselves, by name. */
export type EngineDefinitions = ReadonlyMap<string, EngineNode>;

/**
 * Takes out optional parts that could never end: the engine always writes every property, so `next` of a list, left to it,
 * would hold a `next` for ever. Gives the definitions that can end, or undefined when the root cannot.
 */
export function makeFinite(root: EngineNode, definitions: EngineDefinitions): ReadonlySet<string> | undefined {
  for (;;) {
    const finite = finiteDefinitions(definitions);
    const dropped = [root, ...definitions.values()].map((node) => dropEndless(node, finite));
    if (!dropped.includes(true)) return canEnd(root, finite) ? finite : undefined;
  }
}

function finiteDefinitions(definitions: EngineDefinitions): ReadonlySet<string> {
  const finite = new Set<string>();
  for (let size = -1; size < finite.size; ) {
    size = finite.size;
    for (const [name, node] of definitions) if (canEnd(node, finite)) finite.add(name);
  }
  return finite;
}

export function canEnd(node: EngineNode, finite: ReadonlySet<string>): boolean {
  switch (node.kind) {
    case 'leaf':
      return true;
    case 'reference':
      return finite.has(node.name);
    case 'union':
      return node.options.some((option) => canEnd(option, finite));
    case 'object':
      return [...node.members.values()].every((member) => canEnd(member.node, finite));
    case 'array': {
      // The engine always writes the whole prefix too.
      const items = node.rest && node.min > node.prefix.length ? [...node.prefix, node.rest] : node.prefix;
      return items.every((item) => canEnd(item, finite));
    }
  }
}

function dropEndless(node: EngineNode, finite: ReadonlySet<string>): boolean {
  let hasDropped = false;
  if (node.kind === 'object') {
    for (const [name, member] of node.members) {
      if (member.isOptional && !canEnd(member.node, finite)) hasDropped = node.members.delete(name);
    }
  }
  if (node.kind === 'array') {
    const end = node.prefix.findIndex((item, index) => index >= node.min && !canEnd(item, finite));
    if (end !== -1) {
      node.prefix = node.prefix.slice(0, end);
      node.max = end;
      hasDropped = true;
    }
  }
  return childrenOf(node).reduce((dropped, child) => dropEndless(child, finite) || dropped, hasDropped);
}

export function childrenOf(node: EngineNode): readonly EngineNode[] {
  switch (node.kind) {
    case 'leaf':
    case 'reference':
      return [];
    case 'union':
      return node.options;
    case 'object':
      return [...[...node.members.values()].map((member) => member.node), ...(node.others ? [node.others] : [])];
    case 'array':
      return [...node.prefix, ...(node.rest ? [node.rest] : [])];
  }
}
