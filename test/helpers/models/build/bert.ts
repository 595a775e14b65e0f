import { bool, bytesOf, f32, i32s, type Metadata, str, strings, type Tensor, u32 } from './gguf-writer.ts';
import { wordPieces } from './word-pieces.ts';

export interface BertShape {
  name: string;
  width: number;
  layers: number;
  heads: number;
  feedForward: number;
  contextLength: number;
  pooling: keyof typeof poolings;
}

const poolings = { mean: 1, first: 2, rank: 4 } as const;

export function bertMetadata(shape: BertShape): Metadata {
  const { tokens, types, special } = wordPieces();
  return new Map([
    ['general.architecture', str('bert')],
    ['general.type', str('model')],
    ['general.name', str(shape.name)],
    ['general.file_type', u32(0)],
    ['bert.block_count', u32(shape.layers)],
    ['bert.context_length', u32(shape.contextLength)],
    ['bert.embedding_length', u32(shape.width)],
    ['bert.feed_forward_length', u32(shape.feedForward)],
    ['bert.attention.head_count', u32(shape.heads)],
    ['bert.attention.layer_norm_epsilon', f32(1e-12)],
    ['bert.attention.causal', bool(false)],
    ['bert.pooling_type', u32(poolings[shape.pooling])],
    ['tokenizer.ggml.model', str('bert')],
    ['tokenizer.ggml.pre', str('default')],
    ['tokenizer.ggml.token_type_count', u32(1)],
    ['tokenizer.ggml.tokens', strings(tokens)],
    ['tokenizer.ggml.token_type', i32s(types)],
    ['tokenizer.ggml.bos_token_id', u32(special.start)],
    ['tokenizer.ggml.seperator_token_id', u32(special.separator)],
    ['tokenizer.ggml.unknown_token_id', u32(special.unknown)],
    ['tokenizer.ggml.padding_token_id', u32(special.pad)],
    ['tokenizer.ggml.mask_token_id', u32(special.mask)],
  ]);
}

/** Fills a matrix in place; what it leaves stays zero. `values[row * columns + column]`. */
type Fill = (values: Float32Array) => void;

/** Every tensor of the architecture: norms that change nothing, the rest zero unless `weights` fills it. */
export function bertTensors(shape: BertShape, weights: Readonly<Record<string, Fill>>): Tensor[] {
  const { width, layers, feedForward, contextLength } = shape;
  const tensor = (name: string, dims: readonly number[]): Tensor => {
    const values = new Float32Array(dims.reduce((product, dim) => product * dim, 1));
    if (name.endsWith('norm.weight')) values.fill(1);
    weights[name]?.(values);
    return { name, type: 'f32', dims, data: bytesOf(values) };
  };
  const withBias = (name: string, dims: readonly [number, number]) => [
    tensor(`${name}.weight`, dims),
    tensor(`${name}.bias`, [dims[1]]),
  ];
  const norm = (name: string) => [tensor(`${name}.weight`, [width]), tensor(`${name}.bias`, [width])];
  const layer = (prefix: string) => [
    ...withBias(`${prefix}.attn_q`, [width, width]),
    ...withBias(`${prefix}.attn_k`, [width, width]),
    ...withBias(`${prefix}.attn_v`, [width, width]),
    ...withBias(`${prefix}.attn_output`, [width, width]),
    ...norm(`${prefix}.attn_output_norm`),
    ...withBias(`${prefix}.ffn_up`, [width, feedForward]),
    ...withBias(`${prefix}.ffn_down`, [feedForward, width]),
    ...norm(`${prefix}.layer_output_norm`),
  ];
  return [
    tensor('token_embd.weight', [width, wordPieces().tokens.length]),
    tensor('token_types.weight', [width, 1]),
    tensor('position_embd.weight', [width, contextLength]),
    ...norm('token_embd_norm'),
    ...Array.from({ length: layers }, (_, index) => layer(`blk.${index}`)).flat(),
    ...(shape.pooling === 'rank' ? [...withBias('cls', [width, width]), ...withBias('cls.output', [width, 1])] : []),
  ];
}
