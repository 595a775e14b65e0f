import { expect, test } from 'vitest';
import { toOneScale } from '../../../../electron/providers/catalogue/link-tables.ts';
import type { QualityFile } from '../../../../shared/model/quality.ts';

type Table = QualityFile['tables'][number];

const table = (benchmark: string, rows: Table['rows']): Table => ({
  benchmark,
  name: benchmark,
  url: 'https://example.test/',
  files: ['table.csv'],
  date: '2026-01-01',
  license: 'none stated',
  rows,
});
const models = (figures: Record<string, number>, as?: string) =>
  Object.entries(figures).map(([model, maths]) => ({ model, maths, ...(as !== undefined && { as }) }));
const hard = { a: 10, b: 20, c: 30, d: 40, e: 50, f: 60, g: 70, h: 80 };
/** The same models with easier questions: half as far apart, and all higher. */
const easy = Object.fromEntries(Object.entries(hard).map(([model, value]) => [model, 50 + value / 2]));

// Catches: a figure shown on the wrong scale.
test('one table: the weakest is 0, the strongest 1', () => {
  const scores = toOneScale([table('x', models(hard))]);
  expect(scores.get('a')).toEqual({ maths: 0 });
  expect(scores.get('h')).toEqual({ maths: 1 });
  expect(scores.get('e')?.maths).toBeCloseTo(4 / 7);
});

// Catches: the best model of an old, easy table taken for as good as the best one there is.
test('an easier table is read on the scale of the first', () => {
  const scores = toOneScale([table('x', models(hard)), table('x', models({ ...easy, old: 70, weak: 40 }))]);
  // 70 in the easy one is 40 in the hard one, where they now go from -20 to 80.
  expect(scores.get('old')?.maths).toBeCloseTo(0.6);
  expect(scores.get('d')?.maths).toBeCloseTo(0.6);
  expect(scores.get('weak')?.maths).toBe(0);
  expect(scores.get('h')?.maths).toBe(1);
});

// Catches: figures of models that were let think harder in one table than in the other held against each other.
test('within a benchmark only what thought as hard is held against each other', () => {
  const silent = models({ a: 99, b: 99, c: 99 }, 'high');
  const scores = toOneScale([table('x', models(hard)), table('x', [...silent, ...models({ ...easy, old: 70 })])]);
  expect(scores.get('old')?.maths).toBeCloseTo(3 / 7);
});

// Catches: a table with hardly anything in common brought onto a scale by chance.
test('too few in common: the table is left out', () => {
  const scores = toOneScale([table('x', models(hard)), table('y', models({ a: 1, b: 2, other: 3 }))]);
  expect(scores.has('other')).toBe(false);
});

// Catches: a second benchmark that overrules the first, or is not heard.
test('of two benchmarks the mean counts', () => {
  const reversed = { ...easy, a: easy['h'] ?? 0, h: easy['a'] ?? 0 };
  const scores = toOneScale([table('x', models(hard)), table('y', models(reversed))]);
  expect(scores.get('a')?.maths).toBeCloseTo(scores.get('h')?.maths ?? Number.NaN);
});
