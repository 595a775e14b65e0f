import { bytePairs } from './byte-pairs.ts';
import { chatmlTemplate } from './chat-templates.ts';
import {
  bool,
  bytesOf,
  f32,
  i32s,
  type Metadata,
  type Model,
  type Put,
  str,
  strings,
  type Tensor,
  u32,
} from './gguf-writer.ts';
import { randomNumbers } from './random-numbers.ts';

interface Shape {
  name: string;
  width: number;
  layers: number;
  heads: number;
  kvHeads: number;
  headSize: number;
  feedForward: number;
  vocabulary: number;
  contextLength: number;
}

/** What is added to a character's logit, so that text under a grammar comes to its end sooner than by chance alone. */
const leanings = { '"': 7, '}': 6, ']': 6, ',': 5, ':': 4 };

/** Random weights, a few MB, quick: for load, for many requests at once, for grammars. */
export const randomSmall = ({ contextLength = 32_768 }: { contextLength?: number } = {}): Model => {
  const shape = {
    name: 'Random Small',
    width: 128,
    layers: 4,
    heads: 4,
    kvHeads: 2,
    headSize: 32,
    feedForward: 384,
    vocabulary: 1500,
    contextLength,
  };
  const random = randomNumbers(7);
  const { width, vocabulary } = shape;
  const embeddings = new Float32Array(width * vocabulary).map(() => random());
  const output = new Float32Array(width * vocabulary).map(() => random() * 0.25);
  // The first dimension is the same large number after every token: what the output matrix has there is a bias.
  const constant = 16;
  for (let token = 0; token < vocabulary; token++) {
    embeddings[token * width] = constant;
    output[token * width] = 0;
  }
  const { tokens } = bytePairs(vocabulary);
  for (const [character, logit] of Object.entries(leanings)) {
    const row = tokens.indexOf(character) * width;
    output.fill(0, row, row + width);
    output[row] = logit / Math.sqrt(width);
  }
  return {
    metadata: metadataOf(shape),
    tensors: [
      { name: 'token_embd.weight', type: 'f32', dims: [width, vocabulary], data: bytesOf(embeddings) },
      { name: 'output.weight', type: 'f32', dims: [width, vocabulary], data: bytesOf(output) },
      ...layersOf(shape),
    ],
  };
};

/** Random weights in the shape of Qwen2 0.5B, 530 MB: for the benchmark. */
export const randomHalf = (): Model => {
  const shape = {
    name: 'Random Half',
    width: 896,
    layers: 24,
    heads: 14,
    kvHeads: 2,
    headSize: 64,
    feedForward: 4864,
    vocabulary: 151_936,
    contextLength: 32_768,
  };
  const embeddings = { name: 'token_embd.weight', type: 'q8_0', dims: [shape.width, shape.vocabulary] } as const;
  return {
    metadata: metadataOf(shape),
    tensors: [{ ...embeddings, data: fill(embeddings, 0.02) }, ...layersOf(shape)],
  };
};

function metadataOf(shape: Shape): Metadata {
  const { tokens, types, merges, special } = bytePairs(shape.vocabulary);
  return new Map([
    ['general.architecture', str('qwen2')],
    ['general.type', str('model')],
    ['general.name', str(shape.name)],
    ['general.file_type', u32(7)],
    ['general.quantization_version', u32(2)],
    ['qwen2.block_count', u32(shape.layers)],
    ['qwen2.context_length', u32(shape.contextLength)],
    ['qwen2.embedding_length', u32(shape.width)],
    ['qwen2.feed_forward_length', u32(shape.feedForward)],
    ['qwen2.attention.head_count', u32(shape.heads)],
    ['qwen2.attention.head_count_kv', u32(shape.kvHeads)],
    ['qwen2.attention.layer_norm_rms_epsilon', f32(1e-6)],
    ['qwen2.rope.freq_base', f32(1e6)],
    ['tokenizer.ggml.model', str('gpt2')],
    ['tokenizer.ggml.pre', str('qwen2')],
    ['tokenizer.ggml.tokens', strings(tokens)],
    ['tokenizer.ggml.token_type', i32s(types)],
    ['tokenizer.ggml.merges', strings(merges)],
    ['tokenizer.ggml.bos_token_id', u32(special.pad)],
    ['tokenizer.ggml.eos_token_id', u32(special.endOfTurn)],
    ['tokenizer.ggml.padding_token_id', u32(special.pad)],
    ['tokenizer.ggml.add_bos_token', bool(false)],
    ['tokenizer.chat_template', str(chatmlTemplate)],
  ]);
}

