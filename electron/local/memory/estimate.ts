import type { LoadSettings } from '../../../shared/model/load-settings.ts';
import type { MemoryEstimate } from '../../../shared/model/local-model.ts';
import type { ModelPurpose } from '../engine/engine.ts';
import { automaticPlan } from './automatic.ts';
import { isQuantised } from './cache-types.ts';
import { type Room, verdictOf } from './fit.ts';
import { nearestThatFits } from './nearest.ts';
import { type LoadPlan, totalLayers } from './plan.ts';
import type { MemoryShape } from './shape.ts';
import { addSizes, type Sizes, sizesOf } from './sizes.ts';

export interface EstimateInput extends Room {
  /** Null when the file's header does not tell: then only its size is known. */
  shape: MemoryShape | null;
  /** Bytes of all the model's files. */
  fileSize: number;
  settings: LoadSettings;
  purpose: ModelPurpose;
  /** Of the model that guesses ahead, where the settings ask for one. */
  draft?: MemoryShape | null;
  /** Bytes of the adapters. */
  adapters?: number;
}

/** With the plan that the settings come to. */
export interface Estimate extends MemoryEstimate {
  plan: LoadPlan;
  /** Bytes of RAM that are only a view of the file: the system takes them back when others need them. */
  mapped: number;
  isApproximate: boolean;
}

/** What a load would take, whether that is there, and what could be changed so that it is. */
export function estimate(input: EstimateInput): Estimate {
  const { shape, settings } = input;
  const estimated = measure(input);
  if (!shape || estimated.verdict !== 'will-not-fit') return estimated;
  const fits = (changed: LoadSettings): boolean => measure({ ...input, settings: changed }).verdict !== 'will-not-fit';
  return { ...estimated, nearest: nearestThatFits({ shape, settings, plan: estimated.plan, fits }) };
}

/** The same without looking for anything better. */
export function measure(input: EstimateInput): Estimate {
  const { shape, settings, machine, limitFree } = input;
  if (!shape || shape.layers.length === 0) return unknown(input);
  const { plan, sizes } = resolve(input, shape, settings);
  return {
    verdict: verdictOf(sizes, input),
    settings,
    contextSize: plan.contextSize,
    gpuLayers: plan.gpuLayers,
    totalLayers: totalLayers(shape),
    ...sizes,
    ramFree: Math.min(machine.ramFree, limitFree ?? machine.ramFree),
    vramFree: Math.min(machine.vramFree, limitFree ?? machine.vramFree),
    nearest: null,
    plan,
    mapped: settings.mmap && !settings.mlock ? sizes.ramWeights : 0,
    isApproximate: shape.isApproximate,
  };
}

/** The plan that the settings come to, and what it takes with all that is loaded beside the model. */
function resolve(input: EstimateInput, shape: MemoryShape, settings: LoadSettings): { plan: LoadPlan; sizes: Sizes } {
  const { purpose, draft, adapters = 0 } = input;
  const sizes = (plan: LoadPlan): Sizes => {
    // Vectors are only right when all of a text is read in one go.
    const whole = purpose === 'chat' ? plan : { ...plan, batchSize: plan.contextSize };
    const own = sizesOf(shape, whole);
    const onGpu = plan.gpuLayers >= totalLayers(shape);
    const beside = draft ? sizesOf(draft, { ...whole, gpuLayers: onGpu ? totalLayers(draft) : 0 }) : nothing;
    const side = onGpu ? { ram: 0, vram: adapters } : { ram: adapters, vram: 0 };
    return addSizes(addSizes(own, beside), { ...nothing, weights: adapters, ...side });
  };
  const isAttentionOpen =
    settings.flashAttention === 'auto' && purpose === 'chat' && !isQuantised(settings.cacheValueType);
  const fixed = fixedPlan(settings, purpose);
  const plan = automaticPlan({ shape, settings, plan: fixed, isAttentionOpen, room: input, sizes });
  return { plan, sizes: sizes(plan) };
}

const nothing: Sizes = { weights: 0, cache: 0, compute: 0, ram: 0, vram: 0, ramWeights: 0 };

/** All that is known is how large the files are, and that a GPU would get none of it. */
function unknown({ fileSize, settings, machine, purpose }: EstimateInput): Estimate {
  const contextSize = settings.contextSize === 'auto' ? 0 : settings.contextSize;
  return {
    verdict: 'unknown',
    settings,
    contextSize,
    gpuLayers: 0,
    totalLayers: 0,
    ...nothing,
    weights: fileSize,
    ram: fileSize,
    ramFree: machine.ramFree,
    vramFree: machine.vramFree,
    nearest: null,
    plan: { ...fixedPlan(settings, purpose), contextSize, gpuLayers: 0 },
    mapped: settings.mmap && !settings.mlock ? fileSize : 0,
    isApproximate: true,
  };
}

function fixedPlan(settings: LoadSettings, purpose: ModelPurpose): Omit<LoadPlan, 'contextSize' | 'gpuLayers'> {
  const slots = purpose === 'chat' ? settings.slots : 1;
  return {
    slots,
    batchSize: Math.max(settings.batchSize, slots),
    flashAttention: settings.flashAttention !== 'off',
    cacheKeyType: settings.cacheKeyType,
    cacheValueType: settings.cacheValueType,
  };
}
