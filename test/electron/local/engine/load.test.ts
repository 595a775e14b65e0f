import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openModel } from '../../../../electron/local/engine/load.ts';
import { memoryState, openRuntime } from '../../../../electron/local/engine/runtime.ts';
import type { LoadChoices } from '../../../../shared/model/load-settings.ts';
import { damagedModels } from '../../../helpers/models/damaged.ts';
import { testModel } from '../../../helpers/models/test-model.ts';
import { answer, never, open, quietly, specOf, textRequest, turn } from './open-parts.ts';

// Catches: a load that fails with "Failed to load model" and nothing else, one whose memory stays taken after it was
// stopped, settings that make the engine abort or do something else in silence.

const sentence = 'Hello! I am a tiny hand-made model, and this sentence is always the same.';

let folder: string;
let talker: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'engine-load-'));
  talker = await testModel('talker');
});
afterAll(() => rmSync(folder, { recursive: true }));

const used = async () => (await openRuntime('cpu')).llama.getLlamaMemoryUsage();

test('says how far it is and what it became', async () => {
  const progress: number[] = [];
  const model = await openModel(specOf(talker, { slots: 3, batchSize: 64 }), {
    ...quietly,
    onProgress: (value) => progress.push(value),
  });
  expect(progress.at(-1)).toBe(1);
  expect(progress).toEqual(progress.toSorted((a, b) => a - b));
  expect(model.info).toMatchObject({
    backend: 'cpu',
    fallback: null,
    gpuLayers: 0,
    contextSize: 1024,
    slots: 3,
    threads: 1,
    vram: 0,
    inputs: [],
  });
  expect(model.info.ram).toBeGreaterThan(1_000_000);
  await expect(memoryState()).resolves.toMatchObject({ backend: 'cpu', vram: null });
  await model.close();
});