function layersOf({ width, layers, heads, kvHeads, headSize, feedForward }: Shape): Tensor[] {
  const random = randomNumbers(11);
  const vector = (name: string, size: number, centre: number): Tensor => {
    const values = new Float32Array(size).map(() => centre + random() / 10);
    return { name, type: 'f32', dims: [size], data: bytesOf(values) };
  };
  const matrix = (name: string, dims: readonly [number, number], spread: number): Tensor => {
    return { name, type: 'q8_0', dims, data: fill({ name, dims }, spread) };
  };
  // Sums of many terms: the narrower the model, the larger each may be.
  const spread = 0.9 / Math.sqrt(width);
  const layer = (index: number): Tensor[] => {
    const projection = (name: string, size: number) => [
      matrix(`blk.${index}.${name}.weight`, [width, size], spread),
      vector(`blk.${index}.${name}.bias`, size, 0),
    ];
    return [
      vector(`blk.${index}.attn_norm.weight`, width, 1),
      ...projection('attn_q', heads * headSize),
      ...projection('attn_k', kvHeads * headSize),
      ...projection('attn_v', kvHeads * headSize),
      matrix(`blk.${index}.attn_output.weight`, [heads * headSize, width], spread / 2),
      vector(`blk.${index}.ffn_norm.weight`, width, 1),
      matrix(`blk.${index}.ffn_gate.weight`, [width, feedForward], spread),
      matrix(`blk.${index}.ffn_up.weight`, [width, feedForward], spread),
      matrix(`blk.${index}.ffn_down.weight`, [feedForward, width], spread / 2),
    ];
  };
  return [vector('output_norm.weight', width, 1), ...Array.from({ length: layers }, (_, index) => layer(index)).flat()];
}

const blockBytes = 34;
const blocks = 65_521;
const pools = new Map<number, Buffer>();

/** A matrix out of one pool of random blocks, laid down again and again: speed does not depend on the values. */
function fill({ name, dims }: Pick<Tensor, 'name' | 'dims'>, spread: number): (put: Put) => void {
  return (put) => {
    const pool = pools.get(spread) ?? randomBlocks(spread);
    pools.set(spread, pool);
    const size = dims.reduce((product, dim) => product * dim, 1) / 32;
    let left = size * blockBytes;
    // Starts somewhere else for each name: were two matrices alike, what they add would grow without bounds.
    const start = Buffer.from(name).reduce((sum, byte) => (sum * 31 + byte) % blocks, 0);
    let from = start * blockBytes;
    while (left > 0) {
      const part = pool.subarray(from, from + Math.min(left, pool.length - from));
      put(part);
      left -= part.length;
      from = 0;
    }
  };
}

/** Blocks of Q8_0: a scale as half a float, and 32 signed bytes. */
function randomBlocks(spread: number): Buffer {
  const random = randomNumbers(13);
  const pool = Buffer.alloc(blocks * blockBytes);
  for (let at = 0; at < pool.length; at += blockBytes) {
    pool.writeUInt16LE(half((spread / 73) * (1 + random() / 5)), at);
    for (let value = 2; value < blockBytes; value++) pool.writeInt8(Math.round(random() * 127), at + value);
  }
  return pool;
}

/** A positive number as a half-precision float. */
function half(value: number): number {
  const exponent = Math.floor(Math.log2(value));
  // A fraction that rounds up to the next power carries into the exponent by itself.
  return ((exponent + 15) << 10) + Math.round((value / 2 ** exponent - 1) * 1024);
}
