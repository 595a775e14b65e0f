import type { Automaton, State } from './automaton/automaton.ts';
import { type CharSet, intersectionOf, isEmptySet, plainChars, sizeOfSet, unionOf } from './automaton/char-set.ts';
import { type Alternative, type Item, type Rules, ruleItem, text } from './rules.ts';

export interface AutomatonOptions {
  /** The automaton speaks of the characters of a JSON text, quotes and escapes are added. Otherwise it speaks of the JSON itself. */
  isText: boolean;
}

/** A rule for what an automaton accepts: a rule a state, and chains of single characters in one piece. At any time one way is open. */
export function automatonRule(rules: Rules, { states }: Automaton, { isText }: AutomatonOptions): string {
  const arrivals = new Map<number, number>();
  for (const { to } of states.flatMap(({ moves }) => moves)) arrivals.set(to, (arrivals.get(to) ?? 0) + 1);
  const names = new Map<number, string>();
  const nameOf = (index: number): string => {
    const name = names.get(index) ?? rules.reserve();
    names.set(index, name);
    return name;
  };
  const end: Alternative = isText ? [text('"')] : [];

  function alternativesOf(index: number): Alternative[] {
    const { accepts, moves } = states[index] ?? nowhere;
    return [...moves.map((move) => follow(move)), ...(accepts ? [end] : [])];
  }

  /** One way on, up to the next state that has a choice or is come to from elsewhere. */
  function follow(first: State['moves'][number]): Alternative {
    const items: Item[] = [];
    for (let move = first; ; ) {
      for (const item of charItems(rules, move.set, isText)) append(items, item);
      const next = states[move.to] ?? nowhere;
      const [only, ...others] = next.moves;
      const isSingle = arrivals.get(move.to) === 1 && others.length === 0 && (next.accepts ? !only : only);
      if (!isSingle) {
        items.push(ruleItem(nameOf(move.to)));
        return items;
      }
      if (!only) {
        for (const item of end) append(items, item);
        return items;
      }
      move = only;
    }
  }

  const start = rules.add([[...(isText ? [text('"')] : []), ruleItem(nameOf(0))]]);
  // The list grows while it is walked.
  for (const [index, name] of names) rules.define(name, alternativesOf(index));
  return start;
}

const nowhere: State = { accepts: false, moves: [] };

function append(items: Item[], item: Item): void {
  const last = items.at(-1);
  if (last && 'text' in last && 'text' in item) items[items.length - 1] = text(last.text + item.text);
  else items.push(item);
}

function charItems(rules: Rules, set: CharSet, isText: boolean): Alternative {
  const ways = isText ? writtenInText(set) : [[{ set }]];
  const [only, ...others] = ways;
  if (only && others.length === 0) return only.map(asText);
  return [ruleItem(rules.once(`chars ${JSON.stringify(set)}`, () => ways))];
}

const asText = (item: Item): Item =>
  'set' in item && sizeOfSet(item.set) === 1 ? text(String.fromCodePoint(item.set[0]?.[0] ?? 0)) : item;

const single = (char: string): CharSet => [[char.charCodeAt(0), char.charCodeAt(0)]];
const shortEscapes: readonly (readonly [char: string, written: string])[] = [
  ['"', '"'],
  ['\\', '\\'],
  ['\b', 'b'],
  ['\f', 'f'],
  ['\n', 'n'],
  ['\r', 'r'],
  ['\t', 't'],
];
const short = unionOf(...shortEscapes.map(([char]) => single(char)));

/** The ways to write one of these characters inside a JSON text: as it is where that is allowed, and else by its escape. */
function writtenInText(set: CharSet): Alternative[] {
  const ways: Alternative[] = [];
  const add = (before: string, chars: CharSet): void => {
    if (!isEmptySet(chars)) ways.push([...(before ? [text(before)] : []), { set: chars }]);
  };
  add('', intersectionOf(set, plainChars));
  const letters = shortEscapes.filter(([char]) => !isEmptySet(intersectionOf(set, single(char))));
  add('\\', unionOf(...letters.map(([, written]) => single(written))));
  for (const high of [0, 1]) {
    const digits = Array.from({ length: 16 }, (_, low) => low).filter((low) => {
      const code: CharSet = [[16 * high + low, 16 * high + low]];
      return !isEmptySet(intersectionOf(set, code)) && isEmptySet(intersectionOf(short, code));
    });
    const written = digits.flatMap((low) => [low.toString(16), low.toString(16).toUpperCase()]);
    add(`\\u00${high}`, unionOf(...written.map(single)));
  }
  return ways;
}
