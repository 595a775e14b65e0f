import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import {
  encodeHeader,
  f32,
  i32s,
  type Metadata,
  type Model,
  str,
  strings,
  type Tensor,
  tensorBytes,
  u32,
} from '../../../helpers/models/build/gguf-writer.ts';

/** The dimensions of a family's model. A file of it is all header: its weights are a hole in the file. */
export interface Dimensions {
  architecture: 'llama' | 'gemma3' | 'qwen3moe';
  width: number;
  layers: number;
  heads: number;
  kvHeads: number;
  headWidth: number;
  feedForward: number;
  vocabulary: number;
  contextLength: number;
  experts?: { count: number; used: number };
  slidingWindow?: number;
}

export function writeSparse(path: string, model: Model): void {
  const header = encodeHeader(model);
  const size = model.tensors.reduce((sum, tensor) => sum + Math.ceil(tensorBytes(tensor) / 32) * 32, header.length);
  const file = openSync(path, 'w');
  writeSync(file, header);
  ftruncateSync(file, size);
  closeSync(file);
}

export function sparseModel(dimensions: Dimensions): Model {
  const { width, layers, vocabulary } = dimensions;
  const isTied = dimensions.architecture === 'gemma3';
  const tensors = [
    matrix('token_embd.weight', width, vocabulary),
    vector('output_norm.weight', width),
    ...(isTied ? [] : [matrix('output.weight', width, vocabulary)]),
    ...Array.from({ length: layers }, (_, index) => layerOf(dimensions, `blk.${index}`)).flat(),
  ];
  return { metadata: metadataOf(dimensions), tensors };
}

const nothing = new Uint8Array();
const matrix = (name: string, ...dims: number[]): Tensor => ({ name, type: 'q8_0', dims, data: nothing });
const vector = (name: string, ...dims: number[]): Tensor => ({ name, type: 'f32', dims, data: nothing });

function layerOf({ architecture, width, heads, kvHeads, headWidth, feedForward, experts }: Dimensions, at: string) {
  const attention = [
    vector(`${at}.attn_norm.weight`, width),
    vector(`${at}.ffn_norm.weight`, width),
    matrix(`${at}.attn_q.weight`, width, heads * headWidth),
    matrix(`${at}.attn_k.weight`, width, kvHeads * headWidth),
    matrix(`${at}.attn_v.weight`, width, kvHeads * headWidth),
    matrix(`${at}.attn_output.weight`, heads * headWidth, width),
  ];
  const normed = [vector(`${at}.attn_q_norm.weight`, headWidth), vector(`${at}.attn_k_norm.weight`, headWidth)];
  const after = [vector(`${at}.post_attention_norm.weight`, width), vector(`${at}.post_ffw_norm.weight`, width)];
  const dense = [
    matrix(`${at}.ffn_gate.weight`, width, feedForward),
    matrix(`${at}.ffn_up.weight`, width, feedForward),
    matrix(`${at}.ffn_down.weight`, feedForward, width),
  ];
  const mixture = (count: number) => [
    vector(`${at}.ffn_gate_inp.weight`, width, count),
    matrix(`${at}.ffn_gate_exps.weight`, width, feedForward, count),
    matrix(`${at}.ffn_up_exps.weight`, width, feedForward, count),
    matrix(`${at}.ffn_down_exps.weight`, feedForward, width, count),
  ];
  return [
    ...attention,
    ...(architecture === 'llama' ? [] : normed),
    ...(architecture === 'gemma3' ? after : []),
    ...(experts ? mixture(experts.count) : dense),
  ];
}

function metadataOf(dimensions: Dimensions): Metadata {
  const { architecture, experts, slidingWindow, feedForward, headWidth, vocabulary } = dimensions;
  const tokens = Array.from({ length: vocabulary }, (_, index) => `t${index}`);
  const of = (key: string, value: number) => [`${architecture}.${key}`, u32(value)] as const;
  const metadata: Metadata = new Map([
    ['general.architecture', str(architecture)],
    of('block_count', dimensions.layers),
    of('context_length', dimensions.contextLength),
    of('embedding_length', dimensions.width),
    of('feed_forward_length', feedForward),
    of('attention.head_count', dimensions.heads),
    of('attention.head_count_kv', dimensions.kvHeads),
    of('attention.key_length', headWidth),
    of('attention.value_length', headWidth),
    of('rope.dimension_count', headWidth),
    [`${architecture}.attention.layer_norm_rms_epsilon`, f32(1e-6)],
    ['tokenizer.ggml.model', str('gpt2')],
    ['tokenizer.ggml.pre', str('qwen2')],
    ['tokenizer.ggml.tokens', strings(tokens)],
    ['tokenizer.ggml.token_type', i32s(tokens.map(() => 1))],
    ['tokenizer.ggml.merges', strings([])],
    ['tokenizer.ggml.bos_token_id', u32(0)],
    ['tokenizer.ggml.eos_token_id', u32(1)],
  ]);
  if (slidingWindow !== undefined) metadata.set(...of('attention.sliding_window', slidingWindow));
  if (experts) {
    metadata.set(...of('expert_count', experts.count));
    metadata.set(...of('expert_used_count', experts.used));
    metadata.set(...of('expert_feed_forward_length', feedForward));
  }
  return metadata;
}

const common = { vocabulary: 4096, contextLength: 131_072 };

/** Shapes of models that people have, with a small vocabulary so that they are read quickly. */
export const families: Record<string, Dimensions> = {
  'llama 2 7B': {
    ...common,
    architecture: 'llama',
    width: 4096,
    layers: 32,
    heads: 32,
    kvHeads: 32,
    headWidth: 128,
    feedForward: 11_008,
  },
  'llama 3 8B': {
    ...common,
    architecture: 'llama',
    width: 4096,
    layers: 32,
    heads: 32,
    kvHeads: 8,
    headWidth: 128,
    feedForward: 14_336,
  },
  'gemma 3 4B': {
    ...common,
    architecture: 'gemma3',
    width: 2560,
    layers: 34,
    heads: 8,
    kvHeads: 4,
    headWidth: 256,
    feedForward: 10_240,
    slidingWindow: 1024,
  },
  'qwen 3 30B-A3B': {
    ...common,
    architecture: 'qwen3moe',
    width: 2048,
    layers: 48,
    heads: 32,
    kvHeads: 4,
    headWidth: 128,
    feedForward: 768,
    experts: { count: 128, used: 8 },
  },
};
