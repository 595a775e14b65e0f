// Writes random texts that a grammar allows, by reading the grammar's text. Knows plain rules only, as `rules.ts` writes them.
export type Random = (below: number) => number;

/** Numbers that look random and are the same on every run. */
export function seeded(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type Item = { text: string } | { rule: string } | { ranges: (readonly [number, number])[] };
type Rules = ReadonlyMap<string, readonly (readonly Item[])[]>;

const code = String.raw`\\U[0-9a-f]{8}|\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|[^\]\\"]`;
const itemPattern = new RegExp(String.raw`"(?:${code})*"|\[(?:${code})*\]|\||[a-z]+\d*`, 'g');

function charOf(written: string): string {
  const hex = /^\\[xuU]([0-9a-f]+)$/.exec(written)?.[1];
  return hex ? String.fromCodePoint(Number.parseInt(hex, 16)) : written;
}

function readItem(written: string): Item {
  const codes = (written.slice(1, -1).match(new RegExp(code, 'g')) ?? []).map((char) => ({
    char,
    value: charOf(char),
  }));
  if (written.startsWith('"')) return { text: codes.map(({ value }) => value).join('') };
  if (!written.startsWith('[')) return { rule: written };
  const ranges: (readonly [number, number])[] = [];
  const at = (index: number): number => codes[index]?.value.codePointAt(0) ?? 0;
  for (let index = 0; index < codes.length; index += 1) {
    const isRange = codes[index + 1]?.char === '-' && index + 2 < codes.length;
    ranges.push([at(index), at(isRange ? index + 2 : index)]);
    if (isRange) index += 2;
  }
  return { ranges };
}

export function readGbnf(grammar: string): Rules {
  const rules = new Map<string, Item[][]>();
  for (const line of grammar.trimEnd().split('\n')) {
    const [name = '', body = ''] = line.split(/ ::= (.*)/s);
    const alternatives: Item[][] = [[]];
    for (const [written] of body.matchAll(itemPattern)) {
      if (written === '|') alternatives.push([]);
      else alternatives.at(-1)?.push(readItem(written));
    }
    rules.set(name, alternatives);
  }
  return rules;
}

/** The fewest rules that have to be gone through from each rule to an end. */
function shortestWays(rules: Rules): ReadonlyMap<string, number> {
  const ways = new Map<string, number>();
  for (let hasChanged = true; hasChanged; ) {
    hasChanged = false;
    for (const [name, alternatives] of rules) {
      const best = Math.min(...alternatives.map((items) => 1 + wayOf(items, ways)));
      if (best < (ways.get(name) ?? Number.POSITIVE_INFINITY)) {
        ways.set(name, best);
        hasChanged = true;
      }
    }
  }
  return ways;
}

const wayOf = (items: readonly Item[], ways: ReadonlyMap<string, number>): number =>
  items.reduce((sum, item) => sum + ('rule' in item ? (ways.get(item.rule) ?? Number.POSITIVE_INFINITY) : 0), 0);

/** A maker of random texts. After about `effort` rules it takes the shortest way to an end. Throws for a rule without an end. */
export function textWriter(grammar: string, random: Random, effort = 60): () => string {
  const rules = readGbnf(grammar);
  const ways = shortestWays(rules);
  for (const name of rules.keys()) if (!ways.has(name)) throw new Error(`The rule ${name} has no end.`);

  return () => {
    let [text, left] = ['', effort];
    const open: Item[] = [{ rule: 'root' }];
    for (let item = open.pop(); item; item = open.pop()) {
      if ('text' in item) text += item.text;
      else if ('ranges' in item) {
        const [low, high] = item.ranges[random(item.ranges.length)] ?? [0, 0];
        // Mostly what can be read, and sometimes anything.
        text += String.fromCodePoint(low + random(Math.min(high - low + 1, random(4) === 0 ? high : 90)));
      } else {
        left -= 1;
        const alternatives = rules.get(item.rule) ?? [];
        const shortest = Math.min(...alternatives.map((items) => wayOf(items, ways)));
        const allowed = left > 0 ? alternatives : alternatives.filter((items) => wayOf(items, ways) === shortest);
        open.push(...(allowed[random(allowed.length)] ?? []).toReversed());
      }
    }
    return text;
  };
}
