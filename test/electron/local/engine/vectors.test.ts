import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EngineModel } from '../../../../electron/local/engine/engine.ts';
import { openRuntime } from '../../../../electron/local/engine/runtime.ts';
import { testModel } from '../../../helpers/models/test-model.ts';
import { never, open, textRequest } from './open-parts.ts';

// Catches: of a text longer than a batch only its end embedded, vectors of any length, a text cut in silence, an abort
// that is heard when all texts are done.

let model: EngineModel;
let path: string;
beforeAll(async () => {
  path = await testModel('embedder');
  model = await open(path, { contextSize: 2048 }, 'embedding');
});
afterAll(() => model.close());

const words = (count: number, from: string): string =>
  Array.from({ length: count }, (_, index) => `${from}${(index * 7) % 23}`).join(' ');
const cosine = (a: readonly number[], b: readonly number[]): number => {
  const dot = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, at) => sum + value * (y[at] ?? 0), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
};

test('every vector has the length 1, and the tokens are counted', async () => {
  const { vectors, tokens } = await model.embed(['a small text', 'another one, a bit longer'], never);
  for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
  const counted = await Promise.all(
    ['a small text', 'another one, a bit longer'].map((text) => model.tokenize(text, { special: false })),
  );
  // Each with the two tokens a text stands between.
  expect(tokens).toBe(counted.flat().length + 4);
});

test('a long text is embedded whole: its vector is that of one batch, and its beginning counts', async () => {
  const long = `${words(200, 'begin')} ${words(160, 'end')}`;
  const tokens = await model.tokenize(long, { special: false });
  expect(tokens.length).toBeGreaterThan(600);
  expect(tokens.length).toBeLessThan(2000);
  const { vectors } = await model.embed([long], never);
  const { llama } = await openRuntime('cpu');
  const raw = await llama.loadModel({ modelPath: path });
  const vectorOf = async (batchSize: number) => {
    const context = await raw.createEmbeddingContext({ contextSize: 2048, batchSize, threads: 1 });
    const { vector } = await context.getEmbeddingFor(long);
    await context.dispose();
    return vector;
  };
  const whole = cosine(vectors[0] ?? [], await vectorOf(2048));
  const cut = cosine(vectors[0] ?? [], await vectorOf(512));
  await raw.dispose();
  expect(whole).toBeGreaterThan(0.99999);
  expect(cut).toBeLessThan(0.999);
});

test('a text that is too long is refused with both numbers, and an empty one by its place', async () => {
  const long = words(2000, 'word');
  await expect(model.embed(['fine', long], never)).rejects.toMatchObject({
    code: 'CONTEXT_TOO_LONG',
    details: { limit: 2048, tokens: expect.any(Number) },
  });
  // So long that nobody reads it to count it.
  await expect(model.embed(['a'.repeat(10_000_000)], never)).rejects.toMatchObject({
    code: 'CONTEXT_TOO_LONG',
    message: expect.stringContaining('at least'),
  });
  await expect(model.embed(['fine', ''], never)).rejects.toMatchObject({
    code: 'VALIDATION_FAILED',
    message: expect.stringContaining('2'),
  });
});

test('an abort is heard between two texts', async () => {
  const stop = new AbortController();
  const texts = Array.from({ length: 400 }, (_, index) => words(200, `t${index}`));
  const all = model.embed(texts, stop.signal);
  await model.embed(['in between'], never);
  stop.abort();
  await expect(all).rejects.toMatchObject({ code: 'CANCELLED' });
});

test('many at once give what one after the other gives', async () => {
  const texts = Array.from({ length: 12 }, (_, index) => words(20 + index, `x${index}`));
  const one = await model.embed(texts, never);
  const many = await Promise.all(texts.map((text) => model.embed([text], never)));
  for (const [index, { vectors }] of many.entries()) {
    expect(cosine(vectors[0] ?? [], one.vectors[index] ?? [])).toBeGreaterThan(0.99999);
  }
});

test('what a model was not loaded for it refuses by name', async () => {
  await expect(model.rank('a', ['b'], never)).rejects.toMatchObject({ code: 'MODEL_LACKS_CAPABILITY' });
  await expect(model.generate(textRequest('a'), never).next()).rejects.toMatchObject({
    code: 'MODEL_LACKS_CAPABILITY',
  });
  await expect(open(path, {}, 'reranking')).rejects.toMatchObject({ code: 'MODEL_LACKS_CAPABILITY' });
});

test('a chat model embeds too, by its last token', async () => {
  const talker = await open(await testModel('talker'), {}, 'embedding');
  const { vectors } = await talker.embed(['hello', 'hello', 'dice'], never);
  expect(cosine(vectors[0] ?? [], vectors[1] ?? [])).toBeCloseTo(1, 5);
  expect(cosine(vectors[0] ?? [], vectors[2] ?? [])).toBeLessThan(0.999);
  await talker.close();
});

test('documents are ranked from 0 to 1, each by itself, in the order they came', async () => {
  const reranker = await open(await testModel('reranker'), {}, 'reranking');
  const documents = ['about whales and the sea', 'a recipe for bread', 'whales'];
  const { scores, tokens } = await reranker.rank('whales', documents, never);
  expect(scores).toHaveLength(3);
  for (const score of scores) expect(score >= 0 && score <= 1).toBe(true);
  expect(tokens).toBeGreaterThan(10);
  const alone = await reranker.rank('whales', documents.slice(1, 2), never);
  expect(alone.scores[0]).toBeCloseTo(scores[1] ?? 2, 5);
  await expect(reranker.rank('whales', [words(3000, 'long')], never)).rejects.toMatchObject({
    code: 'CONTEXT_TOO_LONG',
  });
  await expect(reranker.rank('q'.repeat(10_000_000), ['a'], never)).rejects.toMatchObject({
    code: 'CONTEXT_TOO_LONG',
    message: expect.stringContaining('at least'),
  });
  await expect(reranker.rank('whales', [], never)).resolves.toEqual({ scores: [], tokens: 0 });
  await reranker.close();
});
