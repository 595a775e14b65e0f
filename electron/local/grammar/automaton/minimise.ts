import type { Automaton, State } from './automaton.ts';
import { type CharSet, unionOf } from './char-set.ts';
import type { Effort } from './regex.ts';

/** Visits of a state. A long chain takes as many rounds as it has states; past this it stays as it is, which is right too. */
const mostVisits = 20_000;

/** Joins the states that accept the same rest: fewer rules for the engine to read. */
export function minimise(automaton: Automaton, effort: Effort): Automaton {
  const { states } = automaton;
  let blocks = states.map((state) => Number(state.accepts));
  let count = new Set(blocks).size;
  for (let visits = 0; visits < mostVisits; visits += states.length) {
    effort.spend(states.length);
    const numbers = new Map<string, number>();
    const next = states.map((state, index) => {
      const name = `${blocks[index]}:${movesByBlock(state, blocks)
        .map(({ set, to }) => `${to}=${set.join(' ')}`)
        .join(';')}`;
      const number = numbers.get(name) ?? numbers.size;
      numbers.set(name, number);
      return number;
    });
    blocks = next;
    if (numbers.size === count) return joined(states, blocks);
    count = numbers.size;
  }
  return automaton;
}

function movesByBlock(state: State, blocks: readonly number[]): { set: CharSet; to: number }[] {
  const byBlock = Map.groupBy(state.moves, ({ to }) => blocks[to] ?? 0);
  return [...byBlock]
    .map(([to, moves]) => ({ set: unionOf(...moves.map(({ set }) => set)), to }))
    .sort((left, right) => left.to - right.to);
}

/** Blocks are numbered in the order in which they are first met, so the start stays 0. */
function joined(states: readonly State[], blocks: readonly number[]): Automaton {
  const first = new Map<number, State>();
  for (const [index, state] of states.entries()) {
    const block = blocks[index] ?? 0;
    if (!first.has(block)) first.set(block, state);
  }
  return {
    states: [...first.values()].map((state) => ({ accepts: state.accepts, moves: movesByBlock(state, blocks) })),
  };
}
