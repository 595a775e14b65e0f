import { describe, expect, test } from 'vitest';
import { explain, holds, likeName, type RequestFacts } from '../../../electron/routing/conditions.ts';
import type { Condition } from '../../../shared/model/routing.ts';

const facts: RequestFacts = {
  model: 'gpt-4o',
  door: 'window',
  client: null,
  tags: ['work'],
  task: 'coding',
  inputTokens: 1200,
  needs: new Set(['tools'] as const),
  matches: (pattern) => new RegExp(pattern).test('the budget of 2026'),
  personalData: new Set(['iban'] as const),
  // A Saturday, 23:30 UTC.
  at: Date.UTC(2026, 10, 21, 23, 30),
  timeZoneOffset: 0,
  isOffline: false,
  budgetUsed: 81,
  localWait: 500,
};

describe('a condition', () => {
  // Catches: a condition that is read the wrong way round, or not at all.
  test.each<[Condition, boolean]>([
    [{ model: 'gpt-*' }, true],
    [{ model: 'claude-*' }, false],
    [{ door: 'window' }, true],
    [{ client: 'k1' }, false],
    [{ tag: 'work' }, true],
    [{ task: ['maths', 'coding'] }, true],
    [{ inputTokens: { atLeast: 1200, atMost: 1200 } }, true],
    [{ inputTokens: { atMost: 1199 } }, false],
    [{ has: 'tools' }, true],
    [{ has: 'image' }, false],
    [{ text: 'budget' }, true],
    [{ personalData: ['card', 'iban'] }, true],
    [{ isOffline: true }, false],
    [{ budgetUsed: 80 }, true],
    [{ localWait: 501 }, false],
    [{ all: [{ door: 'window' }, { not: { has: 'image' } }] }, true],
    [{ any: [{ has: 'image' }, { tag: 'home' }] }, false],
    [{ all: [] }, true],
    [{ any: [] }, false],
  ])('%j', (condition, expected) => {
    expect(holds(condition, facts)).toBe(expected);
    expect(explain(condition, facts).holds).toBe(expected);
  });

  // Catches: a bound on waiting that keeps a request at a local engine that has no model for it.
  test('where there is no local model, the wait is endless; where there is no budget, none is used', () => {
    expect(holds({ localWait: 3_600_000 }, { ...facts, localWait: null })).toBe(true);
    expect(holds({ budgetUsed: 0 }, { ...facts, budgetUsed: null })).toBe(false);
  });

  // Catches: a tester that shows only what was looked at before it was clear.
  test('explains every part, also of what was decided early', () => {
    const { parts } = explain({ any: [{ tag: 'work' }, { not: { tag: 'work' } }] }, facts);
    expect(parts.map((part) => [part.holds, part.parts.length])).toEqual([
      [true, 0],
      [false, 1],
    ]);
  });

  // Catches: an expensive question asked of every request although an earlier condition settled it.
  test('asks no further than needed', () => {
    const costly = { ...facts, matches: () => expect.fail('asked') };
    expect(holds({ all: [{ tag: 'home' }, { text: 'x' }] }, costly)).toBe(false);
  });
});

describe('a time', () => {
  const at = (condition: Extract<Condition, { time: unknown }>['time'], moment: number, timeZoneOffset = 0) =>
    holds({ time: condition }, { ...facts, at: moment, timeZoneOffset });
  const night = { from: '22:00', until: '06:00', days: [6] };

  // Catches: a night that ends at midnight, or belongs to two days.
  test('over midnight belongs to the day it began on', () => {
    expect(at(night, Date.UTC(2026, 10, 21, 23, 30))).toBe(true);
    expect(at(night, Date.UTC(2026, 10, 22, 5, 59))).toBe(true);
    expect(at(night, Date.UTC(2026, 10, 22, 6, 0))).toBe(false);
    expect(at(night, Date.UTC(2026, 10, 21, 5, 0))).toBe(false);
    expect(at({ ...night, days: [7] }, Date.UTC(2026, 10, 23, 1, 0))).toBe(true);
  });

  // Catches: office hours in London for somebody in Berlin.
  test('is the one of this computer', () => {
    const office = { from: '09:00', until: '17:00' };
    expect(at(office, Date.UTC(2026, 0, 5, 8, 30))).toBe(false);
    expect(at(office, Date.UTC(2026, 0, 5, 8, 30), 60)).toBe(true);
  });
});

// Catches: a star that takes too little or too much.
test.each([
  ['*', '', true],
  ['gpt-4o', 'GPT-4o', true],
  ['gpt-4', 'gpt-4o', false],
  ['gpt-*-mini', 'gpt-4o-mini', true],
  ['gpt-*-mini', 'gpt-mini', false],
  ['*:free', 'meta/llama:free', true],
  ['a*a', 'a', false],
  ['*b*b*', 'abab', true],
])('%s and %s: %s', (pattern, name, expected) => {
  expect(likeName(pattern, name)).toBe(expected);
});
