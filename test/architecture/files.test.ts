// Catches: a file that grows until everything lands in it, and a second list of vendors beside the registry.
import { describe, expect, test } from 'vitest';
import { readSources, stringsOf } from './import-graph.ts';

const longest = 350;
const linesOf = (text: string) => text.trimEnd().split('\n').length;

describe('length', () => {
  test(`no file is longer than ${longest} lines`, () => {
    const sources = readSources(['electron', 'renderer', 'shared', 'test', 'scripts', 'bench'], /\.(ts|tsx|mjs|css)$/);
    const tooLong = [...sources].filter(([, text]) => linesOf(text) > longest);
    expect(tooLong.map(([path, text]) => `${path}: ${linesOf(text)} lines`)).toEqual([]);
  });

  test('a longer one is noticed', () => {
    expect(linesOf('x\n'.repeat(longest + 1))).toBeGreaterThan(longest);
  });
});

describe('vendors', () => {
  const vendorFolder = 'electron/providers/vendors/';
  const sources = readSources(['electron', 'renderer', 'shared']);
  const ids = [...sources]
    .filter(([path]) => path.startsWith(vendorFolder))
    .flatMap(([, text]) => /^ {2}id: '([^']+)'/m.exec(text)?.[1] ?? []);
  /** Folders of models on this computer that have the name of a vendor. */
  const folders = [
    'electron/local/library/sources.ts names huggingface',
    'electron/local/library/sources.ts names ollama',
    'shared/model/local-model.ts names ollama',
  ];
  const vendorNames = (path: string, text: string) => stringsOf(path, text).filter((word) => ids.includes(word));

  test('there are some, so that the next test looks for something', () => {
    expect(ids).toContain('openai-compatible');
  });

  test('no vendor is named outside its own file', () => {
    const named = [...sources]
      .filter(([path]) => !path.startsWith(vendorFolder))
      .flatMap(([path, text]) => vendorNames(path, text).map((id) => `${path} names ${id}`));
    expect([...new Set(named)].sort()).toEqual(folders);
  });

  test('a planted name is found, the package of that name is not', () => {
    const text =
      "import OpenAI from 'openai'; export const isCompatible = (kind: string) => kind === 'openai-compatible';";
    expect(vendorNames('electron/gateway/x.ts', text)).toEqual(['openai-compatible']);
  });
});
