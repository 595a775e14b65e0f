// Catches: a family of models whose cache is counted as if it were a llama's, which is wrong many times over.
import { describe, expect, test } from 'vitest';
import type { GgufValue } from '../../../../electron/local/gguf/header.ts';
import { readModel } from '../../../../electron/local/gguf/read-model.ts';
import { shapeOf } from '../../../../electron/local/memory/shape.ts';
import { sizesOf } from '../../../../electron/local/memory/sizes.ts';
import { testModel } from '../../../helpers/models/test-model.ts';

const tensor = (name: string, ...dims: number[]) => ({ name, dims, bytes: dims.reduce((a, b) => a * b, 1) });

interface Made {
  architecture: string;
  layers: number;
  values?: Record<string, GgufValue>;
  /** Of each layer. */
  parts(layer: number): [string, ...number[]][];
}

function made({ architecture, layers, values = {}, parts }: Made) {
  const own = { block_count: layers, embedding_length: 64, 'attention.head_count': 4, ...values };
  const metadata = new Map<string, GgufValue>([
    ['general.architecture', architecture],
    ...Object.entries(own).map(([key, value]) => [`${architecture}.${key}`, value] as const),
  ]);
  const inLayers = Array.from({ length: layers }, (_, layer) =>
    parts(layer).map(([name, ...dims]) => tensor(`blk.${layer}.${name}.weight`, ...dims)),
  );
  const tensors = [tensor('token_embd.weight', 64, 100), tensor('output.weight', 64, 100), ...inLayers.flat()];
  return shapeOf({ metadata, tensors });
}

const attention = (keys: number, values: number): [string, ...number[]][] => [
  ['attn_q', 64, 64],
  ['attn_k', 64, keys],
  ['attn_v', 64, values],
  ['ffn_up', 64, 256],
];
const widths = ({ layers }: ReturnType<typeof made>) =>
  layers.map(({ keyWidth, valueWidth }) => [keyWidth, valueWidth]);
const sliding = ({ layers }: ReturnType<typeof made>) => layers.map(({ isSliding }) => isSliding);

describe('what a layer keeps', () => {
  test('as wide as its matrices, also where layers differ', () => {
    const result = made({ architecture: 'llama', layers: 2, parts: (layer) => attention(16 * (layer + 1), 32) });
    expect(widths(result)).toEqual([
      [16, 32],
      [32, 32],
    ]);
    expect(result).toMatchObject({ vocabulary: 100, feedForward: 256, headWidth: 16, isTied: false });
  });

  test('queries, keys and values in one matrix', () => {
    const values = { 'attention.head_count_kv': 2, 'attention.key_length': 24, 'attention.value_length': 16 };
    const result = made({ architecture: 'phi3', layers: 1, values, parts: () => [['attn_qkv', 64, 176]] });
    expect(widths(result)).toEqual([[48, 32]]);
  });

  test('latent attention keeps one compressed row', () => {
    const parts = (): [string, ...number[]][] => [
      ['attn_kv_a_mqa', 64, 36],
      ['attn_k_b', 16, 32],
    ];
    expect(widths(made({ architecture: 'deepseek2', layers: 1, parts }))).toEqual([[36, 0]]);
  });

  test('layers that use the keys of others keep none', () => {
    const values = { 'attention.shared_kv_layers': 2 };
    const result = made({ architecture: 'gemma4', layers: 3, values, parts: () => attention(16, 16) });
    expect(widths(result)).toEqual([
      [16, 16],
      [0, 0],
      [0, 0],
    ]);
  });

  test('a recurrent layer keeps a state that does not grow', () => {
    const values = { 'ssm.conv_kernel': 4, 'ssm.inner_size': 128, 'ssm.state_size': 16, 'ssm.group_count': 2 };
    const parts = (layer: number): [string, ...number[]][] =>
      layer === 0
        ? [
            ['ssm_in', 64, 128],
            ['attn_qkv', 64, 64],
          ]
        : attention(16, 16);
    const result = made({ architecture: 'qwen3next', layers: 2, values, parts });
    expect(widths(result)).toEqual([
      [0, 0],
      [16, 16],
    ]);
    expect(result.layers[0]?.stateBytes).toBe(4 * (16 * 128 + 3 * (128 + 2 * 2 * 16)));
    expect(result.isApproximate).toBe(true);
  });

  test('a mixture counts the experts that take part', () => {
    const values = { expert_count: 8, expert_used_count: 2 };
    const parts = (): [string, ...number[]][] => [
      ['ffn_up_exps', 64, 48, 8],
      ['attn_k', 64, 16],
    ];
    const result = made({ architecture: 'qwen3moe', layers: 1, values, parts });
    expect(result).toMatchObject({ feedForward: 96, expertsUsed: 2 });
    expect(result.layers[0]?.bytes).toBe(64 * 48 * 8 + 64 * 16);
  });
});

describe('layers that slide', () => {
  const of = (architecture: string, values: Record<string, GgufValue>) =>
    sliding(made({ architecture, layers: 6, values, parts: () => attention(16, 16) }));

  test.each<[string, string, Record<string, GgufValue>, string]>([
    ['one in six sees everything', 'gemma3', { 'attention.sliding_window': 512 }, 'sssss.'],
    ['the first of four does', 'smallthinker', { 'attention.sliding_window': 512 }, '.sss.s'],
    [
      'the file says how many',
      'gemma3',
      { 'attention.sliding_window': 512, 'attention.sliding_window_pattern': 2 },
      's.s.s.',
    ],
    ['a window that the engine does not use', 'qwen2', { 'attention.sliding_window': 512 }, '......'],
    ['without a window', 'gemma3', {}, '......'],
    ['by its own default', 'llama4', {}, 'sss.ss'],
  ])('%s', (_name, architecture, values, expected) => {
    expect(
      of(architecture, values)
        .map((slides) => (slides ? 's' : '.'))
        .join(''),
    ).toBe(expected);
  });

  test('the file says which', () => {
    const pattern = { of: 'bool', length: 6, values: [true, false, true, true, false, false] } as const;
    const values = { 'attention.sliding_window': 512, 'attention.sliding_window_pattern': pattern };
    expect(of('gemma4', values)).toEqual(pattern.values);
  });

  test('keep their window and a batch, not the whole context', () => {
    const values = { 'attention.sliding_window': 512, 'attention.sliding_window_pattern': 2 };
    const result = made({ architecture: 'gemma3', layers: 2, values, parts: () => attention(16, 16) });
    const common = { slots: 3, batchSize: 256, gpuLayers: 0, flashAttention: true } as const;
    const plan = { ...common, contextSize: 8192, cacheKeyType: 'F16', cacheValueType: 'F16' } as const;
    expect(sizesOf(result, plan).cache).toBe(3 * 2 * 32 * (8192 + 768));
  });
});

describe('test models', () => {
  test('an encoder keeps nothing', async () => {
    const result = shapeOf(await readModel(await testModel('embedder')));
    expect(
      widths(result)
        .flat()
        .every((width) => width === 0),
    ).toBe(true);
    expect(result.isTied).toBe(false);
  });

  test('the talker', async () => {
    const { parts: _parts, ...header } = await readModel(await testModel('talker'));
    const result = shapeOf(header);
    expect(result).toMatchObject({ layers: [{ keyWidth: 64, valueWidth: 64 }], trainContext: 8192, heads: 1 });
    const bytes = result.inputBytes + result.outputBytes + result.layers.reduce((sum, layer) => sum + layer.bytes, 0);
    expect(bytes).toBe(header.tensors.reduce((sum, each) => sum + each.bytes, 0));
  });
});
