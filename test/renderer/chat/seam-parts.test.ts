import { expect, test } from 'vitest';
import { partsAt } from '../../../renderer/features/chat/seam-parts.ts';
import type { Seam } from '../../../shared/model/conversation.ts';

const seam = (at: number): Seam => ({ at, target: null, after: 'failed' });
/** The bar stands where the seam is. */
const partsOf = (marked: string): string[] => {
  const pieces = marked.split('¦');
  const seams = pieces.slice(0, -1).map((_, index) => seam(pieces.slice(0, index + 1).join('').length));
  const parts = partsAt(pieces.join(''), seams);
  expect(parts.map((part) => part.seam)).toEqual([null, ...seams]);
  return parts.map(({ text }) => text);
};

// Catches: words lost or moved by drawing the seam.
test.each([
  ['in a paragraph', 'One. Tw¦o.\n\nThree.', ['One. Tw', 'o.\n\nThree.']],
  ['between two', 'One.\n\n¦Two.', ['One.\n\n', 'Two.']],
  ['with nothing behind it yet', 'One. Tw¦', ['One. Tw', '']],
  ['twice', 'One¦ two¦ three', ['One', ' two', ' three']],
  ['twice at one place', 'One¦¦ two', ['One', '', ' two']],
])('a seam %s', (_where, marked, parts) => expect(partsOf(marked)).toEqual(parts));

// Catches: code, lists, quotes and tables that fall apart where another model went on.
test.each([
  ['code', '```ts\nlet a¦ = 1;\n```\nEnd', ['```ts\nlet a', '```ts\n = 1;\n```\nEnd']],
  ['code, twice', '```ts\na¦b¦c\n```', ['```ts\na', '```ts\nb', '```ts\nc\n```']],
  ['a list', '1. one\n2. t¦wo\n3. three', ['1. one\n2. t', 'wo\n\n3. three']],
  ['a quote', '> one t¦wo\n> three', ['> one t', '> wo\n> three']],
  ['a table', '| a | b |\n| - | - |\n| 1 ¦| 2 |\n\nEnd', ['| a | b |\n| - | - |\n| 1 | 2 |\n\n', 'End']],
])('a seam in %s', (_where, marked, parts) => expect(partsOf(marked)).toEqual(parts));

// Catches: an answer without seams drawn anew for each of its words.
test('an answer of one model is one part', () => {
  expect(partsAt('One', [])).toEqual([{ text: 'One', seam: null }]);
});
