import { type BertShape, bertMetadata, bertTensors } from './bert.ts';
import type { Model } from './gguf-writer.ts';
import { randomNumbers } from './random-numbers.ts';
import { wordPieces } from './word-pieces.ts';

const shape: BertShape = {
  name: 'Tiny Reranker',
  width: 128,
  layers: 2,
  heads: 1,
  feedForward: 32,
  contextLength: 2048,
  pooling: 'rank',
};
/** Dimensions of the residual stream; those before hold the token's own random direction. */
const isStart = 125;
const lonely = 126;
const loneliness = 127;

/**
 * BERT by hand: the more pieces of the query and the document there are twice, the higher the score. In the first layer
 * a token looks at its equals and at the start, so that a lone token gets more of the start's mark; in the second the
 * start token takes the mean of that.
 */
export function reranker(): Model {
  const { width } = shape;
  const set = (cells: readonly (readonly [row: number, column: number, value: number])[]) => (values: Float32Array) => {
    for (const [row, column, value] of cells) values[row * width + column] = value;
  };
  /** Score of a token's equals, far above the noise of the others; the start gets the same. */
  const equal = 14 * Math.sqrt(width);
  const identity = (values: Float32Array) => {
    for (let dimension = 0; dimension < isStart; dimension++) {
      values[dimension * width + dimension] = Math.sqrt(equal / width);
    }
  };
  const startMark = 6;
  const tensors = bertTensors(shape, {
    'token_embd.weight': (values) => {
      const random = randomNumbers(19);
      for (let token = 0; token < values.length / width; token++) {
        for (let dimension = 0; dimension < isStart; dimension++) {
          values[token * width + dimension] = random() < 0 ? -1 : 1;
        }
      }
      const start = wordPieces().special.start * width;
      values.fill(0, start, start + width);
      values[start + isStart] = 1;
    },
    'blk.0.attn_q.weight': identity,
    'blk.0.attn_q.bias': set([[0, isStart, Math.sqrt(equal)]]),
    'blk.0.attn_k.weight': (values) => {
      identity(values);
      // The norm makes of a lone one the square root of the width.
      values[isStart * width + isStart] = Math.sqrt(equal / width);
    },
    'blk.0.attn_v.weight': set([[lonely, isStart, startMark / Math.sqrt(width)]]),
    'blk.0.attn_output.weight': set([[lonely, lonely, 1]]),
    'blk.1.attn_v.weight': set([[loneliness, lonely, 1]]),
    'blk.1.attn_output.weight': set([[loneliness, loneliness, 1]]),
    // Half way between a document that has all of the query and one that has nothing of it.
    'cls.weight': set([[0, loneliness, -2]]),
    'cls.bias': set([[0, 0, 4.3]]),
    'cls.output.weight': set([[0, 0, 6]]),
  });
  return { metadata: bertMetadata(shape), tensors };
}
