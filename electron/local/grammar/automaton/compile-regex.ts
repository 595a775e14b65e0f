import { limits } from '../limits.ts';
import { type Automaton, explore, tooManyStates } from './automaton.ts';
import { type CharSet, everyChar } from './char-set.ts';
import { minimise } from './minimise.ts';
import type { Effort, Regex } from './regex.ts';

/** A non-deterministic automaton while it grows. State 0 is its start. */
interface Draft {
  effort: Effort;
  moves: { set: CharSet; to: number }[][];
  /** Ways that take no character. Those of `start` and `end` are open only at that edge of the text. */
  free: { to: number; only?: 'start' | 'end' }[][];
}

export interface CompileOptions {
  /** The text only has to contain a match, as with `pattern` in JSON Schema. Default: it has to be one. */
  search?: boolean;
  effort: Effort;
}

export function compileRegex(regex: Regex, { search = false, effort }: CompileOptions): Automaton {
  const draft: Draft = { effort, moves: [], free: [] };
  const start = addState(draft);
  const end = lay(draft, regex, start);
  // Behind a match anything may follow, so that state stands for every set it is in.
  const universal = search ? addState(draft) : undefined;
  if (universal !== undefined) {
    draft.free[end]?.push({ to: universal });
    draft.moves[universal]?.push({ set: everyChar, to: universal });
    // Any text may come before a match. ^ is only open before that text.
    draft.moves[start]?.push({ set: everyChar, to: start });
  }
  const accept = universal ?? end;
  const useful = statesBefore(draft, accept);

  const automaton = explore<readonly number[]>({
    start: closure(draft, [start], ['start']),
    nameOf: (set) => set.join(','),
    accepts: (set) => closure(draft, set, set.includes(atStart) ? ['start', 'end'] : ['end']).includes(accept),
    *moves(set) {
      const open = set.flatMap((state) => draft.moves[state] ?? []).filter(({ to }) => useful.has(to));
      effort.spend(set.length + open.reduce((sum, move) => sum + move.set.length, 0));
      for (const { chars, targets } of splitByTargets(open)) {
        const next = closure(draft, targets, []).filter((state) => useful.has(state));
        yield { set: chars, to: universal !== undefined && next.includes(universal) ? [universal] : next };
      }
    },
    effort,
  });
  return minimise(automaton);
}

/** Marks the set of states at the very start of the text. */
const atStart = -1;

function addState(draft: Draft): number {
  if (draft.moves.length >= limits.patternStates) throw tooManyStates();
  draft.effort.spend(1);
  draft.free.push([]);
  return draft.moves.push([]) - 1;
}

/** Lays the tree out from one state on, and gives the state behind it. */
function lay(draft: Draft, regex: Regex, from: number): number {
  const free = (state: number, to: number, only?: 'start' | 'end'): void => {
    draft.free[state]?.push(only ? { to, only } : { to });
  };
  const next = (): number => addState(draft);

  switch (regex.kind) {
    case 'set': {
      const to = next();
      draft.moves[from]?.push({ set: regex.set, to });
      return to;
    }
    case 'edge': {
      const to = next();
      free(from, to, regex.at);
      return to;
    }
    case 'sequence':
      return regex.parts.reduce((state, part) => lay(draft, part, state), from);
    case 'choice': {
      const to = next();
      for (const option of regex.options) {
        const first = next();
        free(from, first);
        free(lay(draft, option, first), to);
      }
      return to;
    }
    case 'repeat': {
      let state = from;
      for (let count = 0; count < regex.min; count += 1) state = lay(draft, regex.part, state);
      const to = next();
      if (regex.max === Number.POSITIVE_INFINITY) {
        const loop = next();
        free(state, loop);
        free(lay(draft, regex.part, loop), loop);
        free(loop, to);
        return to;
      }
      for (let count = regex.min; count < regex.max; count += 1) {
        free(state, to);
        state = lay(draft, regex.part, state);
      }
      free(state, to);
      return to;
    }
  }
}

/** The states from which the text can still be accepted once it has begun. */
function statesBefore(draft: Draft, accept: number): ReadonlySet<number> {
  const sources = new Map<number, number[]>();
  const add = (from: number, to: number): void => {
    const others = sources.get(to);
    if (others) others.push(from);
    else sources.set(to, [from]);
  };
  for (const [from, moves] of draft.moves.entries()) for (const { to } of moves) add(from, to);
  for (const [from, ways] of draft.free.entries()) for (const { to, only } of ways) if (only !== 'start') add(from, to);
  const useful = new Set([accept]);
  for (const state of useful) for (const source of sources.get(state) ?? []) useful.add(source);
  return useful;
}

/** The states reached without a character, in order. */
function closure(draft: Draft, states: readonly number[], edges: readonly ('start' | 'end')[]): readonly number[] {
  const reached = new Set(states);
  if (edges.includes('start')) reached.add(atStart);
  for (const state of reached) {
    for (const { to, only } of draft.free[state] ?? []) if (!only || edges.includes(only)) reached.add(to);
  }
  return [...reached].sort((left, right) => left - right);
}

/** Cuts overlapping sets into pieces that each lead to one set of states. */
function splitByTargets(moves: readonly { set: CharSet; to: number }[]): { chars: CharSet; targets: number[] }[] {
  const pieces = new Map<string, { chars: [number, number][]; targets: number[] }>();
  const edges = moves.flatMap(({ set, to }) =>
    set.flatMap(([low, high]) => [
      { at: low, to, step: 1 },
      { at: high + 1, to, step: -1 },
    ]),
  );
  edges.sort((left, right) => left.at - right.at);
  // How many moves lead to each state at this place.
  const open = new Map<number, number>();
  for (const [index, { at, to, step }] of edges.entries()) {
    const count = (open.get(to) ?? 0) + step;
    if (count === 0) open.delete(to);
    else open.set(to, count);
    const next = edges[index + 1]?.at ?? at;
    if (next === at || open.size === 0) continue;
    const targets = [...open.keys()].sort((left, right) => left - right);
    const name = targets.join(',');
    const piece = pieces.get(name);
    if (piece) piece.chars.push([at, next - 1]);
    else pieces.set(name, { chars: [[at, next - 1]], targets });
  }
  return [...pieces.values()];
}
