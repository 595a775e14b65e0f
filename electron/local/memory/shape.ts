import { type GgufHeader, isArray, textOf } from '../gguf/header.ts';
import { layersOf, type Tensors } from './layers.ts';
import { slidingLayers } from './sliding.ts';

/** What is needed of a file's header. Of a model in parts: the metadata of the first, the tensors of all. */
export interface ShapeSource {
  metadata: GgufHeader['metadata'];
  tensors: Tensors;
}

export interface LayerShape {
  /** Bytes of its weights. */
  bytes: number;
  /** Values that it keeps for each token; zero where it keeps none. */
  keyWidth: number;
  valueWidth: number;
  /** It sees only the newest tokens, and keeps only them. */
  isSliding: boolean;
  /** Bytes that a recurrent layer keeps for a conversation, however long that is. */
  stateBytes: number;
}

/** What of a model decides how much memory it takes. Plain data, so that it can be kept beside the facts. */
export interface MemoryShape {
  layers: LayerShape[];
  /** The tokens' embeddings: they stay in RAM whatever is on the GPU. */
  inputBytes: number;
  outputBytes: number;
  /** The output reads the tokens' embeddings: on the GPU it needs a copy of its own. */
  isTied: boolean;
  embedding: number;
  vocabulary: number;
  heads: number;
  /** Values in one head's key: a quantised cache wants whole blocks of 32. */
  headWidth: number;
  /** Values in a token's queries, and the most in its keys. */
  queryWidth: number;
  keyWidth: number;
  /** Values in the widest step between attention and the next layer: for a mixture, of all experts that take part. */
  feedForward: number;
  expertsUsed: number;
  /** Tokens; zero when all layers see everything. */
  slidingWindow: number;
  /** Null when the file does not say. */
  trainContext: number | null;
  /** Some layers are of a kind whose memory is only roughly known. */
  isApproximate: boolean;
}

/** Reads it from the tensors themselves: what a layer keeps is as wide as the matrices that make it. */
export function shapeOf({ metadata, tensors }: ShapeSource): MemoryShape {
  const architecture = textOf({ metadata }, 'general.architecture') ?? '';
  const get = (key: string): unknown => {
    const value = metadata.get(`${architecture}.${key}`);
    return isArray(value) ? (value.values ?? []) : value;
  };
  const number = (key: string): number => largest(get(key));
  const experts = number('expert_used_count');
  const blocks = Math.min(number('block_count'), tensors.length);
  // An encoder reads all at once and keeps nothing.
  const keepsTokens = get('attention.causal') !== false;
  const { layers, inputBytes, outputBytes, widths } = layersOf(tensors, {
    get,
    layers: blocks,
    sharedFrom: firstSharedLayer(architecture, blocks, number('attention.shared_kv_layers')),
    keepsTokens,
  });
  const slidingWindow = number('attention.sliding_window');
  const sliding = slidingLayers({
    architecture,
    window: slidingWindow,
    pattern: get('attention.sliding_window_pattern'),
    layers: layers.length,
  });
  const token = tensors.find(({ name }) => name === 'token_embd.weight');
  const embedding = number('embedding_length') || (token?.dims[0] ?? 0);
  const heads = number('attention.head_count');
  return {
    layers: layers.map((layer, index) => ({ ...layer, isSliding: sliding[index] ?? false })),
    inputBytes,
    outputBytes,
    isTied: keepsTokens && !tensors.some(({ name }) => name === 'output.weight'),
    embedding,
    vocabulary: token?.dims[1] ?? 0,
    heads,
    headWidth: number('attention.key_length') || (heads > 0 ? embedding / heads : 0),
    queryWidth: widths.query || embedding,
    keyWidth: Math.max(0, ...layers.map((layer) => layer.keyWidth)),
    feedForward: Math.max(widths.feedForward, widths.expert * experts) || number('feed_forward_length'),
    expertsUsed: widths.expert > 0 ? experts : 0,
    slidingWindow: sliding.includes(true) ? slidingWindow || defaultWindow : 0,
    trainContext: number('context_length') || null,
    isApproximate: layers.some((layer) => layer.stateBytes > 0),
  };
}

/** Of Llama 4, whose files may leave it out. */
const defaultWindow = 8192;

/** From this layer on the keys of earlier ones are used again. */
function firstSharedLayer(architecture: string, layers: number, shared: number): number {
  if (architecture === 'gemma3n') return 20;
  return shared > 0 ? layers - shared : Number.POSITIVE_INFINITY;
}

/** A number, or the largest one where each layer has its own. */
function largest(value: unknown): number {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : 0;
  return Array.isArray(value) ? Math.max(0, ...value.map(largest)) : 0;
}
