import { type CharSet, charRange, codeOf, complementOf, unionOf } from './char-set.ts';

const single = (...codes: readonly number[]): CharSet => unionOf(...codes.map((code): CharSet => [[code, code]]));

const digits = charRange('0', '9');
const words = unionOf(digits, charRange('a', 'z'), charRange('A', 'Z'), single(codeOf('_')));
const lineEnds = single(0x0a, 0x0d, 0x2028, 0x2029);
const spaces = unionOf(
  [
    [0x09, 0x0d],
    [0x2000, 0x200a],
  ],
  single(0x20, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff),
);

/** `.`: what ECMAScript means by it without the `s` flag. */
export const anyButLineEnd = complementOf(lineEnds);

/** The classes of ECMAScript patterns, by the letter after the backslash. */
export const classes: ReadonlyMap<string, CharSet> = new Map([
  ['d', digits],
  ['D', complementOf(digits)],
  ['w', words],
  ['W', complementOf(words)],
  ['s', spaces],
  ['S', complementOf(spaces)],
]);

/** Characters written by a letter after the backslash. */
export const controls: ReadonlyMap<string, number> = new Map([
  ['t', 0x09],
  ['n', 0x0a],
  ['v', 0x0b],
  ['f', 0x0c],
  ['r', 0x0d],
]);
