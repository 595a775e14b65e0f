import { character, type Rules, readGrammar, type Way } from './read-grammar.ts';

/**
 * The engine goes every way a grammar may take before its next character, again and again, with this thread in its
 * hands: a few lines that double at each rule keep it for hours. Measured: 4000 ways take 50 ms, and twice as many
 * four to nine times as long.
 */
const limits = { elements: 100_000, ways: 4096, steps: 500_000, depth: 2000 };

/** Why a grammar is too much work for the engine, or what is wrong with it. Null where it may be used. */
export function tooMuchWork(gbnf: string, whatIsWrong: (gbnf: string) => string): string | null {
  const read = readGrammar(gbnf, limits.elements);
  if (read.kind === 'wrong') return whatIsWrong(gbnf);
  if (read.kind === 'large') return `it has more than ${limits.elements} parts with its repetitions written out`;
  const reason = walkAll(read.rules);
  if (reason === 'endless') return whatIsWrong(gbnf);
  if (reason === 'ways') return `at one place it may go on in more than ${limits.ways} ways`;
  if (reason === 'depth') return `its rules lead into each other more than ${limits.depth} deep`;
  return reason && `its rules together may go on in more than ${limits.steps} ways`;
}

type Reason = 'endless' | 'ways' | 'depth' | 'steps';

/** Goes the ways from every place where the engine may come to stand. */
function walkAll(rules: Rules): Reason | null {
  const canBeEmpty = findEmpty(rules);
  /** How many references had something after them when each rule on the way was entered. */
  const entered = new Map<number, number>();
  let steps = 0;
  let ways = 0;

  const enter = (rule: number, kept: number): Reason | null => {
    const before = entered.get(rule);
    // Back where it was with nothing more to do is the same place; with more to do each time there is no end.
    if (before !== undefined) return kept > before ? 'endless' : null;
    if (entered.size >= limits.depth) return 'depth';
    entered.set(rule, kept);
    for (const way of rules[rule] ?? []) {
      steps += 1;
      ways += 1;
      if (steps > limits.steps) return 'steps';
      if (ways > limits.ways) return 'ways';
      const reason = follow(way, 0, kept);
      if (reason) return reason;
    }
    entered.delete(rule);
    return null;
  };

  const follow = (way: Way, start: number, kept: number): Reason | null => {
    for (let at = start; at < way.length; at += 1) {
      const rule = way[at] ?? character;
      if (rule === character) return null;
      const reason = enter(rule, at + 1 < way.length ? kept + 1 : kept);
      if (reason) return reason;
      if (!canBeEmpty[rule]) return null;
    }
    return null;
  };

  for (const [rule, itsWays] of rules.entries()) {
    const starts: [Way, number][] = itsWays.flatMap((way) => way.map((_, at): [Way, number] => [way, at]));
    ways = 0;
    const reason = enter(rule, 0);
    if (reason) return reason;
    for (const [way, at] of starts) {
      // The way from its beginning was just gone, and so was one that follows on what may be empty.
      const previous = way[at - 1] ?? character;
      if (at === 0 || way[at] === character || (previous !== character && canBeEmpty[previous])) continue;
      ways = 0;
      const later = follow(way, at, 0);
      if (later) return later;
    }
  }
  return null;
}

/** Which rules may write nothing. */
function findEmpty(rules: Rules): boolean[] {
  const canBeEmpty = rules.map(() => false);
  /** For each rule the ways that wait for it, with how many of their references are open still. */
  const users = new Map<number, { rule: number; open: number }[]>();
  const found: number[] = [];
  const mark = (rule: number) => {
    if (canBeEmpty[rule]) return;
    canBeEmpty[rule] = true;
    found.push(rule);
  };
  for (const [rule, ways] of rules.entries()) {
    for (const way of ways) {
      if (way.includes(character)) continue;
      const user = { rule, open: way.length };
      if (way.length === 0) mark(rule);
      for (const reference of way) {
        const known = users.get(reference);
        if (known) known.push(user);
        else users.set(reference, [user]);
      }
    }
  }
  for (let rule = found.pop(); rule !== undefined; rule = found.pop()) {
    for (const user of users.get(rule) ?? []) {
      user.open -= 1;
      if (user.open === 0) mark(user.rule);
    }
  }
  return canBeEmpty;
}
