// Catches: a number just outside its bounds that is let through, or one inside that cannot be written.
import { expect, test } from 'vitest';
import { accepts } from '../../../../electron/local/grammar/automaton/automaton.ts';
import { createEffort } from '../../../../electron/local/grammar/automaton/regex.ts';
import { isInside } from '../../../../electron/local/grammar/bounds.ts';
import { numberAutomaton } from '../../../../electron/local/grammar/number-rules.ts';
import { anyNumber, type NumberShape } from '../../../../electron/local/grammar/shapes.ts';
import { seeded } from './gbnf-writer.ts';

const effort = () => createEffort(10_000_000);
const bound = (value: number, isExclusive: boolean) => ({ value, isExclusive });

test('random bounds, tried at, beside and between them', () => {
  const random = seeded(99);
  for (let round = 0; round < 250; round += 1) {
    const places = random(4);
    const span = [12, 150, 4_000, 900_000][random(4)] ?? 1;
    const at = (): number => Number(((random(2 * span) - span) / 10 ** places).toFixed(places));
    const [low = 0, high = 0] = [at(), at()].sort((left, right) => left - right);
    const isWhole = random(3) === 0;
    const shape: NumberShape = {
      ...anyNumber,
      isWhole,
      step: isWhole && random(2) === 0 ? 1 + random(9) : 1,
      ...(random(4) > 0 && { low: bound(low, random(2) === 0) }),
      ...(random(4) > 0 && { high: bound(high, random(2) === 0) }),
    };
    const automaton = numberAutomaton(shape, effort());
    for (let index = 0; index < 40; index += 1) {
      const step = (random(3) - 1) / 10 ** places;
      const value = [low + step, high + step, at(), Math.round(at()), 0][random(5)] ?? 0;
      const text = isWhole ? String(Math.round(value)) : value.toFixed(places + random(2));
      if (/^-0\.?0*$/.test(text)) continue;
      const written = automaton !== undefined && accepts(automaton, text);
      expect({ shape, text, written }).toEqual({ shape, text, written: isInside(shape, Number(text)) });
    }
  }
});

test('bounds that a double cannot tell apart by one keep a distance', () => {
  for (const value of [2 ** 53, 2 ** 60, 1e18, 1e21, -(2 ** 53), -1e19]) {
    const above = numberAutomaton({ ...anyNumber, isWhole: true, low: bound(value, true) }, effort());
    const below = numberAutomaton({ ...anyNumber, isWhole: true, high: bound(value, true) }, effort());
    for (let off = -5n; off <= 5n; off += 1n) {
      const text = String(BigInt(value) + off);
      if (Number(text) !== value) continue;
      expect(above && accepts(above, text)).toBe(false);
      expect(below && accepts(below, text)).toBe(false);
    }
  }
});

test('the largest double as a bound leaves all usual numbers, and no others', () => {
  const bounds = { low: bound(-Number.MAX_VALUE, false), high: bound(Number.MAX_VALUE, false) };
  const wholes = numberAutomaton({ ...anyNumber, ...bounds, isWhole: true }, effort());
  const decimals = numberAutomaton({ ...anyNumber, ...bounds, low: bound(0, true) }, effort());
  for (const text of ['1', '-1', '999999999999999']) expect(wholes && accepts(wholes, text)).toBe(true);
  for (const text of ['0.5', '12.25', '999999999999999.5']) expect(decimals && accepts(decimals, text)).toBe(true);
  for (const text of ['0', '-1', `1${'0'.repeat(309)}`]) expect(decimals && accepts(decimals, text)).toBe(false);
});

test('a bound that leaves only very large numbers is exact too', () => {
  const automaton = numberAutomaton({ ...anyNumber, isWhole: true, low: bound(1e300, false) }, effort());
  const text = (digits: number): string => `1${'0'.repeat(digits)}`;
  expect([299, 300, 301, 302].map((digits) => automaton && accepts(automaton, text(digits)))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});
