// Catches: a request that takes the host with it, holds it up, hangs, or is obeyed by half.

import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LanguageModelV4, LanguageModelV4CallOptions } from '@ai-sdk/provider';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createCases, type Expected, longestGap } from './bad-cases.ts';
import { load, type ModelHost, type OpenLocal, openLocal, openModelHost, sentence, small } from './setup.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let host: ModelHost;
let own: OpenLocal;
let talker: LanguageModelV4;
const { tryCase, askIn, print } = createCases(() => host);
const gaps: Record<string, string | number>[] = [];

beforeAll(async () => {
  const models = { good: 'talker', vectors: 'embedder', scores: 'reranker', 'noise-1b': 'random-small' } as const;
  host = await openModelHost({ models: { ...models, 'noise-2b': 'talker-plain' } });
  own = await openLocal({ models: { good: 'talker' } });
  talker = await own.local.connect().model('language', 'good');
});
afterAll(async () => {
  await own.local.unload('good', { force: true });
  await host.close();
  await own.close();
  print();
  console.table(gaps);
});

const call = <Name extends 'embed' | 'rank' | 'tokenize' | 'detokenize' | 'get'>(
  name: `local-models.${Name}`,
  input: Parameters<typeof host.client.call<`local-models.${Name}`>>[1],
) => host.client.call(name, input);

describe('names and abilities', () => {
  const cases: [string, () => Promise<unknown>, Expected][] = [
    ['a name that no model has', () => askIn('nothing-like-it'), { code: 'MODEL_NOT_FOUND' }],
    ['a name that two models have', () => askIn('noise'), { code: 'MODEL_NAME_AMBIGUOUS' }],
    ['a name of blanks', () => askIn('  '), { code: 'MODEL_NOT_FOUND' }],
    ['a question to a model for embeddings', () => askIn('vectors'), { code: 'MODEL_LACKS_CAPABILITY' }],
    ['a question to a model for ranking', () => askIn('scores'), { code: 'MODEL_LACKS_CAPABILITY' }],
    [
      'ranking by a model that writes',
      () => call('local-models.rank', { name: 'good', query: 'a', documents: ['b'] }),
      { code: 'MODEL_LACKS_CAPABILITY' },
    ],
    [
      'a text to embed that is longer than the context',
      () => call('local-models.embed', { name: 'vectors', texts: ['word '.repeat(20_000)] }),
      { code: 'CONTEXT_TOO_LONG' },
    ],
    [
      'a document to rank that is longer than the context',
      () => call('local-models.rank', { name: 'scores', query: 'a', documents: ['word '.repeat(20_000)] }),
      { code: 'CONTEXT_TOO_LONG' },
    ],
    [
      'tokens that the vocabulary does not have',
      () => call('local-models.detokenize', { name: 'good', tokens: [4_000_000] }),
      { code: 'VALIDATION_FAILED' },
    ],
    [
      'tokens beyond 32 bits',
      () => call('local-models.detokenize', { name: 'good', tokens: [2 ** 40] }),
      { code: 'VALIDATION_FAILED' },
    ],
  ];
  test.each(cases)('%s', async (name, work, expected) => {
    expect(await tryCase(name, work)).toMatchObject(expected);
  });
});

describe('load settings', () => {
  test.each<[string, object, Expected]>([
    [
      'an adapter that is not there',
      { lora: [{ path: '/nowhere/adapter.gguf', scale: 1 }] },
      { code: 'MODEL_FILE_UNREADABLE' },
    ],
    [
      'a draft model that is not there',
      { speculation: { kind: 'draft', model: 'nowhere' } },
      { code: 'MODEL_NOT_FOUND' },
    ],
    [
      'a cache that wants flash attention, without it',
      { flashAttention: 'off', cacheValueType: 'Q4_0' },
      { code: 'UNSUPPORTED_PARAMETER' },
    ],
  ])('%s', async (name, choices, expected) => {
    await host.client.call('local-models.unload', { name: 'good', force: true });
    await host.client.call('local-models.update', { name: 'good', choices: { ...small, ...choices } });
    expect(await tryCase(name, () => load(host.client, 'good'))).toMatchObject(expected);
    await host.client.call('local-models.update', { name: 'good', choices: small });
  });

  test('an adapter that is damaged, and a model in its place', async () => {
    const path = join(host.home, 'adapter.gguf');
    writeFileSync(path, 'GGUF and then nothing that makes sense');
    for (const adapter of [path, join(host.folder, 'good.gguf')]) {
      const choices = { ...small, lora: [{ path: adapter, scale: 1 }] };
      await host.client.call('local-models.update', { name: 'good', choices });
      expect(await tryCase('an adapter that is damaged or none', () => load(host.client, 'good'))).toMatchObject({
        code: 'MODEL_FILE_INVALID',
      });
    }
    await host.client.call('local-models.update', { name: 'good', choices: small });
    rmSync(path);
  });
});

