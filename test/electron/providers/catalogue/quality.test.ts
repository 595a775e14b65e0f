import { expect, test } from 'vitest';
import { loadCatalogue } from '../../../../electron/providers/catalogue/load-catalogue.ts';
import { modelKey } from '../../../../electron/providers/catalogue/model-key.ts';
import { loadQualities, qualityOf } from '../../../../electron/providers/catalogue/quality.ts';
import file from '../../../../resources/quality.json' with { type: 'json' };
import { qualityFile } from '../../../../shared/model/quality.ts';
import { type TaskType, taskType } from '../../../../shared/model/routing.ts';

const qualities = await loadQualities();
const catalogue = await loadCatalogue();
const of = (
  modelId: string,
  task: TaskType = 'chat',
  { kind = 'openai', underlying = undefined as string | undefined } = {},
) => qualityOf({ qualities, catalogue }, { kind, modelId, underlying }, task);

// Catches: a file written by hand that no longer is what it says, a figure without its source.
test('the file is of its form, and every table names where it is from', () => {
  const { tables, names } = qualityFile.parse(file);
  for (const { url, date } of tables) {
    expect(url).toMatch(/^https:/);
    expect(Date.parse(date)).toBeLessThan(Date.parse('2026-12-01'));
  }
  const listed = new Set(tables.flatMap(({ rows }) => rows.map(({ model }) => modelKey(model))));
  expect(Object.keys(names).filter((name) => !listed.has(modelKey(name)))).toEqual([]);
});

// Catches: two models under one key, so that one of them gets the figures of the other.
test('no two models of the file have one key', () => {
  const { tables, names } = qualityFile.parse(file);
  const models = new Set([
    ...tables.flatMap(({ rows }) => rows.map(({ model }) => model)),
    ...Object.values(names).flat(),
  ]);
  const byKey = Map.groupBy(models, modelKey);
  const doubled = [...byKey.values()].filter((same) => same.length > 1);
  expect(doubled).toEqual([]);
});

// Catches: a row typed wrong or linked wrong: what everybody knows would be upside down.
test.each([
  ['coding', 'gpt-5.5', 'gpt-5-mini', 'gpt-4o', 'gpt-4o-mini'],
  ['maths', 'claude-opus-4-8', 'claude-sonnet-4', 'claude-3-5-sonnet', 'claude-3-5-haiku'],
  ['analysis', 'gemini-3.1-pro-preview', 'gemini-2.5-pro', 'gemini-2.0-flash', 'gemma-3-4b-it'],
  ['chat', 'qwen3.7-max', 'qwen3-32b', 'qwen2.5-72b-instruct', 'qwen2.5-7b-instruct'],
] as const)('%s: %s before %s before %s before %s', (task, ...models) => {
  const values = models.map((model) => of(model, task) ?? Number.NaN);
  expect(values.every((value, index) => index === 0 || value < (values[index - 1] ?? 0))).toBe(true);
});

// Catches: a quality out of range, for any task of any model.
test('all are from 0 to 1', () => {
  for (const key of qualities.keys()) {
    for (const task of taskType.options) {
      const value = of(key, task);
      if (value === null) continue;
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
    }
  }
});

// Catches: a guess where no table says anything.
test('what nobody measured is not known', () => {
  expect(of('gpt-5.5', 'vision')).toBeNull();
  expect(of('some-model-of-tomorrow')).toBeNull();
  expect(of('gpt-4o-audio-preview')).toBeNull();
  for (const own of ['ft:gpt-4o-2024-08-06:mine::x', 'gpt-4o.ft-0123', 'ft:gpt-4o']) expect(of(own)).toBeNull();
  // Only its programming was measured, and that is half of the task.
  expect(of('o1', 'coding')).toBeNull();
});

// Catches: a dated version without a quality; a name of the user's own taken for a model's.
test('dated versions inherit, own names say nothing unless somebody says what is behind them', () => {
  expect(of('gpt-4o-2024-08-06')).toBe(of('gpt-4o'));
  expect(of('claude-opus-4-5-20251101')).toBe(of('claude-opus-4-5'));
  const own = [...catalogue].find(([, { ownNames }]) => ownNames)?.[0] ?? '';
  expect(of('gpt-4o', 'chat', { kind: own })).toBeNull();
  expect(of('my-deployment', 'chat', { kind: own, underlying: 'gpt-4o' })).toBe(of('gpt-4o'));
});

// Catches: a change of names that quietly takes the figures from most of what is sold.
test('of the models of the catalogue that write, three in ten are covered', () => {
  const writing = [...catalogue].flatMap(([kind, { models }]) =>
    [...models.values()].filter(({ outputs = ['text'] }) => outputs.includes('text')).map(({ id }) => ({ kind, id })),
  );
  const covered = writing.filter(({ kind, id }) => of(id, 'chat', { kind, underlying: id }) !== null);
  expect(covered.length / writing.length).toBeGreaterThan(0.3);
});
