import type { MemoryEstimate } from '../../../shared/model/local-model.ts';

export type Verdict = MemoryEstimate['verdict'];

/** Bytes, now. Without a GPU there is no VRAM; where it is unified it is the same memory as the RAM. */
export interface MachineMemory {
  ramTotal: number;
  ramFree: number;
  vramTotal: number;
  vramFree: number;
  isUnified: boolean;
}

export interface Room {
  machine: MachineMemory;
  /** Bytes left of what local models may take together, RAM and VRAM; null without a limit. */
  limitFree: number | null;
}

const gibibyte = 1024 ** 3;

/** What other programs need: a tenth of the memory, at most a GiB. Using it is possible and called tight. */
const reserveOf = (total: number): number => Math.min(total / 10, gibibyte);

/** A limit that somebody set is hard but may be used up; memory of the machine should not be. */
export function verdictOf({ ram, vram }: { ram: number; vram: number }, { machine, limitFree }: Room): Verdict {
  const ramNeeded = machine.isUnified ? ram + vram : ram;
  if (ramNeeded > machine.ramFree || vram > machine.vramFree) return 'will-not-fit';
  if (limitFree !== null && ram + vram > limitFree) return 'will-not-fit';
  const isTight =
    machine.ramFree - ramNeeded < reserveOf(machine.ramTotal) ||
    (vram > 0 && machine.vramFree - vram < reserveOf(machine.vramTotal));
  return isTight ? 'tight' : 'fits';
}
