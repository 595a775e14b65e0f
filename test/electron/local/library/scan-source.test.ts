import { chmodSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { diskFiles } from '../../../../electron/local/library/files.ts';
import { temporaryFolder } from '../../../helpers/test-store.ts';
import { put, putInHub, revisionOf, scan, sourceOf } from './setup.ts';

// Catches: the parts of one model listed as several, or loaded from the wrong one.
test('parts are one model, which starts at the first', async () => {
  const folder = temporaryFolder();
  const part = (number: number) =>
    join(folder, 'unsloth', 'Qwen3-GGUF', 'Q4_K_M', `Qwen3-Q4_K_M-0000${number}-of-00003.gguf`);
  for (const number of [3, 1, 2]) put(part(number), 'x'.repeat(number));
  const { models } = await scan(sourceOf(folder));
  expect(models).toEqual([
    expect.objectContaining({
      label: 'Qwen3-Q4_K_M',
      owner: 'unsloth',
      path: part(1),
      parts: [part(1), part(2), part(3)],
      missing: [],
      size: 6,
    }),
  ]);
});

// Catches: a set with a hole taken for whole, and a name that claims 99,999 parts filling the memory.
test('parts that are not there are named', async () => {
  const folder = temporaryFolder();
  put(join(folder, 'a-00002-of-00003.gguf'));
  put(join(folder, 'b-00001-of-99999.gguf'));
  const { models } = await scan(sourceOf(folder));
  expect(models.map(({ missing }) => missing)).toEqual([
    ['a-00001-of-00003.gguf', 'a-00003-of-00003.gguf'],
    Array.from({ length: 10 }, (_, index) => `b-${String(index + 2).padStart(5, '0')}-of-99999.gguf`),
  ]);
});

// Catches: a projector offered as a model to chat with, or given to a model it does not belong to.
test('projectors go with the model they lie beside', async () => {
  const folder = temporaryFolder();
  const at = (...names: string[]) => join(folder, ...names);
  put(at('gemma', 'gemma-3-4b-it-Q4_K_M.gguf'));
  put(at('gemma', 'gemma-3-4b-it-Q8_0.gguf'));
  put(at('gemma', 'mmproj-BF16.gguf'));
  put(at('gemma', 'mmproj-F16.gguf'));
  put(at('gemma', 'mmproj-F32.gguf'));
  put(at('mixed', 'Qwen2.5-VL-7B-Instruct-Q4_K_M.gguf'));
  put(at('mixed', 'mmproj-Qwen2.5-VL-7B-Instruct-f16.gguf'));
  put(at('mixed', 'Llama-3.2-3B-Q4_K_M.gguf'));
  put(at('mixed', 'mmproj-F16.gguf'));
  put(at('renamed', 'pixtral-Q4_K_M.gguf'));
  put(at('renamed', 'mmproj-mistral_pixtral-12b.gguf'));
  put(at('lone', 'mmproj-F16.gguf'));
  put(at('only.gguf'));
  put(at('mmproj-other-model.gguf'));
  const { models } = await scan(sourceOf(folder));
  expect(Object.fromEntries(models.map(({ label, companions }) => [label, companions.projector]))).toEqual({
    'gemma-3-4b-it-Q4_K_M': at('gemma', 'mmproj-F16.gguf'),
    'gemma-3-4b-it-Q8_0': at('gemma', 'mmproj-F16.gguf'),
    'Qwen2.5-VL-7B-Instruct-Q4_K_M': at('mixed', 'mmproj-Qwen2.5-VL-7B-Instruct-f16.gguf'),
    'Llama-3.2-3B-Q4_K_M': null,
    'pixtral-Q4_K_M': at('renamed', 'mmproj-mistral_pixtral-12b.gguf'),
    only: null,
  });
});

// Catches: models called "model" or "Q4_K_M", because that is what their files are called.
test('a file name that says nothing is replaced by that of its folder', async () => {
  const folder = temporaryFolder();
  put(join(folder, 'TheBloke', 'Mistral-7B-GGUF', 'ggml-model-q4_0.gguf'));
  put(join(folder, 'unsloth', 'Phi-4-GGUF', 'Q8_0', 'Q8_0.gguf'));
  put(join(folder, 'someone', 'Tiny', 'model.gguf'));
  put(join(folder, 'model.gguf'));
  expect((await scan(sourceOf(folder, 'lm-studio'))).models.map(({ label }) => label)).toEqual([
    'Mistral-7B-Q4_0',
    'Phi-4-Q8_0',
    'Tiny',
    'model',
  ]);
});

// Catches: models of the old llama.cpp cache under names with their repository in front.
test('the flat cache of llama.cpp', async () => {
  const folder = temporaryFolder();
  const projector = put(join(folder, 'ggml-org_gemma-3-4b-it-GGUF_mmproj-model-f16.gguf'));
  put(join(folder, 'ggml-org_gemma-3-4b-it-GGUF_gemma-3-4b-it-Q4_K_M.gguf'));
  put(join(folder, 'manifest=ggml-org=gemma-3-4b-it-GGUF=latest.json'), '{}');
  put(join(folder, 'plain_name.gguf'));
  const { models } = await scan(sourceOf(folder, 'llama-cpp'));
  expect(models.map(({ label, owner, companions }) => [label, owner, companions.projector])).toEqual([
    ['gemma-3-4b-it-Q4_K_M', 'ggml-org', projector],
    ['plain_name', null, null],
  ]);
});

// Catches: every old revision of a repository listed, blobs listed by their hashes, or data sets looked through.
test('the cache of Hugging Face: of each repository the snapshot of main', async () => {
  const hub = temporaryFolder();
  const at = { repository: 'unsloth/Qwen3-8B-GGUF', file: 'Qwen3-8B-Q4_K_M.gguf' };
  putInHub(hub, { ...at, revision: revisionOf('a') });
  const main = putInHub(hub, { ...at, revision: revisionOf('b') });
  putInHub(hub, { ...at, revision: revisionOf('c') });
  put(join(hub, 'models--unsloth--Qwen3-8B-GGUF', 'refs', 'main'), revisionOf('b'));
  put(join(hub, 'models--unsloth--Qwen3-8B-GGUF', '.no_exist', revisionOf('b'), 'x.gguf'));
  put(join(hub, 'models--unsloth--Qwen3-8B-GGUF', 'blobs', 'abc.incomplete'));
  const older = putInHub(hub, { repository: 'gpt2', revision: revisionOf('a'), file: 'gpt2.gguf' });
  const newest = putInHub(hub, { repository: 'gpt2', revision: revisionOf('0'), file: 'gpt2.gguf' });
  utimesSync(join(older, '..'), 1_700_000_000, 1_700_000_000);
  const inFolder = putInHub(hub, {
    repository: 'big/Big-GGUF',
    revision: revisionOf('d'),
    file: 'Q4_K_M/Big-Q4_K_M-00001-of-00001.gguf',
  });
  put(join(hub, 'datasets--someone--data', 'snapshots', revisionOf('a'), 'data.gguf'));
  put(join(hub, '.locks', 'models--x', 'y.gguf'));
  rmSync(
    join(
      putInHub(hub, { repository: 'gone/Gone', revision: revisionOf('a'), file: 'gone.gguf' }),
      '..',
      '..',
      '..',
      'blobs',
    ),
    { recursive: true },
  );
  const { models, problems } = await scan(sourceOf(hub, 'hugging-face'));
  expect(models.map(({ label, owner, path }) => [label, owner, path])).toEqual([
    ['Big-Q4_K_M', 'big', inFolder],
    ['Qwen3-8B-Q4_K_M', 'unsloth', main],
    ['gpt2', 'gpt2', newest],
  ]);
  expect(problems).toEqual([]);
});

// Catches: a library that writes into the folders of other programs.
test('nothing is written anywhere', async () => {
  const folder = temporaryFolder();
  putInHub(folder, { repository: 'a/b', revision: revisionOf('a'), file: 'b.gguf' });
  const before = await entriesOf(folder);
  chmodSync(folder, 0o555);
  await scan(sourceOf(folder, 'hugging-face'));
  chmodSync(folder, 0o755);
  expect(await entriesOf(folder)).toEqual(before);
});

async function entriesOf(folder: string) {
  const entries: string[] = [];
  const steps = [folder];
  for (const step of steps) {
    const { mtimeNs } = await diskFiles.stat(step);
    entries.push(`${step} ${mtimeNs}`);
    for await (const dirent of await diskFiles.openFolder(step))
      if (dirent.isDirectory()) steps.push(join(step, dirent.name));
  }
  return entries.toSorted();
}
