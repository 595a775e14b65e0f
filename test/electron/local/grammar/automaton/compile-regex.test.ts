// Catches: a pattern that means something else here than it does to JavaScript.
import { describe, expect, test } from 'vitest';
import {
  accepts,
  complement,
  exactly,
  intersect,
  limitLength,
} from '../../../../../electron/local/grammar/automaton/automaton.ts';
import { compileRegex } from '../../../../../electron/local/grammar/automaton/compile-regex.ts';
import { readPattern } from '../../../../../electron/local/grammar/automaton/read-pattern.ts';
import { createEffort } from '../../../../../electron/local/grammar/automaton/regex.ts';
import { seeded } from '../gbnf-writer.ts';

const effort = createEffort(10_000_000);
const search = (pattern: string) => compileRegex(readPattern(pattern), { search: true, effort });
const whole = (pattern: string) => compileRegex(readPattern(pattern), { effort });

const patterns = [
  '',
  '^$',
  '$^',
  'abc',
  '^abc$',
  '^a|b$',
  '(^a|c)$',
  '^(a|^b)c',
  'a$b',
  '(^|x)a',
  'a(|b)c',
  '^(?:a|b)*abb$',
  'x*?y',
  '^a*$',

  'a{2,3}',
  '^a{2}$',
  '^(?:ab){1,}$',
  '^a{0}b$',
  '(a*)*b',
  '^(a?){3}$',
  '(?<year>a)b',
  '.',
  '^.$',
  '^.{2}$',
  '[^a]',
  '^[^a-c]+$',

  String.raw`\d`,
  String.raw`^\D$`,
  String.raw`^\w+$`,
  String.raw`\W`,
  String.raw`^\s$`,
  String.raw`^\S+$`,
  String.raw`[\d\-x]`,
  '[a-]',
  '[-a]',
  '[\\^\\]]',

  String.raw`\u{1F600}`,
  String.raw`^\ud83d\ude00$`,
  '^\u{1F600}?$',
  String.raw`[\u{1F600}-\u{1F602}]`,
  String.raw`\x41\t\n\0`,
  String.raw`\/\.\$`,
  '[\\b]',
];
const alphabet = Array.from('aabbccxy1-_.A ^$/]\n\t\u0000\b\u2028é\u{1F600}\u{1F601}\ufeff');

test.each(patterns)('/%s/ as JavaScript reads it', (pattern) => {
  const random = seeded(7);
  const automaton = search(pattern);
  const regex = new RegExp(pattern, 'u');
  for (let round = 0; round < 400; round += 1) {
    const text = Array.from({ length: random(6) }, () => alphabet[random(alphabet.length)]).join('');
    expect([text, accepts(automaton, text)]).toEqual([text, regex.test(text)]);
  }
});

describe('automata together', () => {
  const texts = ['', 'a', 'ab', 'abb', 'b', 'ba', 'é', '\u{1F600}'];
  const accepted = (automaton: Parameters<typeof accepts>[0]) => texts.filter((text) => accepts(automaton, text));

  test('what both accept', () => expect(accepted(intersect(search('a'), search('b$'), effort))).toEqual(['ab', 'abb']));
  test('what is left out', () =>
    expect(accepted(complement(whole('ab*'), effort))).toEqual(['', 'b', 'ba', 'é', '\u{1F600}']));
  test('what is left out of nothing', () => expect(accepted(complement(search('a$b'), effort))).toEqual(texts));
  test('exactly some texts', () =>
    expect(accepted(exactly(['ab', 'a', '\u{1F600}'], effort))).toEqual(['a', 'ab', '\u{1F600}']));
  test('a length in characters', () => {
    expect(accepted(limitLength(search(''), { min: 1, max: 1 }, effort))).toEqual(['a', 'b', 'é', '\u{1F600}']);
    expect(accepted(limitLength(search(''), { min: 3, max: Number.POSITIVE_INFINITY }, effort))).toEqual(['abb']);
  });

  test('states that accept the same rest are one', () => {
    expect(whole('(?:abc|xbc|ybc)').states).toHaveLength(4);
    expect(whole(String.raw`\d{1,3}`).states).toHaveLength(4);
  });

  test('no state is a dead end', () => {
    const { states } = search(String.raw`^(?:a\d{2}|b(?:c|d$|^e))$`);
    const alive = new Set(states.keys().filter((index) => states[index]?.accepts));
    for (const _ of states) {
      for (const [index, { moves }] of states.entries()) if (moves.some(({ to }) => alive.has(to))) alive.add(index);
    }
    expect(alive.size).toBe(states.length);
  });
});