describe('long prompts', () => {
  test.each([
    ['200,000 tokens for a context of 1,024', 1024, 'a b '.repeat(50_000)],
    ['200,000 tokens for a context of 4,096', 4096, 'a b '.repeat(50_000)],
    ['200,000 tokens in one word for a context of 4,096', 4096, 'abcd'.repeat(50_000)],
  ])('%s', async (name, contextSize, text) => {
    await host.client.call('local-models.unload', { name: 'good', force: true });
    await host.client.call('local-models.update', { name: 'good', choices: { ...small, slots: 1, contextSize } });
    await load(host.client, 'good');
    let took = 0;
    const gap = await longestGap(async () => {
      const begun = performance.now();
      const details = { limit: contextSize };
      const refused = await tryCase(name, () => askIn('good', text));
      expect(refused).toMatchObject({ code: 'CONTEXT_TOO_LONG', details });
      took = performance.now() - begun;
      expect(refused.message).toMatch(new RegExp(`\\d{4,} .*${contextSize}`));
    });
    gaps.push({ case: name, 'refused after ms': Math.round(took), 'longest gap ms': Math.round(gap) });
    // For hanging; how long it really takes stands in the table.
    expect(gap).toBeLessThan(3000);
  });

  test('a prompt that just does not fit', async () => {
    expect(await tryCase('4,110 tokens for 4,096', () => askIn('good', 'a'.repeat(4090)))).toMatchObject({
      code: 'CONTEXT_TOO_LONG',
    });
  });
});

const user = (text: string): LanguageModelV4CallOptions['prompt'] => [
  { role: 'user', content: [{ type: 'text', text }] },
];
const extra = (options: object): Partial<LanguageModelV4CallOptions> => ({
  providerOptions: { switchyard: { ...options } },
});

describe('requests through the interface of models', () => {
  const image = { type: 'file', mediaType: 'image/png', data: { type: 'data', data: new Uint8Array([1]) } } as const;
  const schema = (given: object): Partial<LanguageModelV4CallOptions> => ({
    responseFormat: { type: 'json', schema: given },
  });
  test.each<[string, Partial<LanguageModelV4CallOptions>, Expected]>([
    ['an image', { prompt: [{ role: 'user', content: [image] }] }, { code: 'MODEL_LACKS_CAPABILITY' }],
    ['a schema that cannot be forced', schema({ not: { type: 'string' } }), { code: 'UNSUPPORTED_SCHEMA' }],
    ['a schema with a bad pattern', schema({ type: 'string', pattern: '(' }), { code: 'UNSUPPORTED_SCHEMA' }],
    [
      'a schema that nothing meets',
      schema({ type: 'integer', minimum: 3, maximum: 2 }),
      { code: 'UNSUPPORTED_SCHEMA' },
    ],
    ['a schema that leads to itself', schema({ $ref: '#' }), { code: 'UNSUPPORTED_SCHEMA' }],
    ['a schema with a reference to nothing', schema({ $ref: '#/$defs/none' }), { code: 'UNSUPPORTED_SCHEMA' }],
    ['a grammar that is none', extra({ grammar: 'root ::= [' }), { code: 'GRAMMAR_INVALID' }],
    ['a grammar without a root', extra({ grammar: 'x ::= "a"' }), { code: 'GRAMMAR_INVALID' }],
    ['a grammar that begins with itself', extra({ grammar: 'root ::= root "a" | "b"' }), { code: 'GRAMMAR_INVALID' }],
    ['a grammar that no token meets', extra({ grammar: 'root ::= "\\x00"' }), { code: 'GRAMMAR_INVALID' }],
    ['temperature NaN', { temperature: Number.NaN }, { code: 'VALIDATION_FAILED' }],
    ['temperature -1', { temperature: -1 }, { code: 'VALIDATION_FAILED' }],
    ['temperature infinite', { temperature: Number.POSITIVE_INFINITY }, { code: 'VALIDATION_FAILED' }],
    ['top-p NaN', { topP: Number.NaN }, { code: 'VALIDATION_FAILED' }],
    ['top-k 1.5', { topK: 1.5 }, { code: 'VALIDATION_FAILED' }],
    ['seed NaN', { seed: Number.NaN }, { code: 'VALIDATION_FAILED' }],
    ['presence penalty NaN', { presencePenalty: Number.NaN }, { code: 'VALIDATION_FAILED' }],
    ['max tokens NaN', { maxOutputTokens: Number.NaN }, { code: 'VALIDATION_FAILED' }],
    ['max tokens -5', { maxOutputTokens: -5 }, { code: 'VALIDATION_FAILED' }],
    ['an empty stop string', { stopSequences: [''] }, { code: 'VALIDATION_FAILED' }],
    ['an option that is not known', extra({ mirostat: 2 }), { code: 'UNSUPPORTED_PARAMETER' }],
    ['bias for a token that is not there', extra({ logitBias: { '4000000': 5 } }), { code: 'VALIDATION_FAILED' }],
    ['bias NaN', extra({ logitBias: { '65': Number.NaN } }), { code: 'UNSUPPORTED_PARAMETER' }],
    ['raw tokens that are not there', extra({ raw: { prompt: [4_000_000] } }), { code: 'VALIDATION_FAILED' }],
    ['no message at all', { prompt: [] }, { code: 'VALIDATION_FAILED' }],
    [
      'a forced tool that is not given',
      { toolChoice: { type: 'tool', toolName: 'none' } },
      { code: 'VALIDATION_FAILED' },
    ],
    [
      'a strict tool whose input cannot be forced',
      {
        tools: [
          { type: 'function', name: 'tool', strict: true, inputSchema: { type: 'object', not: { required: ['a'] } } },
        ],
        toolChoice: { type: 'required' },
      },
      { code: 'UNSUPPORTED_SCHEMA' },
    ],
  ])('%s', async (name, options, expected) => {
    const given = { prompt: user('hello'), maxOutputTokens: 40, ...options };
    expect(await tryCase(name, async () => void (await talker.doGenerate(given)))).toMatchObject(expected);
  });
});

test('after all that the good model answers, here and there', async () => {
  expect(await askIn('good')).toBe(sentence);
  const { content } = await talker.doGenerate({ prompt: user('hello'), temperature: 0 });
  expect(content).toEqual([{ type: 'text', text: sentence }]);
});
