import { type CharSet, sizeOfSet } from './automaton/char-set.ts';
import { limits } from './limits.ts';

/** A piece of an alternative: a text, one character of a set, or what another rule stands for. */
export type Item = { text: string } | { set: CharSet } | { rule: string };
export type Alternative = readonly Item[];

export const text = (value: string): Item => ({ text: value });
export const ruleItem = (rule: string): Item => ({ rule });

/** A grammar while it grows. Plain alternatives only: repetition is made of rules, so the engine's own limit on it does not apply. */
export interface Rules {
  /** A name for a rule that is defined later. */
  reserve(): string;
  define(name: string, alternatives: readonly Alternative[]): void;
  add(alternatives: readonly Alternative[]): string;
  /** The rule of that key, made on first use. */
  once(key: string, make: () => readonly Alternative[]): string;
  /** As text for the engine, or undefined when no finite text meets it. */
  render(root: string): string | undefined;
}

/** `onFull` is called when the grammar outgrows its limits, and has to throw. */
export function createRules(onFull: (reason: string) => never): Rules {
  const rules = new Map<string, readonly Alternative[]>();
  const known = new Map<string, string>();
  let names = 0;
  let elements = 0;

  function reserve(): string {
    names += 1;
    if (names > limits.rules) onFull(`The grammar comes to more than ${limits.rules} rules.`);
    return `r${names}`;
  }

  function define(name: string, alternatives: readonly Alternative[]): void {
    for (const item of alternatives.flat()) elements += sizeOf(item);
    elements += alternatives.length;
    if (elements > limits.elements) onFull(`The grammar comes to more than ${limits.elements} elements.`);
    rules.set(name, alternatives);
  }

  function add(alternatives: readonly Alternative[]): string {
    const name = reserve();
    define(name, alternatives);
    return name;
  }

  function once(key: string, make: () => readonly Alternative[]): string {
    const name = known.get(key);
    if (name) return name;
    const fresh = reserve();
    // Known before it is made: it may refer to itself.
    known.set(key, fresh);
    define(fresh, make());
    return fresh;
  }

  return { reserve, define, add, once, render: (root) => render(rules, root) };
}

function sizeOf(item: Item): number {
  if ('text' in item) return item.text.length;
  return 'set' in item ? item.set.length : 1;
}

function render(rules: ReadonlyMap<string, readonly Alternative[]>, root: string): string | undefined {
  const ending = endingRules(rules);
  if (!ending.has(root)) return undefined;
  const canEnd = (alternative: Alternative): boolean =>
    alternative.every((item) => !('rule' in item) || ending.has(item.rule));
  const lines = [`root ::= ${root}`];
  const used = new Set([root]);
  for (const name of used) {
    // What can never end is not offered: a model that took such a way would be lost in it.
    const alternatives = (rules.get(name) ?? []).filter(canEnd);
    for (const item of alternatives.flat()) if ('rule' in item) used.add(item.rule);
    const written = new Set(alternatives.map((alternative) => alternative.map(writeItem).join(' ') || '""'));
    lines.push(`${name} ::= ${[...written].join(' | ')}`);
  }
  return `${lines.join('\n')}\n`;
}

/** The rules from which some finite text can be made. */
function endingRules(rules: ReadonlyMap<string, readonly Alternative[]>): ReadonlySet<string> {
  const ending = new Set<string>();
  const waiting = new Map<string, { name: string; open: number }[]>();
  for (const [name, alternatives] of rules) {
    for (const alternative of alternatives) {
      const needed = new Set(alternative.flatMap((item) => ('rule' in item ? [item.rule] : [])));
      const entry = { name, open: needed.size };
      if (entry.open === 0) ending.add(name);
      for (const rule of needed) {
        const others = waiting.get(rule);
        if (others) others.push(entry);
        else waiting.set(rule, [entry]);
      }
    }
  }
  for (const name of ending) {
    for (const entry of waiting.get(name) ?? []) {
      entry.open -= 1;
      if (entry.open === 0) ending.add(entry.name);
    }
  }
  return ending;
}

function writeItem(item: Item): string {
  if ('rule' in item) return item.rule;
  if ('text' in item) return `"${Array.from(item.text, (char) => writeCode(char.codePointAt(0) ?? 0)).join('')}"`;
  if (item.set.length === 1 && sizeOfSet(item.set) === 1) return `"${writeCode(item.set[0]?.[0] ?? 0)}"`;
  const ranges = item.set.map(([from, to]) => (from === to ? writeCode(from) : `${writeCode(from)}-${writeCode(to)}`));
  return `[${ranges.join('')}]`;
}

/** Everything but letters, digits and harmless marks is written by its number: the grammar stays ASCII and nothing in it has a meaning of its own. */
function writeCode(code: number): string {
  const char = String.fromCodePoint(code);
  if (/^[\w !#$%&'()*+,./:;<=>?@`{|}~]$/.test(char)) return char;
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`;
}
