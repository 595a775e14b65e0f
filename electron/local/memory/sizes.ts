import { cacheBytes } from './cache-types.ts';
import { computeBytes } from './compute.ts';
import { batchOf, cellsOf, type LoadPlan, slidingCellsOf, totalLayers } from './plan.ts';
import type { LayerShape, MemoryShape } from './shape.ts';

/** Bytes. */
export interface Sizes {
  weights: number;
  cache: number;
  compute: number;
  ram: number;
  vram: number;
  /** Of the RAM: weights, which may be a view of the file. */
  ramWeights: number;
}

/** What the engine will take for it. The GPU gets layers from the last one backwards, the output first of all. */
export function sizesOf(shape: MemoryShape, plan: LoadPlan): Sizes {
  const gpuLayers = Math.min(plan.gpuLayers, totalLayers(shape));
  const firstOnGpu = totalLayers(shape) - gpuLayers;
  const onGpu = shape.layers.slice(firstOnGpu);
  const onCpu = shape.layers.slice(0, firstOnGpu);
  const weights = { cpu: shape.inputBytes + weightsOf(onCpu), gpu: weightsOf(onGpu) };
  // A tied output on the GPU is a second copy of the embeddings; on the CPU it is the embeddings themselves.
  if (gpuLayers > 0) weights.gpu += shape.outputBytes + (shape.isTied ? shape.inputBytes : 0);
  else weights.cpu += shape.outputBytes;
  const cache = { cpu: cacheOf(onCpu, shape, plan), gpu: cacheOf(onGpu, shape, plan) };
  const compute = splitCompute(shape, plan, gpuLayers);
  return {
    weights: weights.cpu + weights.gpu,
    cache: cache.cpu + cache.gpu,
    compute: compute.cpu + compute.gpu,
    ram: weights.cpu + cache.cpu + compute.cpu,
    vram: weights.gpu + cache.gpu + compute.gpu,
    ramWeights: weights.cpu,
  };
}

export const addSizes = (left: Sizes, right: Sizes): Sizes => ({
  weights: left.weights + right.weights,
  cache: left.cache + right.cache,
  compute: left.compute + right.compute,
  ram: left.ram + right.ram,
  vram: left.vram + right.vram,
  ramWeights: left.ramWeights + right.ramWeights,
});

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const weightsOf = (layers: readonly LayerShape[]): number => sum(layers.map(({ bytes }) => bytes));

function cacheOf(layers: readonly LayerShape[], shape: MemoryShape, plan: LoadPlan): number {
  const cells = cellsOf(plan);
  const slidingCells = slidingCellsOf(shape, plan);
  const perSlot = layers.map((layer) => {
    const perToken =
      layer.keyWidth * cacheBytes[plan.cacheKeyType] + layer.valueWidth * cacheBytes[plan.cacheValueType];
    return perToken * (layer.isSliding ? slidingCells : cells) + layer.stateBytes;
  });
  return Math.ceil(sum(perSlot) * plan.slots);
}

function splitCompute(shape: MemoryShape, plan: LoadPlan, gpuLayers: number): { cpu: number; gpu: number } {
  const whole = computeBytes(shape, plan);
  if (gpuLayers === 0) return { cpu: whole, gpu: 0 };
  // What goes to the GPU for a batch, and what comes back.
  if (gpuLayers >= totalLayers(shape)) return { cpu: 2 * 4 * batchOf(plan) * shape.embedding, gpu: whole };
  // Weights that stayed in RAM visit the GPU one layer at a time when a prompt is read.
  const visiting = Math.max(...shape.layers.map(({ bytes }) => bytes));
  return { cpu: whole, gpu: whole + visiting };
}
