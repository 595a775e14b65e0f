import { isSmall } from '../memory/automatic.ts';
import { type Estimate, type EstimateInput, measure } from '../memory/estimate.ts';
import type { MachineMemory, Room } from '../memory/fit.ts';
import type { Rank } from './next.ts';
import type { ModelDescription } from './types.ts';

/** What a loaded model takes. Bytes. */
export interface Taken {
  key: string;
  ram: number;
  vram: number;
  /** Of the RAM: a view of its file, which the machine counts as free although it is needed. */
  mapped: number;
  /** It hangs: only the end of the app frees it. */
  isStuck?: boolean;
}

export interface RoomInput {
  description: ModelDescription;
  machine: MachineMemory;
  /** Bytes for all models; null without a limit. */
  limit: number | null;
  taken: readonly Taken[];
  /** What it took the last time with the same settings; null when it was never loaded with them. */
  known: number | null;
  ignoreMemory: boolean;
}

/** The room there would be if these models were gone. */
export function roomWithout(
  gone: ReadonlySet<string>,
  { machine, limit, taken }: Pick<RoomInput, 'machine' | 'limit' | 'taken'>,
): Room {
  const free = { ram: machine.ramFree, vram: machine.vramFree };
  let used = 0;
  for (const { key, ram, vram, mapped } of taken) {
    if (!gone.has(key)) {
      free.ram -= mapped;
      used += ram + vram;
      continue;
    }
    free.ram += ram - mapped + (machine.isUnified ? vram : 0);
    free.vram += vram;
  }
  return {
    machine: {
      ...machine,
      ramFree: within(free.ram, machine.ramTotal),
      vramFree: within(free.vram, machine.vramTotal),
    },
    limitFree: limit === null ? null : Math.max(0, limit - used),
  };
}

const within = (bytes: number, most: number): number => Math.min(Math.max(0, bytes), most);

export const estimateInput = ({ description }: RoomInput, room: Room): EstimateInput => ({
  ...room,
  shape: description.shape,
  fileSize: description.fileSize,
  settings: description.settings,
  purpose: description.purpose,
  draft: description.draft?.shape ?? null,
  adapters: description.adapters ?? 0,
});

/** How a model fits when these are gone, and what its settings come to then. */
export function fitWithout(gone: ReadonlySet<string>, input: RoomInput): { rank: Rank; estimate: Estimate } {
  const room = roomWithout(gone, input);
  const estimate = measure(estimateInput(input, room));
  return { rank: rankOf(estimate, room, input), estimate };
}

function rankOf(estimate: Estimate, { limitFree, machine }: Room, input: RoomInput): Rank {
  const { known, ignoreMemory, description } = input;
  const otherwise: Rank = ignoreMemory || estimate.verdict === 'unknown' ? 'forced' : 'none';
  if (estimate.verdict === 'will-not-fit') return otherwise;
  if (limitFree !== null && (known ?? 0) > limitFree) return otherwise;
  if (estimate.verdict === 'unknown') {
    return estimate.ram <= Math.min(machine.ramFree, limitFree ?? machine.ramFree) ? 'fits' : otherwise;
  }
  return isSmall(estimate.contextSize, description.settings, description.shape?.trainContext ?? null)
    ? 'small'
    : 'fits';
}
