import type { EstimateInput } from '../../../../electron/local/memory/estimate.ts';
import type { MachineMemory } from '../../../../electron/local/memory/fit.ts';
import type { LayerShape, MemoryShape } from '../../../../electron/local/memory/shape.ts';
import { type LoadChoices, loadSettings } from '../../../../shared/model/load-settings.ts';

export const gib = 1024 ** 3;

/** Round numbers, so that a test can say what comes out: a token takes 64 KiB of F16 cache, in all 32 layers. */
export function shape(changes: Partial<MemoryShape> = {}): MemoryShape {
  const layer: LayerShape = { bytes: gib / 8, keyWidth: 512, valueWidth: 512, isSliding: false, stateBytes: 0 };
  return {
    layers: Array.from({ length: 32 }, () => ({ ...layer })),
    inputBytes: gib / 4,
    outputBytes: gib / 4,
    isTied: false,
    embedding: 1024,
    vocabulary: 32_000,
    heads: 16,
    headWidth: 64,
    queryWidth: 1024,
    keyWidth: 512,
    feedForward: 4096,
    expertsUsed: 0,
    slidingWindow: 0,
    trainContext: 131_072,
    isApproximate: false,
    ...changes,
  };
}

export const machine = (changes: Partial<MachineMemory> = {}): MachineMemory => ({
  ramTotal: 64 * gib,
  ramFree: 60 * gib,
  vramTotal: 0,
  vramFree: 0,
  isUnified: false,
  ...changes,
});

interface InputChanges extends Partial<Omit<EstimateInput, 'machine' | 'settings'>> {
  machine?: Partial<MachineMemory>;
  settings?: LoadChoices;
}

export const input = (changes: InputChanges = {}): EstimateInput => ({
  shape: shape(),
  fileSize: 4.5 * gib,
  purpose: 'chat',
  limitFree: null,
  ...changes,
  machine: machine(changes.machine),
  settings: loadSettings.parse(changes.settings ?? {}),
});
