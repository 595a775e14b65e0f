/** One way a rule can go: its references by number, and `character` for what is written. */
export type Way = readonly number[];
export type Rules = readonly (readonly Way[])[];

export const character = -1;

export type ReadGrammar =
  | { kind: 'rules'; rules: Rules; root: number }
  /** It is not written as the engine wants it. */
  | { kind: 'wrong' }
  /** Written out it has more elements than allowed. */
  | { kind: 'large' };

interface Sequence {
  items: number[];
  /** Elements in the engine: a literal has one for each of its characters. */
  size: number;
}

const space = /(?:[ \t]|#[^\r\n\0]*)*/y;
const spaceOrLine = /(?:[ \t\r\n]|#[^\r\n\0]*)*/y;
const name = /[a-zA-Z0-9-]+/y;
const literal = /"(?:\\[^\0]|[^"\\\0])*"/y;
const range = /\[(?:\\[^\0]|[^\]\\\0])*\]/y;
const token = /!?<(?:\[\d+\]|[^>\0]*)>/y;
const times = /\{[ \t\r\n]*(\d+)[ \t\r\n]*(,)?[ \t\r\n]*(\d+)?[ \t\r\n]*\}/y;
/** The engine takes more repetitions for any number of them, or for a mistake. */
const mostTimes = 2000;

/** Reads a grammar as the engine does, every repetition written out, and stops where that becomes too much. */
export function readGrammar(gbnf: string, mostElements: number): ReadGrammar {
  const rules: Way[][] = [];
  const numbers = new Map<string, number>();
  let at = 0;
  let elements = 0;

  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(gbnf);
    if (found) at = pattern.lastIndex;
    return found;
  };
  const skip = (isNested: boolean) => take(isNested ? spaceOrLine : space);
  const count = (size: number) => {
    elements += size;
    if (elements > mostElements) throw large;
  };
  const addRule = (ways: Way[]): number => rules.push(ways) - 1;
  const numberOf = (text: string): number => {
    const known = numbers.get(text) ?? addRule([]);
    numbers.set(text, known);
    return known;
  };

  const alternatives = (isNested: boolean): Way[] => {
    const ways = [sequence(isNested)];
    while (gbnf[at] === '|') {
      at += 1;
      skip(true);
      ways.push(sequence(isNested));
    }
    count(ways.length);
    return ways;
  };

  const sequence = (isNested: boolean): Way => {
    const done: number[] = [];
    let last: Sequence = { items: [], size: 0 };
    for (;;) {
      const next = item();
      if (next) {
        for (const one of last.items) done.push(one);
        last = next;
      } else {
        const repetition = repeated();
        if (!repetition) break;
        last = repeat(last, repetition);
      }
      skip(isNested);
    }
    for (const one of last.items) done.push(one);
    return done;
  };

  const item = (): Sequence | null => {
    const text = take(literal) ?? take(range);
    if (text) {
      const size = text[0].length - 2;
      count(size);
      return { items: size > 0 ? [character] : [], size };
    }
    const found = take(name);
    if (!found && gbnf[at] !== '(' && gbnf[at] !== '.' && !take(token)) return null;
    count(1);
    if (found) return { items: [numberOf(found[0])], size: 1 };
    if (gbnf[at] === '(') return { items: [group()], size: 1 };
    if (gbnf[at] === '.') at += 1;
    return { items: [character], size: 1 };
  };

  const group = (): number => {
    at += 1;
    skip(true);
    const ways = alternatives(true);
    if (gbnf[at] !== ')') throw wrong;
    at += 1;
    return addRule(ways);
  };

  const repeated = (): { least: number; most: number } | null => {
    const sign = gbnf[at];
    if (sign === '*' || sign === '+' || sign === '?') {
      at += 1;
      return { least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : Infinity };
    }
    if (sign !== '{') return null;
    const found = take(times);
    if (!found) throw wrong;
    const least = Number(found[1]);
    const most = found[3] !== undefined ? Number(found[3]) : found[2] ? Infinity : least;
    // With the larger number first the engine counts for ever.
    if (least > mostTimes || most < least || (found[3] !== undefined && !found[2])) throw wrong;
    return { least, most: most > mostTimes ? Infinity : most };
  };

  const repeat = ({ items, size }: Sequence, { least, most }: { least: number; most: number }): Sequence => {
    if (size === 0) throw wrong;
    const optional = most === Infinity ? 1 : most - least;
    count((size + 3) * optional + size * Math.max(0, least - 1));
    const all = Array.from({ length: least }, () => items).flat();
    let rule: number | null = null;
    for (let index = 0; index < optional; index += 1) {
      const number = addRule([]);
      const rest = most === Infinity ? number : rule;
      rules[number] = [rest === null ? items : [...items, rest], []];
      rule = number;
    }
    return { items: rule === null ? all : [...all, rule], size: size * least + 1 };
  };

  try {
    skip(true);
    while (at < gbnf.length) {
      const found = take(name);
      skip(false);
      if (!found || !gbnf.startsWith('::=', at)) throw wrong;
      const number = numberOf(found[0]);
      at += 3;
      skip(true);
      rules[number] = alternatives(false);
      if (at < gbnf.length && !/[\r\n]/.test(gbnf[at] ?? '')) throw wrong;
      skip(true);
    }
  } catch (error) {
    if (error === wrong || error === large) return { kind: error === wrong ? 'wrong' : 'large' };
    throw error;
  }
  const root = numbers.get('root');
  const isWhole = rules.every((ways) => ways.length > 0);
  return root === undefined || !isWhole ? { kind: 'wrong' } : { kind: 'rules', rules, root };
}

const wrong = new Error('wrong');
const large = new Error('large');
