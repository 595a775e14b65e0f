import { copyFileSync, linkSync, truncateSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fileFacts } from '../../../../electron/local/gguf/file-facts.ts';
import { testModel } from '../../../helpers/models/test-model.ts';
import { temporaryFolder } from '../../../helpers/test-store.ts';
import { openLibrary } from './open-library.ts';
import { put, sourceOf } from './setup.ts';

// Catches: a library that works with made-up headers only.
test('real models, a real damaged one and a page that is no model', async () => {
  const folder = temporaryFolder();
  const talker = await testModel('talker');
  const at = (name: string) => join(folder, name);
  copyFileSync(talker, at('Talker-F32.gguf'));
  linkSync(at('Talker-F32.gguf'), at('the-same.gguf'));
  copyFileSync(await testModel('embedder'), at('Embedder.gguf'));
  copyFileSync(talker, at('cut.gguf'));
  truncateSync(at('cut.gguf'), 1000);
  put(at('page.gguf'), '<!doctype html><title>404</title>');
  for (const name of ['cut.gguf', 'page.gguf']) utimesSync(at(name), 1_700_000_000, 1_700_000_000);
  const { library } = openLibrary({
    sources: [sourceOf(folder)],
    readFacts: (path, signal) => fileFacts(path, { signal }),
  });
  await library.ready;
  await library.factsRead();
  expect(library.list().map(({ name, facts, failure }) => [name, facts?.kind ?? failure?.details?.['reason']])).toEqual(
    [
      ['cut', 'truncated'],
      ['embedder', 'embedding'],
      ['page', 'web-page'],
      ['talker-f32', 'chat'],
    ],
  );
  expect((await library.resolve('the-same')).name).toBe('talker-f32');
});

// Catches: "arriving" that ends with the last byte of a copy, but with facts of the half of it.
test('a model that is copied piece by piece ends with its real facts', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'arriving.gguf');
  const talker = await testModel('talker');
  const { library, until } = openLibrary({
    sources: [sourceOf(folder)],
    readFacts: (file, signal) => fileFacts(file, { signal }),
  });
  await library.ready;
  copyFileSync(talker, path);
  truncateSync(path, 500);
  await until(([entry]) => entry?.isArriving === true);
  copyFileSync(talker, path);
  await until(([entry]) => entry?.facts != null);
  expect(library.list()).toEqual([
    expect.objectContaining({ name: 'arriving', isArriving: false, failure: null, facts: await fileFacts(talker) }),
  ]);
});
