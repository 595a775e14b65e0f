import type { LoadedModel } from '../../../shared/model/local-model.ts';
import type { EngineModel, OpenedModel } from '../engine/engine.ts';
import type { Estimate } from '../memory/estimate.ts';
import type { Unit } from './next.ts';
import type { Lease } from './types.ts';

/** A model that is loaded, or on its way in or out. */
export interface LoadedUnit extends Unit {
  readonly name: string;
  /** Null until it is there. */
  model: OpenedModel | null;
  readonly stop: AbortController;
  progress: number;
  estimate: Estimate;
  /** Ms. */
  loadTime: number;
  loadedAt: number;
  /** Null while it works, or is to stay. */
  unloadsAt: number | null;
  stopTimer(): void;
  /** Somebody loaded it for later: it is not idle before it was used. */
  isForLater: boolean;
  /** Somebody wanted it whatever it takes: the limit is not for it. */
  isForced: boolean;
  /** Resolves when its memory is free. */
  closed: Promise<void> | null;
}

interface NewUnit {
  key: string;
  name: string;
  estimate: Estimate;
  isPinned: boolean;
  now: number;
}

export const newUnit = ({ key, name, estimate, isPinned, now }: NewUnit): LoadedUnit => ({
  key,
  name,
  state: 'loading',
  running: 0,
  capacity: 0,
  isPinned,
  lastUsed: now,
  readyAt: now,
  model: null,
  stop: new AbortController(),
  progress: 0,
  estimate,
  loadTime: 0,
  loadedAt: now,
  unloadsAt: null,
  stopTimer: () => {},
  isForLater: false,
  isForced: false,
  closed: null,
});

/** What it takes: as it was thought to while it loads, as the engine counts it once it is there. */
export function takenBy({ key, model, estimate }: LoadedUnit) {
  const { ram, vram } = model?.info ?? estimate;
  return { key, ram, vram, mapped: Math.min(estimate.mapped, ram) };
}

export function loadedModelOf(unit: LoadedUnit): LoadedModel | null {
  if (!unit.model) return null;
  const { backend, fallback, gpuLayers, totalLayers, contextSize, slots, threads, ram, vram } = unit.model.info;
  return {
    backend,
    fallback,
    gpuLayers,
    totalLayers,
    contextSize,
    slots,
    threads,
    ram,
    vram,
    ownProcess: unit.model.ownProcess,
    loadedAt: unit.loadedAt,
    unloadsAt: unit.unloadsAt,
    loadTime: unit.loadTime,
  };
}

/** Giving back twice is once. */
export function leaseOf(model: EngineModel, onRelease: () => void): Lease {
  let isHeld = true;
  return {
    model,
    release() {
      if (!isHeld) return;
      isHeld = false;
      onRelease();
    },
  };
}
