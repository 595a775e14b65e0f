// Catches: a model in parts that is shown as a whole while a part is missing, or counted by its first part alone.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fileFacts } from '../../../../electron/local/gguf/file-facts.ts';
import { readModel } from '../../../../electron/local/gguf/read-model.ts';
import { partPaths, splitName } from '../../../../electron/local/gguf/split-parts.ts';
import { splitTestModel, testModel } from '../../../helpers/models/test-model.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchyard-parts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const copyParts = async () => {
  const parts = await splitTestModel('talker', 3);
  return parts.map((part) => {
    const copy = join(folder, basename(part));
    copyFileSync(part, copy);
    return copy;
  });
};
const pathOf = (paths: string[], index: number) => paths[index] ?? '';

test('whichever part is named, the facts are those of the whole', async () => {
  const paths = await copyParts();
  const whole = await fileFacts(await testModel('talker'));
  for (const path of paths) {
    const facts = await fileFacts(path);
    expect(facts).toEqual({ ...whole, parts: 3, size: facts.size });
    expect(facts.size).toBeGreaterThan(whole.tensorBytes);
  }
  expect(await readModel(pathOf(paths, 2))).toMatchObject({ parts: paths });
});

describe('refused', () => {
  const reasonOf = (path: string) => fileFacts(path).catch((error: unknown) => error);

  test.each([0, 1, 2])('part %i is missing, and the error names it', async (index) => {
    const paths = await copyParts();
    rmSync(pathOf(paths, index));
    const other = pathOf(paths, index === 0 ? 1 : 0);
    expect(await reasonOf(other)).toMatchObject({
      code: 'MODEL_FILE_INVALID',
      details: { reason: 'part-missing', file: basename(pathOf(paths, index)) },
    });
  });

  test('a part under the name of another', async () => {
    const paths = await copyParts();
    copyFileSync(pathOf(paths, 1), pathOf(paths, 2));
    expect(await reasonOf(pathOf(paths, 0))).toMatchObject({ details: { reason: 'part-missing' } });
  });

  test('more parts than anybody makes are not looked for', async () => {
    const path = join(folder, 'x-00001-of-99999.gguf');
    copyFileSync(await testModel('talker'), path);
    expect(await reasonOf(path)).toMatchObject({ details: { reason: 'bad-value' } });
  });
});

test('a whole model may be named as the only part', async () => {
  const path = join(folder, 'x-00001-of-00001.gguf');
  copyFileSync(await testModel('talker'), path);
  await expect(fileFacts(path)).resolves.toMatchObject({ parts: 1 });
});

test('names of parts', () => {
  const name = splitName('/models/Big Model-00002-of-00003.gguf');
  expect(name).toEqual({ stem: 'Big Model', part: 2, parts: 3 });
  expect(splitName('/models/big-2-of-3.gguf')).toBeNull();
  expect(splitName('/models/big-00002-of-00003.bin')).toBeNull();
  expect(name && partPaths('/models/Big Model-00002-of-00003.gguf', name).map((path) => basename(path))).toEqual([
    'Big Model-00001-of-00003.gguf',
    'Big Model-00002-of-00003.gguf',
    'Big Model-00003-of-00003.gguf',
  ]);
});
