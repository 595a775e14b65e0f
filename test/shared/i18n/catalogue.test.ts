// Catches: a word left empty or in English in the German catalogue, a placeholder that a translation drops, and a system
// language that is not understood.
import { describe, expect, test } from 'vitest';
import { errorCodes } from '../../../shared/errors/codes.ts';
import { type Catalogue, catalogueFor, resolveLanguage } from '../../../shared/i18n/index.ts';

type Word = string | ((...args: never[]) => string);

/** Every word with the path that leads to it. */
function wordsOf(node: object, path = ''): [string, Word][] {
  return Object.entries(node).flatMap(([name, value]): [string, Word][] => {
    const here = path ? `${path}.${name}` : name;
    return typeof value === 'object' && value !== null ? wordsOf(value, here) : [[here, value as Word]];
  });
}

/** English texts of the vendors and their German: a test of the provider form looks that none is missing. */
const ownTexts = /^providers\.settingTexts\./;
const wordsIn = (language: 'en' | 'de') =>
  new Map(wordsOf(catalogueFor(language)).filter(([path]) => !ownTexts.test(path)));
const en = wordsIn('en');
const de = wordsIn('de');
const text = (word: Word | undefined, mark: unknown): string =>
  typeof word === 'function' ? word(...(Array(4).fill(mark) as never[])) : (word ?? '');

/** The same in both languages, rightly: names, units, and words German has taken over. */
const shared = [
  'Switchyard|Deutsch|English|LM Studio|Ollama|llama\\.cpp|Hugging Face|CUDA|Vulkan|Metal|CPU',
  'MiB|min|s|/ min',
  'Top-p|Top-k|Min-p',
  'Chat|Port|Routing|System|Name|Version|Status|Normal|Passphrase|OK|Details|Code|Text',
  'Engine|Cache|Embeddings|Reranking|Adapter \\(LoRA\\)',
];
const sharedWords = new RegExp(`^((${shared.join('|')})[\\d: ]*|[^a-z]*)$`, 'i');
const isShared = (words: string): boolean => sharedWords.test(words);

describe('German', () => {
  test('has exactly the words of English', () => {
    expect([...de.keys()].sort()).toEqual([...en.keys()].sort());
  });

  test('is German', () => {
    const same = [...en].filter(([path, word]) => text(word, 2) === text(de.get(path), 2) && !isShared(text(word, 2)));
    expect(same.map(([path, word]) => `${path}: ${text(word, 2)}`)).toEqual([]);
  });

  test('writes umlauts as umlauts', () => {
    const spelledOut = [...de].filter(([, word]) =>
      /\b(fuer|ueber|moeglich|koenn|waehl|schliess|oeffn|aender)/i.test(text(word, 1)),
    );
    expect(spelledOut.map(([path]) => path)).toEqual([]);
  });
});

describe.each(['en', 'de'] as const)('%s', (language) => {
  const words = language === 'en' ? en : de;

  test('no word is empty', () => {
    expect([...words].filter(([, word]) => text(word, 3).trim() === '').map(([path]) => path)).toEqual([]);
  });

  test('what is put in comes out', () => {
    // These are only told whether it is one or more of a thing.
    const units = /^providers\.keys\.limitUnits\./;
    const dropped = [...words].filter(
      ([path, word]) =>
        !units.test(path) && typeof word === 'function' && word.length > 0 && !text(word, 77).includes('77'),
    );
    expect(dropped.map(([path]) => path)).toEqual([]);
  });

  test('every error has a title and a remedy', () => {
    const { errors }: Catalogue = catalogueFor(language);
    expect(Object.keys(errors).sort()).toEqual(Object.keys(errorCodes).sort());
    for (const { title, remedy } of Object.values(errors)) {
      expect(title).not.toMatch(/\.$/);
      expect(remedy).toMatch(/\.$/);
    }
  });
});

describe('resolveLanguage', () => {
  test.each([
    ['de', ['en-US'], 'de'],
    ['system', ['de-AT', 'en'], 'de'],
    ['system', ['fr-FR', 'de'], 'de'],
    ['system', ['EN-gb'], 'en'],
    ['system', ['fr'], 'en'],
    ['system', ['constructor'], 'en'],
    ['system', [], 'en'],
  ] as const)('%s with %j is %s', (setting, system, expected) => {
    expect(resolveLanguage(setting, system)).toBe(expected);
  });
});
