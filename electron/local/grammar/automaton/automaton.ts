import { limits } from '../limits.ts';
import { type CharSet, complementOf, everyChar, hasChar, intersectionOf, isEmptySet, unionOf } from './char-set.ts';
import { type Effort, PatternProblem } from './regex.ts';

/** A deterministic automaton over code points. From every state an accepting one can be reached. */
export interface Automaton {
  /** State 0 is the start. None: nothing is accepted. */
  states: readonly State[];
}

export interface State {
  accepts: boolean;
  /** Their sets do not overlap. */
  moves: readonly Move[];
}

export interface Move {
  set: CharSet;
  to: number;
}

export const acceptsNothing = (automaton: Automaton): boolean => automaton.states.length === 0;

export function accepts(automaton: Automaton, text: string): boolean {
  let state = automaton.states[0];
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    const move = state?.moves.find(({ set }) => hasChar(set, code));
    state = move && automaton.states[move.to];
  }
  return state?.accepts ?? false;
}

export interface Exploration<Key> {
  start: Key;
  nameOf(key: Key): string;
  accepts(key: Key): boolean;
  moves(key: Key): Iterable<{ set: CharSet; to: Key }>;
  effort: Effort;
}

export const tooManyStates = (): PatternProblem =>
  new PatternProblem(`It comes to more than ${limits.patternStates} states. Make the pattern or the bounds smaller.`);

/** Builds an automaton from a description of its states, from the start as far as they are reached. */
export function explore<Key>({ start, nameOf, accepts, moves, effort }: Exploration<Key>): Automaton {
  const numbers = new Map([[nameOf(start), 0]]);
  const keys = [start];
  const states: State[] = [];
  const numberOf = (key: Key): number => {
    const name = nameOf(key);
    const known = numbers.get(name);
    if (known !== undefined) return known;
    if (keys.length >= limits.patternStates) throw tooManyStates();
    numbers.set(name, keys.length);
    return keys.push(key) - 1;
  };
  // The list grows while it is walked.
  for (const key of keys) {
    const sets = new Map<number, CharSet[]>();
    for (const { set, to } of moves(key)) {
      effort.spend(1 + set.length);
      if (isEmptySet(set)) continue;
      const target = numberOf(to);
      sets.set(target, [...(sets.get(target) ?? []), set]);
    }
    states.push({ accepts: accepts(key), moves: [...sets].map(([to, parts]) => ({ set: unionOf(...parts), to })) });
  }
  return withoutDeadEnds(states);
}

/** Drops what leads nowhere: a model that took such a way could never end. */
function withoutDeadEnds(states: readonly State[]): Automaton {
  const sources = new Map<number, number[]>();
  for (const [from, { moves }] of states.entries()) {
    for (const { to } of moves) {
      const others = sources.get(to);
      if (others) others.push(from);
      else sources.set(to, [from]);
    }
  }
  const alive = new Set(states.flatMap((state, index) => (state.accepts ? [index] : [])));
  for (const index of alive) for (const source of sources.get(index) ?? []) alive.add(source);
  if (!alive.has(0)) return { states: [] };
  const numbers = new Map([...alive].sort((left, right) => left - right).map((index, place) => [index, place]));
  const kept = [...numbers.keys()].map((index) => states[index] as State);
  const renumber = ({ set, to }: Move): Move[] => {
    const place = numbers.get(to);
    return place === undefined ? [] : [{ set, to: place }];
  };
  return { states: kept.map((state) => ({ accepts: state.accepts, moves: state.moves.flatMap(renumber) })) };
}

/** What both accept. */
export function intersect(left: Automaton, right: Automaton, effort: Effort): Automaton {
  if (acceptsNothing(left) || acceptsNothing(right)) return { states: [] };
  return explore<readonly [number, number]>({
    start: [0, 0],
    nameOf: ([l, r]) => `${l},${r}`,
    accepts: ([l, r]) => Boolean(left.states[l]?.accepts && right.states[r]?.accepts),
    *moves([l, r]) {
      for (const a of left.states[l]?.moves ?? []) {
        for (const b of right.states[r]?.moves ?? []) yield { set: intersectionOf(a.set, b.set), to: [a.to, b.to] };
      }
    },
    effort,
  });
}

/** What is accepted and has between `min` and `max` characters. `max` may be infinite. */
export function limitLength(
  automaton: Automaton,
  { min, max }: { min: number; max: number },
  effort: Effort,
): Automaton {
  if (acceptsNothing(automaton)) return automaton;
  const last = Number.isFinite(max) ? max : min;
  return explore<readonly [number, number]>({
    start: [0, 0],
    nameOf: ([state, length]) => `${state},${length}`,
    accepts: ([state, length]) => length >= min && Boolean(automaton.states[state]?.accepts),
    *moves([state, length]) {
      if (length >= max) return;
      for (const { set, to } of automaton.states[state]?.moves ?? [])
        yield { set, to: [to, Math.min(length + 1, last)] };
    },
    effort,
  });
}

/** Every text that is not accepted. */
export function complement(automaton: Automaton, effort: Effort): Automaton {
  const beyond = -1;
  const stateOf = (index: number): State => automaton.states[index] ?? { accepts: false, moves: [] };
  return explore<number>({
    start: acceptsNothing(automaton) ? beyond : 0,
    nameOf: String,
    accepts: (index) => !stateOf(index).accepts,
    *moves(index) {
      const { moves } = stateOf(index);
      yield* moves;
      yield { set: complementOf(unionOf(...moves.map(({ set }) => set))), to: beyond };
    },
    effort,
  });
}

/** Exactly these texts. */
export function exactly(texts: Iterable<string>, effort: Effort): Automaton {
  return explore<readonly string[]>({
    start: [...new Set(texts)],
    nameOf: (rests) => JSON.stringify(rests),
    accepts: (rests) => rests.includes(''),
    *moves(rests) {
      const byFirst = Map.groupBy(rests.filter(Boolean), (rest) => rest.codePointAt(0) ?? 0);
      for (const [code, group] of byFirst) {
        const width = code > 0xffff ? 2 : 1;
        yield { set: intersectionOf([[code, code]], everyChar), to: group.map((rest) => rest.slice(width)) };
      }
    },
    effort,
  });
}

/** Every text. */
export const anyText: Automaton = { states: [{ accepts: true, moves: [{ set: everyChar, to: 0 }] }] };
