import type { Automaton, Move, State } from './automaton.ts';
import { unionOf } from './char-set.ts';

/**
 * Joins states that accept the same rest, from the end backwards: fewer rules for the engine to read. A state on a way
 * round, other than to itself, stays as it is, so that one pass is enough.
 */
export function minimise({ states }: Automaton): Automaton {
  /** The state that stands for each. */
  const twins = new Map<number, number>();
  const byName = new Map<string, number>();
  for (const index of fromTheEnd(states)) {
    const name = nameOf(states[index], index, twins);
    const twin = (name === undefined ? undefined : byName.get(name)) ?? index;
    twins.set(index, twin);
    if (name !== undefined) byName.set(name, twin);
  }
  return joined(states, twins);
}

/** What a state accepts, said by where its moves lead. Undefined where one leads to a state that has no twin yet. */
function nameOf(state: State | undefined, index: number, twins: ReadonlyMap<number, number>): string | undefined {
  if (!state) return undefined;
  const parts = [String(state.accepts)];
  for (const [to, moves] of byTarget(state, (target) => (target === index ? -1 : twins.get(target)))) {
    if (to === undefined) return undefined;
    parts.push(`${to}=${setOf(moves).join(' ')}`);
  }
  return parts.sort().join(';');
}

function joined(states: readonly State[], twins: ReadonlyMap<number, number>): Automaton {
  const numbers = new Map(states.length > 0 ? [[twins.get(0) ?? 0, 0]] : []);
  const kept: State[] = [];
  // The list grows while it is walked.
  for (const index of numbers.keys()) {
    const state = states[index];
    if (!state) continue;
    const moves = [...byTarget(state, (to) => twins.get(to) ?? to)].map(([twin, same]): Move => {
      const to = numbers.get(twin) ?? numbers.size;
      numbers.set(twin, to);
      return { set: setOf(same), to };
    });
    kept.push({ accepts: state.accepts, moves });
  }
  return { states: kept };
}

const byTarget = <Key>({ moves }: State, keyOf: (to: number) => Key): Map<Key, Move[]> =>
  Map.groupBy(moves, ({ to }) => keyOf(to));

const setOf = ([first, ...others]: readonly Move[]) =>
  others.length === 0 && first ? first.set : unionOf(...[first, ...others].map((move) => move?.set ?? []));

/** Every state behind those its moves lead to, as far as there is no way round. */
function fromTheEnd(states: readonly State[]): number[] {
  const order: number[] = [];
  const seen = new Set([0]);
  const path = [{ index: 0, next: 0 }];
  for (let top = path.at(-1); top && states.length > 0; top = path.at(-1)) {
    const move = states[top.index]?.moves[top.next];
    top.next += 1;
    if (!move) {
      order.push(top.index);
      path.pop();
    } else if (!seen.has(move.to)) {
      seen.add(move.to);
      path.push({ index: move.to, next: 0 });
    }
  }
  return order;
}
