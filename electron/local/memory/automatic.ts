import type { LoadSettings } from '../../../shared/model/load-settings.ts';
import { scoreBytes } from './compute.ts';
import { type Room, type Verdict, verdictOf } from './fit.ts';
import { type LoadPlan, totalLayers } from './plan.ts';
import type { MemoryShape } from './shape.ts';
import type { Sizes } from './sizes.ts';

/** Tokens that `auto` takes at most: each slot sets aside its own, and few conversations are longer. */
export const largestAutomatic = 32_768;
/** Below this an answer hardly has room; a smaller context is only taken when somebody asks for it. */
export const smallestAutomatic = 2048;
/** Enough for most: rather fewer layers on the GPU than less context than this. */
export const roomy = 8192;

/** Somebody would notice that the memory is short: much less context than there could be. */
export const isSmall = (contextSize: number, settings: LoadSettings, trained: number | null): boolean =>
  settings.contextSize === 'auto' && contextSize < Math.min(roomy, trained ?? roomy);
/** What conversations may take when nobody said how long they are: half of what the weights leave, and … */
const shareOfFree = 0.5;
/** … no more than the weights themselves, or than this. Bytes. */
const cheapCache = 1024 ** 3;

export interface AutomaticInput {
  shape: MemoryShape;
  settings: LoadSettings;
  /** What is fixed already. */
  plan: Omit<LoadPlan, 'contextSize' | 'gpuLayers'>;
  /** Nobody chose how attention is computed, and nothing else does. */
  isAttentionOpen: boolean;
  room: Room;
  sizes(plan: LoadPlan): Sizes;
}

/**
 * Bytes of attention scores up to which the CPU keeps them. Flash attention keeps none, but there it reads a prompt
 * slowly in pieces of less than 64 tokens: at 3,000 tokens 16 took 708 ms, 286 ms without.
 */
const cheapScores = 512 * 1024 ** 2;

/** Puts numbers where the settings say `auto`. When nothing fits: the least that is worth loading. */
export function automaticPlan(input: AutomaticInput): LoadPlan {
  const contexts = contextsFor(input.settings.contextSize, input.shape.trainContext);
  const attempts = contexts.flatMap((contextSize) => layersFor(input, contextSize));
  const isOpen = input.settings.contextSize === 'auto';
  const comfortable = attempts.find(
    (plan) => judge(input, plan) === 'fits' && (!isOpen || keepsShare(input, plan)) && !isSpilled(input, plan),
  );
  const spilled = attempts.find((plan) => judge(input, plan) === 'fits' && plan.contextSize <= roomy);
  const possible = attempts.find((plan) => judge(input, plan) === 'tight');
  const least = attempts.at(-1) as LoadPlan;
  return comfortable ?? spilled ?? possible ?? least;
}

const judge = ({ sizes, room }: AutomaticInput, plan: LoadPlan): Verdict => verdictOf(sizes(plan), room);

/** Some layers are on the GPU and others found no room there. */
const isSpilled = ({ shape, settings }: AutomaticInput, plan: LoadPlan): boolean =>
  settings.gpuLayers === 'auto' && plan.gpuLayers > 0 && plan.gpuLayers < totalLayers(shape);

function keepsShare({ sizes, room, shape }: AutomaticInput, plan: LoadPlan): boolean {
  const { cache, weights } = sizes(plan);
  const onGpu = plan.gpuLayers === totalLayers(shape);
  const free = Math.min(
    onGpu ? room.machine.vramFree : room.machine.ramFree,
    room.limitFree ?? Number.POSITIVE_INFINITY,
  );
  const most = Math.min(shareOfFree * (free - weights), Math.max(weights, cheapCache));
  return plan.contextSize <= smallestAutomatic || cache <= most;
}

/** From the longest to the shortest that is worth trying. */
function contextsFor(wanted: LoadSettings['contextSize'], trained: number | null): number[] {
  if (wanted !== 'auto') return [wanted];
  const most = Math.min(trained ?? largestAutomatic, largestAutomatic);
  const steps = [24_576, 16_384, 12_288, 8192, 6144, 4096, 3072, smallestAutomatic];
  return [most, ...steps.filter((step) => step < most)];
}

/** All layers on the GPU, or else as many as it holds. */
function layersFor(input: AutomaticInput, contextSize: number): LoadPlan[] {
  const { shape, settings, plan, room, sizes, isAttentionOpen } = input;
  const all = totalLayers(shape);
  const having = (gpuLayers: number): LoadPlan => ({ ...plan, contextSize, gpuLayers });
  /** Rather without flash attention, where there is the memory for it. */
  const onCpu = (): LoadPlan[] => {
    const flash = having(0);
    const keepsScores = isAttentionOpen && scoreBytes(shape, flash) <= cheapScores;
    return keepsScores ? [{ ...flash, flashAttention: false }, flash] : [flash];
  };
  if (room.machine.vramTotal === 0 || settings.backend === 'cpu') return onCpu();
  if (settings.gpuLayers !== 'auto') return [having(Math.min(settings.gpuLayers, all))];
  const counts = Array.from({ length: all + 1 }, (_, index) => all - index);
  const most = counts.find((count) => sizes(having(count)).vram <= room.machine.vramFree * shareOfVram) ?? 0;
  return most === 0 ? onCpu() : [having(most)];
}

/** The rest is for the screen and for what the driver takes itself. */
const shareOfVram = 0.92;
