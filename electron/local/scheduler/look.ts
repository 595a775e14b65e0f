import type { ModelPurpose } from '../engine/engine.ts';
import type { Look, Rank } from './next.ts';
import { fitWithout, type RoomInput, type Taken } from './room.ts';
import type { SchedulerPorts } from './types.ts';

/** Ms after which what was seen of the memory may have changed. */
const longestValid = 1000;

/** What a model needs and what is free, as it was at one moment. */
export interface Seen extends Look {
  readonly name: string;
  readonly input: RoomInput;
  /** Something came or went since. */
  expire(): void;
}

interface LookOptions {
  key: string;
  name: string;
  purpose: ModelPurpose;
  taken(): Taken[];
  /** Bytes it took the last time with such settings. */
  known(settings: object): number | null;
  /** Somebody wants it loaded even if it will not fit. */
  insists(): boolean;
  now(): number;
}

export async function lookAt(
  options: LookOptions,
  { describe, machine, limit }: Pick<SchedulerPorts, 'describe' | 'machine' | 'limit'>,
): Promise<Seen> {
  const { key, name, now } = options;
  const description = await describe(name, options.purpose);
  const input: RoomInput = {
    description,
    machine: await machine(),
    limit: limit(),
    taken: options.taken(),
    known: options.known(description.settings),
    get ignoreMemory() {
      return options.insists();
    },
  };
  const ranks = new Map<string, Rank>();
  let at = now();
  return {
    key,
    name,
    input,
    get isStale() {
      return now() - at > longestValid;
    },
    expire() {
      at = Number.NEGATIVE_INFINITY;
    },
    rank(gone) {
      const id = [...gone].toSorted().concat(String(input.ignoreMemory)).join('\n');
      const rank = ranks.get(id) ?? fitWithout(gone, input).rank;
      ranks.set(id, rank);
      return rank;
    },
  };
}
