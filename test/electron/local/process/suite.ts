import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { EngineModel, LoadSpec, OpenModel } from '../../../../electron/local/engine/engine.ts';
import type { ChatRequest, GenerateDelta, GenerateEnd } from '../../../../electron/local/engine/request.ts';
import { type TestModelName, testModel } from '../../../helpers/models/test-model.ts';
import { ask, hooks, never, settings, specFor } from './setup.ts';

const hello = 'Hello! I am a tiny hand-made model, and this sentence is always the same.';

const weather: Partial<ChatRequest> = {
  tools: [
    {
      name: 'get_weather',
      description: 'The weather in a city',
      parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
      strict: false,
    },
  ],
  toolChoice: { name: 'get_weather' },
};

interface Answer {
  text: string;
  deltas: GenerateDelta[];
  end: GenerateEnd;
}

async function answerTo(model: EngineModel, request: ChatRequest, signal = never()): Promise<Answer> {
  const deltas: GenerateDelta[] = [];
  for (const steps = model.generate(request, signal); ; ) {
    const step = await steps.next();
    if (step.done) {
      const text = deltas.map((delta) => (delta.kind === 'text' ? delta.text : '')).join('');
      return { text, deltas, end: step.value };
    }
    deltas.push(step.value);
  }
}

/** What every engine does, wherever it runs. The real engine, on real files. */
export function engineSuite(name: string, openModel: OpenModel): void {
  const open = async (file: TestModelName, purpose: LoadSpec['purpose']) => {
    const opened = await openModel(specFor(await testModel(file), { purpose }), hooks());
    onTestFinished(() => opened.close());
    return opened;
  };

  describe(`the engine ${name}`, () => {
    /** One model for all that leave it as it was: a process takes a second to start. */
    let model: EngineModel;
    const progress: number[] = [];
    beforeAll(async () => {
      const spec = specFor(await testModel('talker'), { settings: { ...settings, contextSize: 1024 } });
      model = await openModel(spec, hooks({ onProgress: (part) => progress.push(part) }));
    });
    afterAll(() => model.close());

    test('a load tells how far it is, and what came of it', () => {
      expect(progress.at(-1)).toBe(1);
      expect(progress).toEqual(progress.toSorted((one, other) => one - other));
      expect(model.info).toMatchObject({ backend: 'cpu', contextSize: 1024, slots: 1 });
    });

    test('an answer comes in pieces and ends with its numbers', async () => {
      const { text, deltas, end } = await answerTo(model, ask('hello'));
      expect(text).toBe(hello);
      expect(deltas.length).toBeGreaterThan(1);
      expect(end).toMatchObject({ reason: 'stop', droppedTurns: 0 });
      expect(end.usage.inputTokens).toBeGreaterThan(0);
      expect(end.usage.outputTokens).toBeGreaterThan(0);
    });

    test('cancelling frees the only slot', async () => {
      const controller = new AbortController();
      const steps = model.generate(ask('forever'), controller.signal);
      await steps.next();
      controller.abort();
      await expect(readOn(steps)).rejects.toMatchObject({ code: 'CANCELLED' });
      expect((await answerTo(model, ask('hello'))).text).toBe(hello);
    });

    test('leaving an answer frees the only slot', async () => {
      for await (const _ of model.generate(ask('forever'), never())) break;
      expect((await answerTo(model, ask('hello'))).text).toBe(hello);
    });

    test('two at once, and the one that waits for a slot can be cancelled', async () => {
      const controller = new AbortController();
      const first = model.generate(ask('forever'), never());
      await first.next();
      const second = answerTo(model, ask('hello'), controller.signal);
      controller.abort();
      await expect(second).rejects.toMatchObject({ code: 'CANCELLED' });
      const third = answerTo(model, ask('hello'));
      await first.return(undefined as never);
      expect((await third).text).toBe(hello);
    });

    test('a tool call', async () => {
      const { deltas, end } = await answerTo(model, ask('weather', weather));
      expect(end.reason).toBe('calls');
      const call = deltas.find((delta) => delta.kind === 'call-end');
      expect(call).toMatchObject({ name: 'get_weather' });
      expect(JSON.parse(call?.input ?? '')).toEqual({ city: 'Paris' });
    });

    test('thoughts are not the answer', async () => {
      const { text, deltas } = await answerTo(model, ask('puzzle'));
      expect(text.trim()).toBe("The puzzle's solution is 42.");
      const thought = deltas.map((delta) => (delta.kind === 'reasoning' ? delta.text : '')).join('');
      expect(thought).toContain('I reason');
    });

    test('vectors', async () => {
      const embedder = await open('embedder', 'embedding');
      const { vectors, tokens } = await embedder.embed(['a cat', 'a dog', 'a cat'], never());
      expect(tokens).toBeGreaterThan(3);
      expect(vectors).toHaveLength(3);
      expect(vectors[0]).toEqual(vectors[2]);
      expect(vectors[0]).not.toEqual(vectors[1]);
      expect(Math.hypot(...(vectors[0] ?? []))).toBeCloseTo(1, 4);
    });

    test('scores', async () => {
      const reranker = await open('reranker', 'reranking');
      const { scores } = await reranker.rank('a cat', ['a cat', 'rain'], never());
      expect(scores).toHaveLength(2);
      expect(scores[0]).toBeGreaterThan(scores[1] ?? 1);
    });

    test('tokens of a text, the text of tokens, and how many a prompt takes', async () => {
      const tokens = await model.tokenize('hello', { special: false });
      expect(await model.detokenize(tokens)).toBe('hello');
      const { end } = await answerTo(model, ask('hello'));
      expect(await model.count(ask('hello'))).toBe(end.usage.inputTokens);
    });

    test('errors say what they are, with their details', async () => {
      await expect(answerTo(model, ask('hello', { sampling: { temperature: Number.NaN } }))).rejects.toMatchObject({
        code: 'VALIDATION_FAILED',
        message: expect.stringContaining('temperature'),
      });
      await expect(answerTo(model, ask('hello '.repeat(2000)))).rejects.toMatchObject({
        code: 'CONTEXT_TOO_LONG',
        details: { limit: 1024 },
      });
      // After all that it still works.
      expect((await answerTo(model, ask('hello'))).text).toBe(hello);
    });

    test('a file that is not there is no crash', async () => {
      const loading = openModel(specFor('/nowhere/model.gguf'), hooks());
      await expect(loading).rejects.toMatchObject({ code: 'MODEL_FILE_UNREADABLE' });
    });

    test('a load that is aborted', async () => {
      const controller = new AbortController();
      const loading = openModel(
        specFor(await testModel('talker')),
        hooks({ signal: controller.signal, onProgress: () => controller.abort() }),
      );
      await expect(loading).rejects.toMatchObject({ code: 'CANCELLED' });
    });

    test('closing ends what runs', async () => {
      const closing = await open('talker', 'chat');
      const steps = closing.generate(ask('forever'), never());
      await steps.next();
      const [, rest] = await Promise.allSettled([closing.close(), readOn(steps)]);
      expect(rest).toMatchObject({ status: 'rejected', reason: { code: 'CANCELLED' } });
      await expect(closing.tokenize('hello', { special: false })).rejects.toMatchObject({ code: 'CANCELLED' });
    });
  });
}

async function readOn(steps: ReturnType<EngineModel['generate']>): Promise<void> {
  for (let step = await steps.next(); !step.done; ) step = await steps.next();
}