test('gives its memory back when it is closed, and when loading is stopped half way', async () => {
  const before = await used();
  const model = await open(talker);
  expect((await used()).cpuRam).toBeGreaterThan(before.cpuRam);
  await model.close();
  await expect(used()).resolves.toEqual(before);
  for (const at of [0.2, 0.5, 0.95]) {
    const stop = new AbortController();
    const onProgress = (progress: number) => progress >= at && stop.abort();
    await expect(openModel(specOf(talker), { signal: stop.signal, onProgress })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    await expect(used()).resolves.toEqual(before);
  }
});

test.each<[string, LoadChoices, object]>([
  [
    'quantised values without flash attention',
    { flashAttention: 'off', cacheValueType: 'Q8_0' },
    { code: 'UNSUPPORTED_PARAMETER', details: { param: 'cacheValueType' } },
  ],
  [
    'an adapter that is not there',
    { lora: [{ path: '/nowhere/adapter.gguf', scale: 1 }] },
    { code: 'MODEL_LOAD_FAILED', message: expect.stringContaining("'adapter.gguf'") },
  ],
  ['a draft model that is not there', { speculation: { kind: 'draft', model: 'small' } }, { code: 'MODEL_NOT_FOUND' }],
])('refuses %s by name and leaves nothing behind', async (_, choices, error) => {
  const before = await used();
  const spec = { ...specOf(talker, choices), ignoreMemoryChecks: false };
  await expect(openModel(spec, quietly)).rejects.toMatchObject(error);
  await expect(used()).resolves.toEqual(before);
});

test('refuses a context that does not fit, and an adapter that is none', async () => {
  const { llama } = await openRuntime('cpu');
  const before = await used();
  await llama.setRamCap(20_000_000);
  try {
    const spec = { ...specOf(talker, { contextSize: 65_536, slots: 8 }), ignoreMemoryChecks: false };
    await expect(openModel(spec, quietly)).rejects.toMatchObject({
      code: 'MODEL_WILL_NOT_FIT',
      details: { reason: expect.stringContaining('65536') },
    });
  } finally {
    await llama.setRamCap(null);
  }
  await expect(open(talker, { lora: [{ path: talker, scale: 1 }] })).rejects.toMatchObject({
    code: 'MODEL_LOAD_FAILED',
    message: expect.stringContaining("to be 'adapter'"),
  });
  await expect(used()).resolves.toEqual(before);
});

const damaged = (name: string): string => {
  const found = damagedModels.find((model) => model.name === name);
  if (!found) throw new Error(`no damaged model "${name}"`);
  return found.write(folder);
};

test.each([
  ['unknown architecture', 'MODEL_LOAD_FAILED', "unknown model architecture: 'no-such-thing'"],
  ['cut in the data', 'MODEL_LOAD_FAILED', 'not within the file bounds'],
  ['a tensor twice', 'MODEL_LOAD_FAILED', 'duplicate tensor name'],
  ['no vocabulary', 'MODEL_LOAD_FAILED', 'cannot find tokenizer vocab'],
  ['zero length', 'MODEL_FILE_INVALID', 'no whole model file'],
  ['a part missing', 'MODEL_FILE_UNREADABLE', '-00002-of-00003.gguf'],
])('a file with %s is %s, with the engine’s own reason', async (name, code, reason) => {
  const path = damaged(name);
  await expect(open(path)).rejects.toMatchObject({ code, message: expect.stringContaining(reason) });
  await expect(open(path)).rejects.toMatchObject({ message: expect.not.stringContaining(folder) });
});

test('a file that is gone is said to be', async () => {
  await expect(open(join(folder, 'gone.gguf'))).rejects.toMatchObject({ code: 'MODEL_FILE_UNREADABLE' });
});

test('a backend that is not there is replaced by the CPU, and that is said', async () => {
  const model = await open(talker, { backend: 'metal' });
  expect(model.info).toMatchObject({ backend: 'cpu', fallback: expect.stringContaining('Metal') });
  await model.close();
});

test.each<[string, LoadChoices]>([
  ['quantised keys and values', { flashAttention: 'on', cacheKeyType: 'Q8_0', cacheValueType: 'Q8_0' }],
  ['no map of the file', { mmap: false }],
  ['the automatic context', { contextSize: 'auto' }],
  ['guesses from the prompt', { speculation: { kind: 'lookup' } }],
])('says the same with %s', async (_, choices) => {
  const model = await open(talker, choices);
  await expect(answer(model, textRequest(turn('hello')))).resolves.toMatchObject({
    text: sentence,
  });
  await model.close();
});

test('says the same with a draft model, in two conversations at once', async () => {
  const spec = { ...specOf(talker, { speculation: { kind: 'draft', model: 'talker' } }), draftPath: talker };
  const model = await openModel(spec, quietly);
  const both = await Promise.all(['count', 'hello'].map((word) => answer(model, textRequest(turn(word)))));
  expect(both.map(({ text }) => text.slice(0, 12))).toEqual(['Counting: n1', 'Hello! I am ']);
  await model.close();
});

test('a draft model of another vocabulary is refused when it is loaded, not in an answer', async () => {
  const before = await used();
  const draftPath = await testModel('random-small');
  const spec = { ...specOf(talker, { speculation: { kind: 'draft', model: 'x' } }), draftPath };
  await expect(openModel(spec, quietly)).rejects.toMatchObject({ code: 'UNSUPPORTED_PARAMETER' });
  await expect(used()).resolves.toEqual(before);
});

test.each([{ kind: 'draft' as const, model: 'talker' }, { kind: 'lookup' as const }])(
  'answers that are left half way do not disturb the guessing: $kind',
  async (speculation) => {
    const unhandled: unknown[] = [];
    const listen = (error: unknown) => unhandled.push(error);
    process.on('unhandledRejection', listen);
    const spec = { ...specOf(talker, { speculation }), draftPath: talker };
    const model = await openModel(spec, quietly);
    for (let round = 0; round < 4; round += 1) {
      const stop = new AbortController();
      const run = model.generate(textRequest(turn('count'), { maxTokens: 100 }), stop.signal);
      await run.next();
      await run.next();
      stop.abort();
      await run.return(undefined as never);
    }
    const logged = await answer(model, textRequest(turn('hello'), { logprobs: 1 }));
    const plain = await answer(model, textRequest(turn('hello')));
    expect([logged.text, plain.text]).toEqual([sentence, sentence]);
    const last = model.generate(textRequest(turn('forever'), { maxTokens: null }), never);
    await last.next();
    await model.close();
    process.off('unhandledRejection', listen);
    expect(unhandled).toEqual([]);
  },
);
