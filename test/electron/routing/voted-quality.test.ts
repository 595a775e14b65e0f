import { expect, test } from 'vitest';
import { evidenceOf, type Tally, type VotedQuality, votedQuality } from '../../../electron/routing/voted-quality.ts';

const none: Tally = { up: 0, down: 0 };
const of = (own: Partial<VotedQuality>): VotedQuality => ({ benchmark: 0.6, task: none, others: none, ...own });

// Catches: a model nobody knows anything about that gets a quality out of nothing.
test('nothing known is null, nothing but a benchmark is the benchmark', () => {
  expect(votedQuality(of({ benchmark: null }))).toBeNull();
  expect(votedQuality(of({ benchmark: 0.6 }))).toBe(0.6);
  expect(votedQuality(of({ benchmark: 0 }))).toBe(0);
});

// Catches: one vote that turns a benchmark over; many votes that never do.
test('a vote moves it a little, many votes far', () => {
  expect(votedQuality(of({ task: { up: 0, down: 1 } }))).toBeCloseTo((0.6 * 8) / 9);
  expect(votedQuality(of({ task: { up: 0, down: 40 } }))).toBeLessThan(0.11);
  expect(votedQuality(of({ task: { up: 40, down: 0 } }))).toBeGreaterThan(0.9);
  expect(votedQuality(of({ benchmark: null, task: { up: 3, down: 0 } }))).toBeGreaterThan(0.6);
});

// Catches: votes on other tasks that count as much as those on this one, or not at all.
test('votes on other tasks count, and less', () => {
  const here = votedQuality(of({ task: { up: 6, down: 0 } })) ?? 0;
  const elsewhere = votedQuality(of({ others: { up: 6, down: 0 } })) ?? 0;
  expect(elsewhere).toBeGreaterThan(0.6);
  expect(here).toBeGreaterThan(elsewhere);
});

// Catches: a thumb up that lowers a quality, one down that raises it, a value out of range.
test('up never lowers, down never raises, always within 0 and 1', () => {
  for (const benchmark of [null, 0, 0.3, 1]) {
    for (let up = 0; up < 12; up += 1) {
      for (let down = 0; down < 12; down += 1) {
        if (benchmark === null && up + down === 0) continue;
        for (const at of ['task', 'others'] as const) {
          const value = (tally: Tally) => votedQuality(of({ benchmark, [at]: tally })) ?? Number.NaN;
          const now = value({ up, down });
          expect(now).toBeGreaterThanOrEqual(0);
          expect(now).toBeLessThanOrEqual(1);
          expect(value({ up: up + 1, down })).toBeGreaterThanOrEqual(now);
          expect(value({ up, down: down + 1 })).toBeLessThanOrEqual(now);
        }
      }
    }
  }
});

// Catches: votes that do not make anything surer.
test('a vote is evidence, and a benchmark is some', () => {
  expect(evidenceOf(of({ benchmark: null }))).toBe(0);
  expect(evidenceOf(of({}))).toBeGreaterThan(0);
  expect(evidenceOf(of({ task: { up: 1, down: 1 } }))).toBe(evidenceOf(of({})) + 2);
  expect(evidenceOf(of({ others: { up: 3, down: 0 } }))).toBe(evidenceOf(of({})) + 1);
});
