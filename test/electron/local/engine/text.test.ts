import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EngineModel } from '../../../../electron/local/engine/engine.ts';
import type { GenerateDelta } from '../../../../electron/local/engine/request.ts';
import { testModel } from '../../../helpers/models/test-model.ts';
import { answer, never, open, textRequest, turn } from './open-parts.ts';

// Catches: half a stop string on the screen, half a character, two answers that are the same because they were asked in
// one second, a prompt cut in silence, a prompt read twice, log-probabilities of what the sampler left over.

let model: EngineModel;
beforeAll(async () => {
  model = await open(await testModel('talker'));
});
afterAll(() => model.close());

type Run = ReturnType<EngineModel['generate']>;

const sentence = 'Hello! I am a tiny hand-made model, and this sentence is always the same.';

test('continues a raw text and says why it ended', async () => {
  const { text, end } = await answer(model, textRequest(turn('hello')));
  expect(text).toBe(sentence);
  expect(end).toMatchObject({ reason: 'stop', stopString: null, usage: { outputTokens: 14 } });
});

test('ends at the most tokens, and at one', async () => {
  await expect(answer(model, textRequest(turn('hello'), { maxTokens: 1 }))).resolves.toMatchObject({
    text: 'Hello!',
    end: { reason: 'length', usage: { outputTokens: 1 } },
  });
});

test.each([
  ['maxTokens', { maxTokens: Number.NaN }],
  ['maxTokens', { maxTokens: -5 }],
  ['stop', { stop: [''] }],
])('%s of a raw text is refused by name: %j', async (param, more) => {
  await expect(answer(model, textRequest('hello', more))).rejects.toMatchObject({
    code: 'VALIDATION_FAILED',
    details: { param },
  });
});

test('a stop string across tokens ends it, and nothing of it is shown', async () => {
  const { text, deltas, end } = await answer(model, textRequest(turn('hello'), { stop: ['made model', 'never'] }));
  expect(text).toBe('Hello! I am a tiny hand-');
  expect(end).toMatchObject({ reason: 'stop', stopString: 'made model' });
  expect(deltas.every((delta) => delta.kind === 'text' && !delta.text.includes('made'))).toBe(true);
});

test('what only looked like a stop string comes all the same', async () => {
  await expect(answer(model, textRequest(turn('hello'), { stop: ['same. And more'] }))).resolves.toMatchObject({
    text: sentence,
  });
});

test('characters of several tokens come whole', async () => {
  const { text, deltas } = await answer(model, textRequest(turn('emoji')));
  expect(text).toBe('Smile: 🙂 done with emoji.');
  expect(deltas.every((delta) => delta.kind === 'text' && !delta.text.includes('\uFFFD'))).toBe(true);
});

test('the same seed says the same, and without one two answers differ', async () => {
  const roll = (seed?: number) =>
    answer(model, textRequest(turn('dice'), { sampling: seed === undefined ? {} : { seed } })).then(({ text }) => text);
  expect(await roll(7)).toBe(await roll(7));
  const seeds = new Set<number>();
  const rolls = new Set<string>();
  for (let index = 0; index < 16; index += 1) {
    const { text, end } = await answer(model, textRequest(turn('dice'), { sampling: {} }));
    rolls.add(text);
    seeds.add(end.seed);
  }
  expect(seeds.size).toBe(16);
  expect(rolls.size).toBeGreaterThan(1);
});

test('a second turn reads only what is new', async () => {
  const first = turn('count');
  const { text, end } = await answer(model, textRequest(first, { maxTokens: 200 }));
  const second = await answer(model, textRequest(`${first}${text}<|im_end|>\n${turn('hello')}`));
  const { inputTokens, cachedTokens } = second.end.usage;
  const whole = end.usage.inputTokens + end.usage.outputTokens;
  expect(whole).toBeGreaterThan(200);
  // The last token written was not read back yet.
  expect(cachedTokens).toBe(whole - 1);
  expect(inputTokens - cachedTokens).toBeLessThan(30);
});

test('a prompt longer than the context is refused with both numbers', async () => {
  const words = ' hello'.repeat(1200);
  const tokens = await model.count(textRequest(words));
  await expect(answer(model, textRequest(words))).rejects.toMatchObject({
    code: 'CONTEXT_TOO_LONG',
    details: { tokens, limit: 1024 },
    message: expect.stringMatching(new RegExp(`${tokens}.*1024`)),
  });
  const huge = 'x'.repeat(10_000_000);
  await expect(answer(model, textRequest(huge))).rejects.toMatchObject({ code: 'CONTEXT_TOO_LONG' });
});

test('with overflow as shift the end of a long prompt counts, and the answer goes on past the context', async () => {
  const long = ' hello'.repeat(1200) + turn('forever');
  const { end, text } = await answer(model, textRequest(long, { overflow: 'shift', maxTokens: 600 }));
  expect(end).toMatchObject({ reason: 'length', usage: { outputTokens: 600 } });
  expect(text).toMatch(/^Over and over again again/);
});

test('an answer that fills the context ends with length', async () => {
  const { end } = await answer(model, textRequest(turn('forever'), { maxTokens: null }));
  expect(end.reason).toBe('length');
  expect(end.usage.inputTokens + end.usage.outputTokens).toBe(1024);
});

