import { mkdirSync, renameSync, rmSync, utimesSync, watch } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { temporaryFolder } from '../../../helpers/test-store.ts';
import { openLibrary as open, readFacts } from './open-library.ts';
import { factsOf, put, putInHub, putInOllama, revisionOf, sourceOf } from './setup.ts';

const old = (path: string) => {
  utimesSync(path, 1_700_000_000, 1_700_000_000);
  return path;
};

// Catches: a list that waits until 200 headers were read.
test('the list is there at once and fills in', async () => {
  const folder = temporaryFolder();
  for (let index = 0; index < 20; index += 1) put(join(folder, `model-${index}-Q4_0.gguf`));
  const gate = Promise.withResolvers<void>();
  const { library, until } = open({
    sources: [sourceOf(folder)],
    async readFacts(path, signal) {
      await gate.promise;
      return await readFacts(path, signal);
    },
  });
  await library.ready;
  expect(library.list()).toHaveLength(20);
  expect(
    library.list().every(({ facts, failure, isArriving }) => facts === null && failure === null && !isArriving),
  ).toBe(true);
  gate.resolve();
  await until((entries) => entries.every(({ facts }) => facts !== null));
  await library.factsRead();
  expect(library.get('model-7-q4_0')).toMatchObject({
    displayName: 'model-7-Q4_0',
    source: sourceOf(folder),
    facts: { kind: 'chat' },
  });
});

// Catches: models of one program found and those of another not; one file shown once for each program that has it.
test('all programs at once, each file once', async () => {
  const folder = temporaryFolder();
  const at = (name: string) => join(folder, name);
  const shared = put(join(at('lm'), 'unsloth', 'Qwen3-8B-GGUF', 'Qwen3-8B-Q4_K_M.gguf'));
  put(join(at('mine'), 'Qwen3-8B-Q4_K_M.gguf'));
  put(join(at('mine'), 'style-lora.gguf'), 'GGUF adapter');
  put(join(at('mine'), 'eyes.gguf'), 'GGUF projector');
  putInOllama(at('ollama'), 'registry.ollama.ai/library/llama3.2/3b', { model: 'GGUF llama' });
  putInHub(at('hub'), { repository: 'org/Phi-4-GGUF', revision: revisionOf('a'), file: 'Phi-4-Q8_0.gguf' });
  const { library, names } = open({
    sources: [
      sourceOf(at('mine')),
      sourceOf(at('lm'), 'lm-studio'),
      // The same files by another way.
      sourceOf(join(at('lm'), 'unsloth')),
      sourceOf(at('ollama'), 'ollama'),
      sourceOf(at('hub'), 'hugging-face'),
      sourceOf(at('missing'), 'llama-cpp'),
    ],
  });
  await library.ready;
  await library.factsRead();
  expect(names()).toEqual(['llama3.2:3b', 'phi-4-q8_0', 'qwen3-8b-q4_k_m', 'qwen3-8b-q4_k_m@lm-studio', 'style-lora']);
  expect(library.get('qwen3-8b-q4_k_m@lm-studio')?.path).toBe(shared);
  expect(library.problems()).toEqual([]);
  expect((await library.resolve('Qwen3-8B')).name).toBe('qwen3-8b-q4_k_m');
  // An adapter is listed, but nobody can talk to it.
  expect(library.get('style-lora')?.facts?.kind).toBe('adapter');
  await expect(library.resolve('style-lora')).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' });
});

// Catches: a list that is right only until somebody moves a file.
test('files that appear, are renamed and go change the list by themselves', async () => {
  const folder = temporaryFolder();
  const { library, until, names } = open({ sources: [sourceOf(folder)] });
  await library.ready;
  expect(names()).toEqual([]);
  put(join(folder, 'new', 'one.gguf'));
  await until((entries) => entries[0]?.facts != null);
  expect(names()).toEqual(['one']);
  renameSync(join(folder, 'new', 'one.gguf'), join(folder, 'new', 'two.gguf'));
  await until((entries) => entries[0]?.name === 'two' && entries[0].facts !== null);
  // In a folder that was not there at the start.
  put(join(folder, 'new', 'three.gguf'));
  await until((entries) => entries.length === 2);
  rmSync(join(folder, 'new'), { recursive: true });
  await until((entries) => entries.length === 0);
});

// Catches: a folder that is made later, or comes back with its drive, and is never looked at.
test('a folder that appears later is found when somebody looks, and watched from then on', async () => {
  const folder = join(temporaryFolder(), 'models');
  const { library, names, until } = open({ sources: [sourceOf(folder)] });
  await library.ready;
  put(join(folder, 'one.gguf'));
  await library.refresh();
  expect(names()).toEqual(['one']);
  put(join(folder, 'two.gguf'));
  await until((entries) => entries.length === 2);
});

