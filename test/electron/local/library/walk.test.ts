import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isModelFile } from '../../../../electron/local/library/file-names.ts';
import { diskFiles, type Files } from '../../../../electron/local/library/files.ts';
import { type WalkOptions, walk } from '../../../../electron/local/library/walk.ts';
import { temporaryFolder } from '../../../helpers/test-store.ts';
import { put, scan, sourceOf } from './setup.ts';

const options: WalkOptions = {
  files: diskFiles,
  signal: new AbortController().signal,
  isWanted: isModelFile,
  onFolder: () => {},
};
const namesIn = async (folder: string, more: Partial<WalkOptions> = {}) => {
  const { files, problems } = await walk(folder, { ...options, ...more });
  return { names: files.map(({ name }) => name).toSorted(), problems: problems.map(({ message }) => message) };
};
const failing = (path: string, code: string): Files => ({
  ...diskFiles,
  openFolder: (folder) =>
    folder === path ? Promise.reject(Object.assign(new Error(code), { code })) : diskFiles.openFolder(folder),
});

// Catches: half downloaded and hidden files offered as models.
test('what is no whole model file is left out', async () => {
  const folder = temporaryFolder();
  for (const name of [
    'good.gguf',
    'Also.GGUF',
    'a.gguf.part',
    'downloading_b.gguf.part',
    'c.gguf.ipull',
    'd.gguf.incomplete',
    'e.gguf.tmp',
    'f.gguf.downloadInProgress',
    'g.gguf.crdownload',
    '.h.gguf',
    '._good.gguf',
    'i.gguf',
    'i.gguf.aria2',
    'imatrix_unsloth.gguf',
    'j.safetensors',
    '.hidden/k.gguf',
  ]) {
    put(join(folder, name));
  }
  symlinkSync(join(folder, 'nowhere'), join(folder, 'broken.gguf'));
  mkdirSync(join(folder, 'folder.gguf'));
  expect(await namesIn(folder)).toEqual({ names: ['Also.GGUF', 'good.gguf'], problems: [] });
});

// Catches: a link in a circle that is followed for ever, and a tree that is read to its bottom.
test('links in a circle and deep trees come to an end', async () => {
  const folder = temporaryFolder();
  put(join(folder, 'a', 'one.gguf'));
  symlinkSync(folder, join(folder, 'a', 'up'));
  symlinkSync(join(folder, 'a'), join(folder, 'again'));
  put(join(folder, ...'12345678'.split(''), 'in-reach.gguf'));
  put(join(folder, ...'123456789'.split(''), 'too-deep.gguf'));
  expect(await namesIn(folder)).toEqual({ names: ['in-reach.gguf', 'one.gguf'], problems: [] });
});

// Catches: a home folder chosen by mistake that is read for minutes, and nobody told that some of it was not.
test('a folder with too many entries is read in part, and that is said', async () => {
  const folder = temporaryFolder();
  for (let index = 0; index < 30; index += 1) put(join(folder, `${index}.gguf`));
  const { names, problems } = await namesIn(folder, { limits: { depth: 8, entries: 20 } });
  expect(names).toHaveLength(20);
  expect(problems).toEqual([expect.stringContaining('more than 20 files and folders')]);
});

// Catches: a missing folder taken for an error; one that cannot be read taken for an empty one, or hiding the others.
test('a missing folder holds nothing, one that cannot be read is a problem with a remedy', async () => {
  const folder = temporaryFolder();
  expect(await namesIn(join(folder, 'missing'))).toEqual({ names: [], problems: [] });

  const file = put(join(folder, 'file'));
  const inPlace = await walk(file, options);
  expect(inPlace.problems).toEqual([
    expect.objectContaining({ code: 'MODEL_FOLDER_UNREADABLE', details: { path: file, reason: 'ENOTDIR' } }),
  ]);
  expect(inPlace.problems[0]?.message).toBe(`${file} is not a folder. Choose the folder that holds the models.`);

  put(join(folder, 'open', 'a.gguf'));
  const locked = join(folder, 'locked');
  put(join(locked, 'b.gguf'));
  const { names, problems } = await namesIn(folder, { files: failing(locked, 'EACCES') });
  expect(names).toEqual(['a.gguf']);
  expect(problems).toEqual([
    `${locked} may not be read. Allow this user to read it, or take it off the list of model folders.`,
  ]);
  expect((await namesIn(folder, { files: failing(locked, 'EIO') })).problems[0]).toContain('(EIO)');
});

// Catches: the same with the real rights of a real folder, which a superuser does not feel.
test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('a folder without rights', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'locked'), { mode: 0 });
  expect((await namesIn(folder)).problems).toEqual([expect.stringContaining('may not be read')]);
});

// Catches: a look that asks the disk more than once for a file, or for files that cannot be models.
test('2,000 models are found with one question each', async () => {
  const folder = temporaryFolder();
  for (let at = 0; at < 20; at += 1) {
    mkdirSync(join(folder, `${at}`));
    for (let index = 0; index < 100; index += 1) {
      writeFileSync(join(folder, `${at}`, `${index}.gguf`), `GGUF ${at} ${index}`);
      writeFileSync(join(folder, `${at}`, `${index}.json`), '{}');
    }
  }
  const asked = new Map<string, number>();
  const counting: Files = {
    ...diskFiles,
    stat(path) {
      asked.set(path, (asked.get(path) ?? 0) + 1);
      return diskFiles.stat(path);
    },
  };
  const { models } = await scan(sourceOf(folder), counting);
  expect(models).toHaveLength(2000);
  // The models, their folders, and whether it is a store of Ollama.
  expect(asked.size).toBe(2000 + 21 + 1);
  expect(Math.max(...asked.values())).toBe(1);
});
