import type { Automaton } from './automaton/automaton.ts';
import { type CharSet, plainChars } from './automaton/char-set.ts';
import { compileRegex } from './automaton/compile-regex.ts';
import { readPattern } from './automaton/read-pattern.ts';
import { createEffort } from './automaton/regex.ts';
import { automatonRule } from './automaton-rules.ts';
import { type Alternative, type Item, type Rules, ruleItem, text } from './rules.ts';

/** One space at most and no new line: a model that likes white space could write it for ever. */
const space = (rules: Rules): Item => ruleItem(rules.once('space', () => [[text(' ')], []]));

export const comma = (rules: Rules): Alternative => [text(','), space(rules)];
export const colon = (rules: Rules): Alternative => [text(':'), space(rules)];

const charSet = (...ranges: readonly string[]): CharSet =>
  ranges.map((range) => [range.charCodeAt(0), range.charCodeAt(range.length - 1)]);

/** What stands behind a backslash. Half of a surrogate pair is written with its other half only. */
function escapeSequence(rules: Rules): Item {
  const hex = (count: number): Item[] => Array.from({ length: count }, () => ({ set: charSet('0-9', 'A-F', 'a-f') }));
  const half = (...third: readonly string[]): Item[] => [
    { set: charSet('D', 'd') },
    { set: charSet(...third) },
    ...hex(2),
  ];
  const alternatives = (): Alternative[] => [
    [{ set: charSet('"', '/', '\\', 'b', 'f', 'n', 'r', 't') }],
    [text('u'), { set: charSet('0-9', 'A-C', 'E-F', 'a-c', 'e-f') }, ...hex(3)],
    [text('u'), ...half('0-7')],
    [text('u'), ...half('8-9', 'A-B', 'a-b'), text('\\u'), ...half('C-F', 'c-f')],
  ];
  return ruleItem(rules.once('escape', alternatives));
}

/** One character inside a text, in any of the ways JSON has for it. */
export const charRule = (rules: Rules): string =>
  rules.once('char', () => [[{ set: plainChars }], [text('\\'), escapeSequence(rules)]]);

export function stringRule(rules: Rules): string {
  const more = (): string =>
    rules.once('string rest', () => [
      [{ set: plainChars }, ruleItem(more())],
      [text('\\'), escapeSequence(rules), ruleItem(more())],
      [text('"')],
    ]);
  return rules.once('string', () => [[text('"'), ruleItem(more())]]);
}

const automatonOf = (pattern: string): Automaton =>
  compileRegex(readPattern(pattern), { effort: createEffort(100_000) });

// As many digits as a double keeps, and no exponent that leads out of its range.
const wholeNumbers = automatonOf(String.raw`0|-?[1-9]\d{0,15}`);
const numbers = automatonOf(String.raw`-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?(?:[eE][-+]?\d{1,2})?`);

export const wholeNumberRule = (rules: Rules): string =>
  rules.once('whole number', () => [[ruleItem(automatonRule(rules, wholeNumbers, { isText: false }))]]);

export const numberRule = (rules: Rules): string =>
  rules.once('number', () => [[ruleItem(automatonRule(rules, numbers, { isText: false }))]]);

/** Any object. */
export function objectRule(rules: Rules): string {
  const member = (): Alternative => [ruleItem(stringRule(rules)), ...colon(rules), ruleItem(valueRule(rules))];
  const more = (): string =>
    rules.once('members', () => [[...comma(rules), ...member(), ruleItem(more())], [text('}')]]);
  return rules.once('object', () => [[text('{'), ...member(), ruleItem(more())], [text('{}')]]);
}

/** Any array. */
export function arrayRule(rules: Rules): string {
  const more = (): string =>
    rules.once('items', () => [[...comma(rules), ruleItem(valueRule(rules)), ruleItem(more())], [text(']')]]);
  return rules.once('array', () => [[text('['), ruleItem(valueRule(rules)), ruleItem(more())], [text('[]')]]);
}

/** Any value. */
export const valueRule = (rules: Rules): string =>
  rules.once('value', () => [
    ...[objectRule, arrayRule, stringRule, numberRule].map((rule) => [ruleItem(rule(rules))]),
    ...['true', 'false', 'null'].map((word) => [text(word)]),
  ]);
