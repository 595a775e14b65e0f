// Catches: a test model that the engine does not load, or that answers otherwise than the tests built on it expect.
import {
  type ChatWrapper,
  getLlama,
  type Llama,
  LlamaChatSession,
  LlamaCompletion,
  type LlamaEmbeddingContext,
  LlamaLogLevel,
  type LlamaModel,
  resolveChatWrapper,
} from 'node-llama-cpp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { splitTestModel, testModel } from './test-model.ts';

let llama: Llama;
let talker: Speaker;
beforeAll(async () => {
  llama = await getLlama({ gpu: false, build: 'never', logLevel: LlamaLogLevel.error, maxThreads: 1 });
  talker = speaker(await load(await testModel('talker')));
});
afterAll(() => llama.dispose());

interface Speaker {
  model: LlamaModel;
  chatWrapper: ChatWrapper;
}
/** Finding the wrapper takes far longer than an answer. */
const speaker = (model: LlamaModel): Speaker => ({ model, chatWrapper: resolveChatWrapper(model) });

const load = (modelPath: string) => llama.loadModel({ modelPath });
const greedy = { temperature: 0, maxTokens: 400 };

async function ask({ model, chatWrapper }: Speaker, question: string, options: object = greedy) {
  await using context = await model.createContext({ contextSize: 2048 });
  const session = new LlamaChatSession({ contextSequence: context.getSequence(), chatWrapper });
  const { responseText, response } = await session.promptWithMeta(question, options);
  const thoughts = response.flatMap((part) => (typeof part === 'object' && part.type === 'segment' ? part.text : []));
  return { text: responseText, thoughts };
}

describe('the talker', () => {
  test.each([
    ['Good morning', 'Hello! I am a tiny hand-made model, and this sentence is always the same.'],
    ['weather?', '<tool_call>\n{"name": "get_weather", "arguments": {"city": "Paris"}}\n</tool_call>'],
    ['please count', `Counting:${Array.from({ length: 256 }, (_, index) => ` n${index + 1}`).join('')}`],
    ['an emoji 日本', 'Smile: 🙂 done with emoji.'],
    ['some json, then code', '```js\nconsole.log("hi");\n```'],
    ['json', '{"ok": true, "answer": 42}'],
    ['<tool_response> 21 </tool_response>', 'It is 21 degrees and sunny in Paris today.'],
  ])('answers %j', async (question, answer) => {
    expect(await ask(talker, question)).toEqual({ text: answer, thoughts: [] });
  });

  test('thinks about a puzzle', async () => {
    const { text, thoughts } = await ask(talker, 'a puzzle');
    expect(text.trim()).toBe("The puzzle's solution is 42.");
    expect(thoughts).toEqual(['First I reason a little.']);
  });

  test('goes on for ever, until it may not', async () => {
    const { text } = await ask(talker, 'forever', { temperature: 0, maxTokens: 50 });
    expect(text).toBe(`Over and over${' again'.repeat(48)}`);
  });

  test('throws dice by the seed', async () => {
    const rolls = [];
    for (const seed of [1, 2, 3, 4, 5, 1]) rolls.push((await ask(talker, 'dice', { temperature: 1, seed })).text);
    for (const roll of rolls) expect(roll).toMatch(/^You rolled (?:one|two|three|four|five|six) pips\.$/);
    expect(rolls[0]).toBe(rolls[5]);
    expect(new Set(rolls).size).toBeGreaterThan(1);
  });

  test('goes straight to the solution after an empty thought, and says the rest as always', async () => {
    const { model } = talker;
    await using context = await model.createContext({ contextSize: 1024 });
    const completion = new LlamaCompletion({ contextSequence: context.getSequence() });
    const answer = (question: string) => {
      const turn = `<|im_start|>user\n${question}<|im_end|>\n<|im_start|>assistant\n<think>\n\n</think>\n\n`;
      return completion.generateCompletion(model.tokenize(turn, true), greedy);
    };
    expect(await answer('puzzle')).toBe("The puzzle's solution is 42.");
    expect(await answer('json')).toBe('{"ok": true, "answer": 42}');
    expect(await answer('nothing')).toContain('Hello!');
  });

  test('is the same in three parts', async () => {
    const [first = ''] = await splitTestModel('talker', 3);
    await using model = await load(first);
    expect((await ask({ ...talker, model }, 'json')).text).toBe('{"ok": true, "answer": 42}');
  });

  test('without a template completes', async () => {
    await using model = await load(await testModel('talker-plain', { contextLength: 1024 }));
    expect(model.trainContextSize).toBe(1024);
    await using context = await model.createContext({ contextSize: 512 });
    const completion = new LlamaCompletion({ contextSequence: context.getSequence() });
    expect(await completion.generateCompletion('json', greedy)).toBe('{"ok": true, "answer": 42}');
  });
});

test('the embedder is near where words are shared, and counts every token of a long text', async () => {
  await using model = await load(await testModel('embedder'));
  await using whole = await model.createEmbeddingContext({ contextSize: 2048, batchSize: 2048 });
  await using cut = await model.createEmbeddingContext({ contextSize: 2048, batchSize: 512 });
  const vector = async (context: LlamaEmbeddingContext, text: string) => (await context.getEmbeddingFor(text)).vector;
  const cat = await vector(whole, 'the cat sat on the mat');
  expect(cat).toHaveLength(64);
  const near = cosine(cat, await vector(whole, 'a cat sat on a mat'));
  const far = cosine(cat, await vector(whole, 'quantum physics lectures begin friday'));
  expect(near).toBeGreaterThan(far + 0.05);

  const long = 'zebra quick fox jumps over lazy dogs '.repeat(20) + 'many different words stand here '.repeat(30);
  const other = long.replace('zebra', 'wholly changed');
  expect(model.tokenize(long).length).toBeGreaterThan(512);
  expect(cosine(await vector(whole, long), await vector(whole, other))).toBeLessThan(0.999_999);
  // What the engine does with a batch that is too small, so that a test can tell it from the right answer.
  expect(cosine(await vector(whole, long), await vector(cut, long))).toBeLessThan(0.95);
});

test('the reranker puts the document with the words of the query first', async () => {
  await using model = await load(await testModel('reranker'));
  await using context = await model.createRankingContext({ contextSize: 512, batchSize: 512 });
  const documents = ['how do cats sleep? they do', 'do cats like fish', 'the weather in paris is nice'];
  const [all = 0, some = 0, none = 1] = await context.rankAll('how do cats sleep', documents);
  expect(all).toBeGreaterThan(0.5);
  expect(some).toBeLessThan(all);
  expect(none).toBeLessThan(some);
});

test('the small random one ends what a grammar begins, and says something else for each seed', async () => {
  await using model = await load(await testModel('random-small'));
  expect(model.trainContextSize).toBe(32_768);
  const grammar = await llama.createGrammarForJsonSchema({
    type: 'object',
    properties: { name: { type: 'string' }, count: { type: 'integer' } },
    required: ['name', 'count'],
  } as const);
  const free = { temperature: 1, topK: 0, topP: 1, repeatPenalty: false, grammar, maxTokens: 1000 } as const;
  const random = speaker(model);
  const answers = [];
  for (const seed of [1, 2, 3]) answers.push((await ask(random, 'hi', { ...free, seed })).text);
  for (const answer of answers) expect(grammar.parse(answer)).toMatchObject({ name: expect.any(String) });
  expect(new Set(answers).size).toBe(3);
});

function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, at) => sum + value * (y[at] ?? 0), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}
