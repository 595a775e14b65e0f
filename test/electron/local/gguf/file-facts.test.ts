// Catches: a model shown as what it is not, or with wrong numbers, before anybody loads it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { fileFacts } from '../../../../electron/local/gguf/file-facts.ts';
import { modelFacts } from '../../../../shared/model/model-facts.ts';
import {
  f32,
  i32s,
  type MetadataValue,
  str,
  strings,
  u32,
  writeGguf,
} from '../../../helpers/models/build/gguf-writer.ts';
import { testModel } from '../../../helpers/models/test-model.ts';

const folder = mkdtempSync(join(tmpdir(), 'switchyard-facts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const tensor = (name: string, dims: number[]) => ({
  name,
  type: 'q8_0' as const,
  dims,
  data: Buffer.alloc((dims.reduce((product, dim) => product * dim, 1) / 32) * 34),
});

/** The facts of a file with this metadata and these tensors. */
function factsOf(metadata: Record<string, MetadataValue>, { tensors = ['token_embd.weight'], name = 'x.gguf' } = {}) {
  const path = join(folder, name);
  const vocabulary = { 'tokenizer.ggml.model': str('gpt2'), 'tokenizer.ggml.tokens': strings(['a', 'b', 'c']) };
  const all = new Map(Object.entries({ ...vocabulary, ...metadata }));
  writeGguf(path, { metadata: all, tensors: tensors.map((each) => tensor(each, [64, 2])) });
  return fileFacts(path);
}

test('the talker', async () => {
  const facts = await fileFacts(await testModel('talker'));
  expect(modelFacts.parse(facts)).toEqual(facts);
  expect(facts).toEqual({
    kind: 'chat',
    architecture: 'llama',
    name: 'Tiny Talker',
    baseModel: null,
    license: 'mit',
    parameters: 625_536,
    quantisation: 'F32',
    size: 2_515_328,
    tensorBytes: 2_502_144,
    contextLength: 8192,
    embeddingLength: 384,
    vocabularySize: 589,
    layers: 1,
    heads: 1,
    kvHeads: 1,
    kvHeadsByLayer: null,
    keyLength: 64,
    valueLength: 64,
    experts: 0,
    expertsUsed: 0,
    slidingWindow: null,
    hasChatTemplate: true,
    tools: true,
    thinking: 'switchable',
    infill: true,
    sampling: {},
    parts: 1,
  });
});

describe('kinds', () => {
  test.each([
    ['talker', 'chat'],
    ['talker-plain', 'completion'],
    ['embedder', 'embedding'],
    ['reranker', 'reranker'],
    ['random-small', 'chat'],
  ] as const)('%s is for %s', async (name, kind) => {
    expect(await fileFacts(await testModel(name))).toMatchObject({ kind });
  });

  const architecture = (name: string) => ({ 'general.architecture': str(name) });
  test.each([
    ['an encoder without a word on pooling', architecture('nomic-bert-moe'), 'embedding'],
    ['a decoder that pools', { ...architecture('qwen3'), 'qwen3.pooling_type': u32(3) }, 'embedding'],
    ['a decoder that does not', { ...architecture('qwen3'), 'qwen3.pooling_type': u32(0) }, 'completion'],
    ['a decoder that ranks', { ...architecture('qwen3'), 'qwen3.pooling_type': u32(4) }, 'reranker'],
    ['a projector for images', architecture('clip'), 'projector'],
    ['a projector by its type', { ...architecture('qwen2vl'), 'general.type': str('mmproj') }, 'projector'],
    ['a LoRA', { ...architecture('llama'), 'general.type': str('adapter') }, 'adapter'],
    ['an old chat model', { ...architecture('llama'), 'general.name': str('Llama 2 7B Chat') }, 'chat'],
    ['a name that only sounds like it', { ...architecture('llama'), 'general.name': str('Italian 7B') }, 'completion'],
  ])('%s', async (_, metadata, kind) => {
    expect(await factsOf(metadata)).toMatchObject({ kind });
  });

  test('a decoder with a head for ranking is for ranking', async () => {
    const tensors = ['token_embd.weight', 'cls.output.weight'];
    expect(await factsOf(architecture('qwen3'), { tensors })).toMatchObject({ kind: 'reranker' });
  });

  test.each(['imatrix', 'controlvector'])('%s is no model', async (type) => {
    const made = factsOf({ ...architecture('llama'), 'general.type': str(type) });
    await expect(made).rejects.toMatchObject({ code: 'MODEL_FILE_INVALID', details: { reason: 'not-a-model' } });
  });
});

describe('numbers', () => {
  test('a mixture of experts whose layers differ', async () => {
    const facts = await factsOf({
      'general.architecture': str('gemma9'),
      'general.base_model.0.name': str('Gemma 9 Base'),
      'general.file_type': u32(7),
      'gemma9.block_count': u32(4),
      'gemma9.embedding_length': u32(1024),
      'gemma9.attention.head_count': i32s([8, 8, 16, 8]),
      'gemma9.attention.head_count_kv': i32s([4, 4, 2, 0]),
      'gemma9.attention.key_length': u32(256),
      'gemma9.attention.sliding_window': u32(512),
      'gemma9.expert_count': u32(128),
      'gemma9.expert_used_count': u32(8),
      'gemma9.context_length': u32(131_072),
    });
    expect(facts).toMatchObject({
      baseModel: 'Gemma 9 Base',
      layers: 4,
      heads: 16,
      kvHeads: 4,
      kvHeadsByLayer: [4, 4, 2, 0],
      keyLength: 256,
      valueLength: 64,
      slidingWindow: 512,
      experts: 128,
      expertsUsed: 8,
      contextLength: 131_072,
      quantisation: 'Q8_0',
    });
  });

  test('what the file does not say is null, not zero', async () => {
    const facts = await factsOf({ 'general.architecture': str('mamba'), 'mamba.context_length': u32(2 ** 32 - 1) });
    expect(facts).toMatchObject({ contextLength: null, layers: null, heads: null, kvHeads: null, keyLength: null });
  });

  test('a model without attention has no heads', async () => {
    const facts = factsOf({ 'general.architecture': str('mamba'), 'mamba.attention.head_count': u32(0) });
    await expect(facts).resolves.toMatchObject({ heads: null });
  });

  test('the sampling that the file recommends, as it was written', async () => {
    const facts = await factsOf({
      'general.architecture': str('llama'),
      'general.sampling.temp': f32(0.6),
      'general.sampling.top_k': u32(20),
      'general.sampling.top_p': f32(0.95),
      'general.sampling.penalty_repeat': f32(1.05),
      'general.sampling.min_p': str('none'),
    });
    expect(facts.sampling).toEqual({ temperature: 0.6, topK: 20, topP: 0.95, repeatPenalty: 1.05 });
  });

  test('infill is known by the tokens when their numbers are not named', async () => {
    const withTokens = (tokens: string[]) =>
      factsOf({ 'general.architecture': str('llama'), 'tokenizer.ggml.tokens': strings(tokens) });
    expect(await withTokens(['a', '<fim_prefix>', '<fim_suffix>'])).toMatchObject({ infill: true });
    expect(await withTokens(['a', '<fim_prefix>'])).toMatchObject({ infill: false });
  });
});
