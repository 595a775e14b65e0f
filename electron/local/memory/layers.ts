import type { LayerShape } from './shape.ts';

export type Tensors = readonly { name: string; dims: readonly number[]; bytes: number }[];

interface LayerOptions {
  /** Metadata of the architecture. */
  get(key: string): unknown;
  layers: number;
  /** Layers from here on keep nothing of their own. */
  sharedFrom: number;
  keepsTokens: boolean;
}

type Layer = Omit<LayerShape, 'isSliding'>;

/** The bytes of each layer and what it keeps, from its own tensors. */
export function layersOf(tensors: Tensors, options: LayerOptions) {
  const layers = Array.from({ length: options.layers }, () => new Map<string, Tensors[number]>());
  const widths = { query: 0, feedForward: 0, expert: 0 };
  let inputBytes = 0;
  let outputBytes = 0;
  for (const tensor of tensors) {
    const [, block, part = ''] = /^blk\.(\d+)\.(.+)$/.exec(tensor.name) ?? [];
    if (block !== undefined) layers[Number(block)]?.set(part, tensor);
    else if (isInput(tensor.name)) inputBytes += tensor.bytes;
    else outputBytes += tensor.bytes;
    const width = tensor.dims[1] ?? 0;
    if (part === 'attn_q.weight' || part === 'attn_q_b.weight') widths.query = Math.max(widths.query, width);
    if (/^ffn_(up|gate)\.weight$/.test(part)) widths.feedForward = Math.max(widths.feedForward, width);
    if (/^ffn_(up|gate)_exps\.weight$/.test(part)) widths.expert = Math.max(widths.expert, width);
  }
  return {
    layers: layers.map((parts, index): Layer => {
      const bytes = [...parts.values()].reduce((sum, tensor) => sum + tensor.bytes, 0);
      const kept = options.keepsTokens && index < options.sharedFrom;
      const { keyWidth, valueWidth } = kept ? keptOf(parts, index, options.get) : nothing;
      return { bytes, keyWidth, valueWidth, stateBytes: isRecurrent(parts) ? stateBytes(options.get) : 0 };
    }),
    inputBytes,
    outputBytes,
    widths,
  };
}

const isInput = (name: string): boolean => /^(token_|per_layer_token_|position_embd)/.test(name);

const nothing = { keyWidth: 0, valueWidth: 0 };

type Parts = ReadonlyMap<string, Tensors[number]>;

function keptOf(parts: Parts, layer: number, get: (key: string) => unknown) {
  const width = (part: string): number | undefined => parts.get(part)?.dims[1];
  const key = width('attn_k.weight');
  if (key === undefined && isRecurrent(parts)) return nothing;
  if (key !== undefined) return { keyWidth: key, valueWidth: width('attn_v.weight') ?? key };
  const of = (name: string): number => at(get(name), layer);
  // Latent attention keeps one compressed row, unless the file was made before the engine could use it so.
  const latent = width('attn_kv_a_mqa.weight');
  if (latent !== undefined && parts.has('attn_k_b.weight')) return { keyWidth: latent, valueWidth: 0 };
  if (latent === undefined && !parts.has('attn_qkv.weight')) return nothing;
  const heads = of('attention.head_count');
  const kvHeads = latent === undefined ? of('attention.head_count_kv') || heads : heads;
  const headWidth = heads > 0 ? of('embedding_length') / heads : 0;
  return {
    keyWidth: kvHeads * (of('attention.key_length') || headWidth),
    valueWidth: kvHeads * (of('attention.value_length') || headWidth),
  };
}

const isRecurrent = (parts: Parts): boolean =>
  [...parts.keys()].some((part) => /^(ssm_|time_mix_|shortconv\.)/.test(part));

/** Kept in F32: the last inputs of the convolution and the state itself. */
function stateBytes(get: (key: string) => unknown): number {
  const of = (name: string): number => at(get(name), 0);
  const embedding = of('embedding_length');
  const heads = of('attention.head_count');
  const convolution = Math.max(0, of('ssm.conv_kernel') - 1);
  if (of('wkv.head_size') > 0) return 4 * embedding * (of('wkv.head_size') + (of('token_shift_count') || 2));
  if (of('shortconv.l_cache') > 0) return 4 * embedding * (of('shortconv.l_cache') - 1);
  const linear = of('kda.head_dim');
  if (linear > 0) return 4 * heads * linear * (linear + 3 * (convolution || 3));
  const inner = of('ssm.inner_size');
  const state = of('ssm.state_size');
  return 4 * (state * inner + convolution * (inner + 2 * of('ssm.group_count') * state));
}

/** A number, or that of one layer. */
function at(value: unknown, layer: number): number {
  const one: unknown = Array.isArray(value) ? value[layer] : value;
  return typeof one === 'bigint' ? Number(one) : typeof one === 'number' && Number.isFinite(one) ? one : 0;
}