test.each([
  ['leaving early', (run: Run) => run.return(undefined as never)],
  [
    'aborting',
    async (run: Run, stop: AbortController) => {
      stop.abort();
      await expect(run.next()).rejects.toMatchObject({ code: 'CANCELLED' });
    },
  ],
])('%s frees the slot for the next', async (_, end) => {
  for (let round = 0; round < 3; round += 1) {
    const stop = new AbortController();
    const run = model.generate(textRequest(turn('forever'), { maxTokens: null }), stop.signal);
    await run.next();
    await run.next();
    await end(run, stop);
  }
  await expect(answer(model, textRequest(turn('hello')))).resolves.toMatchObject({ text: sentence });
});

test('log-probabilities are of the whole vocabulary, and greedy takes the likeliest', async () => {
  const random = await open(await testModel('random-small'));
  const prompt = Array.from({ length: 20 }, (_, index) => index + 60);
  const { deltas, end } = await answer(
    random,
    textRequest(prompt, { logprobs: 5, maxTokens: 12, echo: true, sampling: { temperature: 0, topK: 1 } }),
  );
  const found = deltas.flatMap((delta: GenerateDelta) => (delta.kind === 'text' ? (delta.logprobs ?? []) : []));
  expect(found.length).toBeGreaterThan(0);
  for (const { logprob, token, top } of found) {
    expect(top).toHaveLength(5);
    expect(top[0]).toMatchObject({ token, logprob });
    const sum = top.reduce((all, { logprob: one }) => all + Math.exp(one), 0);
    expect(sum).toBeLessThanOrEqual(1.0001);
    // The sampler was told to keep one token only: a share of what it left over would be 1.
    expect(logprob).toBeLessThan(-0.001);
  }
  // Prompt and answer are scored alike: the answer read as a prompt has the same numbers.
  expect(end.promptLogprobs).toHaveLength(19);
  await random.close();
});

test('the bytes of a log-probability are those of the token, also of half a character', async () => {
  const { deltas } = await answer(model, textRequest(turn('emoji'), { logprobs: 0 }));
  const found = deltas.flatMap((delta) => (delta.kind === 'text' ? (delta.logprobs ?? []) : []));
  const bytes = found.flatMap((one) => one.bytes);
  expect(new TextDecoder().decode(Uint8Array.from(bytes))).toBe('Smile: 🙂 done with emoji.');
});

test('log-probabilities of a prompt are those its tokens had when they were written', async () => {
  const asked = textRequest(turn('dice'), { logprobs: 3, sampling: { seed: 4 } });
  const { deltas, text } = await answer(model, asked);
  const written = deltas.flatMap((delta) => (delta.kind === 'text' ? (delta.logprobs ?? []) : []));
  const read = await answer(model, textRequest(turn('dice') + text, { logprobs: 3, echo: true, maxTokens: 1 }));
  const ofPrompt = read.end.promptLogprobs?.slice(-written.length) ?? [];
  expect(ofPrompt.map(({ token }) => token)).toEqual(written.map(({ token }) => token));
  for (const [index, one] of ofPrompt.entries()) expect(one.logprob).toBeCloseTo(written[index]?.logprob ?? 1, 2);
});

test.each([
  ['a token id beyond the vocabulary', textRequest([5, 1_000_000])],
  ['a token id that is no number', textRequest([5, Number.NaN])],
  ['a temperature that is no number', textRequest('hi', { sampling: { temperature: Number.NaN } })],
  ['a bias for an unknown token', textRequest('hi', { sampling: { logitBias: { '999999': 1 } } })],
  ['an empty prompt', textRequest([])],
])('%s is refused by name', async (_, request) => {
  await expect(answer(model, request)).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
});

test('fills in a gap where the model can, else says that it cannot', async () => {
  expect(model.info.canInfill).toBe(true);
  const gap = textRequest('hello', { suffix: 'dice', maxTokens: 5 });
  // Three marks, the words on both sides, and the token every text begins with.
  const words = await Promise.all(['hello', 'dice'].map((text) => model.tokenize(text, { special: false })));
  await expect(model.count(gap)).resolves.toBe(words.flat().length + 4);
  await expect(answer(model, gap)).resolves.toMatchObject({ text: expect.stringMatching(/^You rolled/) });
  const random = await open(await testModel('random-small'));
  expect(random.info.canInfill).toBe(false);
  await expect(answer(random, textRequest('a', { suffix: 'b' }))).rejects.toMatchObject({
    code: 'MODEL_LACKS_CAPABILITY',
  });
  await random.close();
});

test('tokens and text turn into each other, long texts too, and the loop gets its turns', async () => {
  const text = 'Ünïcode and words, 日本 🙂 hello the same. '.repeat(4000);
  let turns = 0;
  const watch = setInterval(() => (turns += 1), 0);
  const tokens = await model.tokenize(text, { special: false });
  clearInterval(watch);
  expect(turns).toBeGreaterThan(1);
  // Not `toBe`: what differs is not to be printed.
  expect((await model.detokenize(tokens)) === text).toBe(true);
  expect(await model.tokenize('<|im_end|>', { special: true })).toHaveLength(1);
  expect((await model.tokenize('<|im_end|>', { special: false })).length).toBeGreaterThan(1);
});

test('closing ends what writes and refuses what comes', async () => {
  const short = await open(await testModel('talker'));
  const run = short.generate(textRequest(turn('forever'), { maxTokens: null }), never);
  await run.next();
  const next = Promise.allSettled([run.next().then(() => run.next())]);
  await short.close();
  expect(await next).toMatchObject([{ status: 'rejected', reason: { code: 'CANCELLED' } }]);
  await expect(answer(short, textRequest('hi'))).rejects.toMatchObject({ code: 'CANCELLED' });
});
