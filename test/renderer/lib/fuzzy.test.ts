// Catches: a palette that can't find an umlaut, that offers what doesn't fit, or that puts the best match last.
import { expect, test } from 'vitest';
import { fuzzyFilter, fuzzyScore } from '../../../renderer/lib/fuzzy.ts';

const find = (query: string, ...texts: string[]) => fuzzyFilter(texts, query, (text) => text);

test('starts of words come before insides, insides before scattered letters', () => {
  expect(find('set', 'Offset', 'Go to Settings', 'Settings')).toEqual(['Settings', 'Go to Settings', 'Offset']);
  expect(find('stg', 'Settings')).toEqual(['Settings']);
});

test('every word must fit, in any order', () => {
  expect(fuzzyScore('dark theme', 'Theme: Dark')).toBeGreaterThan(0);
  expect(fuzzyScore('dark chat', 'Theme: Dark')).toBe(0);
});

test('accents and case do not matter', () => {
  expect(fuzzyScore('EINFUHRUNG', 'Einführung')).toBeGreaterThan(0);
});

test('letters far apart are no match', () => {
  expect(fuzzyScore('xyz', 'x is not near to y, and z is far')).toBe(0);
});

test('nothing typed keeps all in their order', () => {
  expect(find('  ', 'b', 'a')).toEqual(['b', 'a']);
});
