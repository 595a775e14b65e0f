import { appendFileSync, truncateSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../helpers/test-store.ts';
import { openLibrary as open } from './open-library.ts';
import { put, sourceOf } from './setup.ts';

const old = (path: string) => {
  utimesSync(path, 1_700_000_000, 1_700_000_000);
  return path;
};

// Catches: a file that is still being copied shown as a damaged one, or loaded half.
test('a file that grows is arriving until it is whole', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'big.gguf');
  const { library, until } = open({ sources: [sourceOf(folder)] });
  await library.ready;
  put(path, 'GG');
  await until(([entry]) => entry?.isArriving === true);
  expect(library.list()[0]).toMatchObject({ failure: null, facts: null });
  appendFileSync(path, 'UF c');
  await until(([entry]) => entry?.size === 6);
  appendFileSync(path, 'hat');
  await until(([entry]) => entry?.size === 9 && entry.facts !== null && !entry.isArriving);
  expect(library.list()[0]).toMatchObject({ failure: null });
  // Written over: what was read of it is of another file.
  truncateSync(path, 3);
  await until(([entry]) => entry?.isArriving === true && entry.facts === null);
});

// Catches: a broken download that stays "arriving" for ever, and a set of parts with a hole that is offered.
test('what does not arrive is damaged after a while', async () => {
  const folder = temporaryFolder();
  put(join(folder, 'cut.gguf'), 'GG');
  put(join(folder, 'parts-00001-of-00002.gguf'));
  old(put(join(folder, 'old.gguf'), 'GG'));
  let time = Date.now();
  const { library, until } = open({ sources: [sourceOf(folder)], now: () => time });
  await library.ready;
  await library.factsRead();
  const states = () =>
    library.list().map(({ name, isArriving, failure }) => [name, isArriving, failure?.details?.['reason'] ?? null]);
  expect(states()).toEqual([
    ['cut', true, null],
    ['old', false, 'truncated'],
    ['parts', true, null],
  ]);
  time += 60_000;
  await until((entries) => entries.every(({ isArriving }) => !isArriving));
  expect(states()).toEqual([
    ['cut', false, 'truncated'],
    ['old', false, 'truncated'],
    ['parts', false, 'part-missing'],
  ]);
  expect(library.get('parts')?.failure?.message).toContain('parts-00002-of-00002.gguf is missing');
});
