import { expect, test } from 'vitest';
import { matchesPattern, patternProblem } from '../../../electron/routing/patterns.ts';

// Catches: a rule for "budget" that lets "Budget" out, and a pattern that finds only whole texts.
test.each<[string, string, boolean]>([
  ['budget', 'Our BUDGET of 2026', true],
  ['(?-i)budget', 'Our BUDGET of 2026', false],
  ['straße', 'In der STRASSE', false],
  ['gehält', 'GEHÄLTER', true],
  ['^secret', 'not a secret', false],
  ['a.c', 'a\nc', false],
  ['\\p{Greek}', 'π', true],
])('%s in %s: %s', (pattern, text, expected) => {
  expect(matchesPattern(pattern, text)).toBe(expected);
});

// Catches: a pattern that never holds because nobody said that it cannot be read.
test.each([
  ['x(', 'x('],
  ['ab**', '**'],
  ['a(?=b)', '(?='],
  ['(a)\\1', '\\1'],
  ['[z-a]', 'z-a'],
  ['a{1001}', '{1001}'],
])('%s is refused, with the place', (pattern, part) => {
  const problem = patternProblem(pattern);
  expect(problem?.code).toBe('VALIDATION_FAILED');
  expect(problem?.message).toContain(`"${part}"`);
  const at = Number(problem?.details?.['at']);
  expect(pattern.slice(at, at + Number(problem?.details?.['length']))).toContain(part);
  expect(() => matchesPattern(pattern, 'x')).toThrow(problem?.message ?? '');
});

// Catches: a pattern that is linear in the text and still takes minutes, because it is so large itself.
test('what is too large is refused', () => {
  expect(patternProblem('e.{0,900}q')?.message).toContain('too large');
  expect(patternProblem(Array.from({ length: 40 }, (_, index) => `word${index}`).join('|'))).toBeNull();
});

// Catches: a text made for a pattern that holds up everybody: the test's own time limit ends it.
test('no text makes it slow', () => {
  const text = 'a'.repeat(2_000_000);
  for (const pattern of ['(a+)+$b', '(a|aa)+$b', '(a*)*b', '([a-z]+)*=']) {
    expect(matchesPattern(pattern, text)).toBe(false);
  }
});