// Catches: a model that was copied into the folder a moment ago and is "not found" for whoever asks at once.
test('a name that is not known is looked for on the disk before that is said', async () => {
  const folder = join(temporaryFolder(), 'models');
  let time = Date.now();
  const { library } = open({ sources: [sourceOf(folder)], now: () => time });
  await expect(library.resolve('one')).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' });
  put(join(folder, 'one.gguf'));
  await expect(library.resolve('one')).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' });
  time += 10_000;
  expect(await library.resolve('one')).toMatchObject({ name: 'one' });
});

// Catches: one folder without rights that costs the models of all others, and rights given later that change nothing.
test('a folder that cannot be read is a problem, the others are listed', async () => {
  const folder = temporaryFolder();
  put(join(folder, 'good', 'one.gguf'));
  const inPlace = put(join(folder, 'in-place'));
  const { library, names } = open({ sources: [sourceOf(inPlace), sourceOf(join(folder, 'good'))] });
  await library.ready;
  expect(names()).toEqual(['one']);
  expect(library.problems()).toEqual([
    { source: sourceOf(inPlace), error: expect.objectContaining({ code: 'MODEL_FOLDER_UNREADABLE' }) },
  ]);
  rmSync(inPlace);
  put(join(inPlace, 'two.gguf'));
  await library.refresh();
  expect(names()).toEqual(['one', 'two']);
  expect(library.problems()).toEqual([]);
});

// Catches: folders taken off the list whose models stay, and new ones that need a restart.
test('other sources, other models', async () => {
  const folder = temporaryFolder();
  put(join(folder, 'a', 'one.gguf'));
  put(join(folder, 'b', 'two.gguf'));
  const watched = new Set<string>();
  const { library, names, until } = open({
    sources: [sourceOf(join(folder, 'a'))],
    watching: {
      watch(path, recursive, onEvent) {
        const watcher = watch(path, { recursive, persistent: false }, (_event, name) => onEvent(name));
        watched.add(path);
        return watcher.on('close', () => watched.delete(path));
      },
    },
  });
  await library.ready;
  expect([...watched]).toEqual([join(folder, 'a')]);
  await library.setSources([sourceOf(join(folder, 'b'))]);
  expect(names()).toEqual(['two']);
  await vi.waitFor(() => expect([...watched]).toEqual([join(folder, 'b')]));
  put(join(folder, 'a', 'three.gguf'));
  put(join(folder, 'b', 'four.gguf'));
  await until((entries) => entries.length === 2);
  expect(names()).toEqual(['four', 'two']);
});

// Catches: a window that is told of every header by itself, or of nothing having changed.
test('many changes are told as one, and none as none', async () => {
  const folder = temporaryFolder();
  for (let index = 0; index < 200; index += 1) old(put(join(folder, `${index}.gguf`)));
  let told = 0;
  const first = Promise.withResolvers<void>();
  const { library } = open({
    sources: [sourceOf(folder)],
    readFacts: () => Promise.resolve(factsOf()),
    onChange() {
      told += 1;
      if (library.list().every(({ facts }) => facts !== null)) first.resolve();
    },
  });
  await first.promise;
  expect(told).toBeLessThan(10);
  const before = told;
  await library.refresh();
  // A change after it, so that what would have been told of the refresh has been told.
  const again = Promise.withResolvers<void>();
  const changes = open({ sources: [sourceOf(folder)], onChange: () => again.resolve() });
  await again.promise;
  await changes.library.close();
  expect(told).toBe(before);
});

// Catches: timers, watches and reading that go on in a host that wants to end.
test('closing in the middle of a look and of reading ends both, and nothing is told any more', async () => {
  const folder = temporaryFolder();
  for (let index = 0; index < 50; index += 1) put(join(folder, `${index}`, 'model.gguf'));
  let told = 0;
  const reading = Promise.withResolvers<void>();
  const { library } = open({
    sources: [sourceOf(folder)],
    onChange: () => (told += 1),
    readFacts: (_path, signal) => {
      reading.resolve();
      return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    },
  });
  await reading.promise;
  const looking = library.refresh();
  await library.close();
  await looking;
  const before = told;
  mkdirSync(join(folder, 'late'));
  put(join(folder, 'late', 'late.gguf'));
  await library.refresh();
  expect(library.list().some(({ path }) => path.includes('late'))).toBe(false);
  expect(told).toBe(before);
});
