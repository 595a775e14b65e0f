import { type BertShape, bertMetadata, bertTensors } from './bert.ts';
import type { Model } from './gguf-writer.ts';
import { randomNumbers } from './random-numbers.ts';

/** One layer of BERT with random weights and mean pooling: every token counts, and texts that share words are near. */
export function embedder({ contextLength = 2048 }: { contextLength?: number } = {}): Model {
  const shape: BertShape = {
    name: 'Tiny Embedder',
    width: 64,
    layers: 1,
    heads: 2,
    feedForward: 128,
    contextLength,
    pooling: 'mean',
  };
  const random = randomNumbers(17);
  const spread = (factor: number) => (values: Float32Array) => {
    for (const index of values.keys()) values[index] = random() * factor;
  };
  const tensors = bertTensors(shape, {
    'token_embd.weight': spread(1),
    'position_embd.weight': spread(0.1),
    'blk.0.attn_q.weight': spread(0.2),
    'blk.0.attn_k.weight': spread(0.2),
    'blk.0.attn_v.weight': spread(0.2),
    'blk.0.attn_output.weight': spread(0.2),
    'blk.0.ffn_up.weight': spread(0.1),
    'blk.0.ffn_down.weight': spread(0.1),
  });
  return { metadata: bertMetadata(shape), tensors };
}
