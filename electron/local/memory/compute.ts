import { batchOf, cellsOf, type LoadPlan, slidingCellsOf } from './plan.ts';
import type { MemoryShape } from './shape.ts';

/**
 * Bytes of the engine's scratch space while it reads a batch. It lays the steps of a layer over each other, so the
 * widest one counts; the factors are what the engine reserved for the shapes of llama, qwen, gemma and mixtures.
 */
export function computeBytes(shape: MemoryShape, plan: LoadPlan): number {
  const isEncoder = shape.layers.every(({ keyWidth, stateBytes }) => keyWidth === 0 && stateBytes === 0);
  const tokens = batchOf(plan);
  const cells = isEncoder ? tokens : cellsOf(plan);
  const { embedding, queryWidth, keyWidth, feedForward, expertsUsed, vocabulary, heads } = shape;
  const mask = (plan.flashAttention ? 2 : 4) * (cells + slidingCellsOf(shape, plan));
  const scores = plan.flashAttention ? 0 : heads * cells;
  const attention = 3 * queryWidth + 2 * embedding + 2 * (keyWidth || queryWidth) + scores;
  const feeding = 3 * feedForward + (expertsUsed > 0 ? expertsUsed + 5 : 4) * embedding;
  const layer = mask + 4 * Math.max(attention, feeding);
  const output = isEncoder ? 0 : 4 * (vocabulary + 3 * embedding);
  return tokens * Math.max(layer, output);
}

/** Of the attention of a batch, where they are kept. */
export const scoreBytes = (
  { heads }: MemoryShape,
  plan: Pick<LoadPlan, 'contextSize' | 'batchSize' | 'slots'>,
): number => 4 * heads * cellsOf(plan) * batchOf(plan);
