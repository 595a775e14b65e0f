import type { SlowReason } from '../../../shared/model/local-model.ts';
import type { LoadedInfo } from '../engine/engine.ts';
import type { Machine } from './machine.ts';

interface SlowInput {
  info: Pick<LoadedInfo, 'backend' | 'fallback' | 'gpuLayers' | 'totalLayers' | 'threads'>;
  machine: Pick<Machine, 'cores' | 'ramTotal' | 'ramFree' | 'swapUsed' | 'processSwap'>;
  /** Requests being answered by this model, and by all. */
  running: number;
  runningInAll: number;
  /** Somebody turned on what slows the engine down for the sake of looking at it. */
  isDebugging: boolean;
}

const mebibyte = 1024 ** 2;
/** A process that has been running for a while has a few pages out without being slowed by it. */
const harmlessSwap = 64 * mebibyte;

/** Why answers come slower than they could. */
export function slowReasons(input: SlowInput): SlowReason[] {
  const { info, machine, running, runningInAll, isDebugging } = input;
  const isOnGpu = info.backend !== 'cpu';
  const reasons: Record<SlowReason, boolean> = {
    'cpu-fallback': info.fallback !== null && !isOnGpu,
    'layers-on-cpu': isOnGpu && info.gpuLayers < info.totalLayers,
    swapping: isSwapping(machine),
    'more-threads-than-cores': info.threads > machine.cores,
    // One batch carries all of a model's requests; it is what they share that slows each.
    'many-at-once': running > 1 || runningInAll > running,
    'debug-settings': isDebugging,
  };
  return (Object.keys(reasons) as SlowReason[]).filter((reason) => reasons[reason]);
}

function isSwapping({ processSwap, swapUsed, ramFree, ramTotal }: SlowInput['machine']): boolean {
  if (processSwap !== null) return processSwap > harmlessSwap;
  return swapUsed > 0 && ramFree < ramTotal / 33;
}
