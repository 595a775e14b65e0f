import { expect, test } from 'vitest';
import { changeCounts, sinceWords } from '../../../renderer/features/providers/change-words.ts';
import {
  filterModels,
  isFree,
  isUnpriced,
  noFilter,
  priceWords,
} from '../../../renderer/features/providers/model-facts.ts';
import { createFormat } from '../../../renderer/lib/format.ts';
import { catalogueFor } from '../../../shared/i18n/index.ts';
import type { ModelDetails } from '../../../shared/model/catalogue.ts';
import type { ProviderId } from '../../../shared/model/ids.ts';
import type { ModelChange } from '../../../shared/model/model-change.ts';
import type { DescribedModel } from '../../../shared/model/provider.ts';

const i18n = { t: catalogueFor('en'), format: createFormat('en'), language: 'en' as const };

const model = (id: string, details: ModelDetails = {}): DescribedModel => ({
  providerId: 'p' as ProviderId,
  id,
  name: `Name of ${id}`,
  ownedBy: null,
  isEnabled: true,
  details,
  origins: {},
  inheritedFrom: null,
  underlying: null,
});

// Catches: a search that finds only what is written in one go, a filter that shows what has only some of what is wanted.
test('a filter finds what has all words and all abilities', () => {
  const models = [
    model('maker/big-vision', { tools: true, inputs: ['text', 'image'] }),
    model('maker/big', { tools: true }),
    model('other/small', { tools: false, inputs: ['image'] }),
  ];
  const found = (query: string, ...abilities: ('tools' | 'images')[]) =>
    filterModels(models, { query, abilities: new Set(abilities) }).map(({ id }) => id);
  expect(filterModels(models, noFilter)).toBe(models);
  expect(found('BIG maker')).toEqual(['maker/big-vision', 'maker/big']);
  expect(found('name', 'tools', 'images')).toEqual(['maker/big-vision']);
  expect(found('', 'images')).toEqual(['maker/big-vision', 'other/small']);
  expect(found('small', 'tools')).toEqual([]);
});

// Catches: what is not known shown as free, what is free shown as not known, a price per thousand shown per million.
test('prices are per million, and nothing is free that is only unknown', () => {
  expect(priceWords(2_500_000, i18n)).toBe('US$2.50');
  expect(priceWords(0, i18n)).toBe('free');
  expect(priceWords(undefined, i18n)).toBe('–');
  expect([
    isUnpriced(),
    isUnpriced({ input: 0 }),
    isFree(),
    isFree({ input: 0 }),
    isFree({ input: 0, output: 0 }),
  ]).toEqual([true, false, false, false, true]);
});

// Catches: a model counted once for each look, parts of the line that say "0 gone".
test('the line counts models, and only what there is', () => {
  const change = (kind: ModelChange['change'], modelId: string) => ({ change: kind, modelId }) as ModelChange;
  const changes = [change('new', 'a'), change('new', 'b'), change('price', 'c'), change('price', 'c')];
  expect(changeCounts(changes, i18n)).toBe('2 new, 1 with another price');
  expect(changeCounts([change('gone', 'a')], { ...i18n, t: catalogueFor('de'), language: 'de' })).toBe('1 weg');
});

// Catches: a weekday that was a week ago, or today's changes told as those of a weekday.
test('since when is said as people say it', () => {
  const now = new Date(2026, 10, 21, 15, 30).getTime();
  const at = (...date: [number, number, number]) => new Date(2026, ...date).getTime();
  expect(sinceWords(at(10, 21, 9), 'en', now)).toBe('09:00');
  expect(sinceWords(at(10, 17, 9), 'en', now)).toBe('Tuesday');
  expect(sinceWords(at(10, 17, 9), 'de', now)).toBe('Dienstag');
  expect(sinceWords(at(10, 10, 9), 'en', now)).toBe('10 November');
});
