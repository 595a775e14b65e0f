import type { CacheType } from '../../../shared/model/load-settings.ts';
import type { MemoryShape } from './shape.ts';

/** How a model is to be loaded, with nothing left open. */
export interface LoadPlan {
  /** Tokens of one slot. */
  contextSize: number;
  slots: number;
  batchSize: number;
  gpuLayers: number;
  flashAttention: boolean;
  cacheKeyType: CacheType;
  cacheValueType: CacheType;
}

/** The engine rounds a context up to whole blocks of so many tokens. */
const contextBlock = 256;
const padded = (tokens: number): number => Math.ceil(Math.max(tokens, 1) / contextBlock) * contextBlock;

/** Tokens that a slot really has room for. */
export const cellsOf = (plan: Pick<LoadPlan, 'contextSize'>): number => padded(plan.contextSize);

/** A sliding layer keeps its window and the batch that is being read. */
export const slidingCellsOf = (shape: MemoryShape, plan: LoadPlan): number =>
  shape.slidingWindow === 0 ? 0 : padded(Math.min(cellsOf(plan), shape.slidingWindow + plan.batchSize));

/** Tokens that are read in one go. */
export const batchOf = (plan: Pick<LoadPlan, 'contextSize' | 'batchSize' | 'slots'>): number =>
  Math.min(plan.batchSize, cellsOf(plan) * plan.slots);

/** All layers, and the output as one more. */
export const totalLayers = (shape: MemoryShape): number => shape.layers.length + 1;
