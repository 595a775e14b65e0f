import { describe, expect, test } from 'vitest';
import { findModel } from '../../../../electron/providers/catalogue/find-model.ts';
import { loadCatalogue, readCatalogue } from '../../../../electron/providers/catalogue/load-catalogue.ts';
import type { CatalogueModel } from '../../../../shared/model/catalogue.ts';

const model = (id: string, input: number): CatalogueModel => ({ id, context: 1000, prices: { input } });
const catalogue = readCatalogue({
  about: { unit: '', date: '2026-01-01', sources: [] },
  vendors: {
    plain: {
      models: [
        model('big', 1),
        model('big-2024-05-13', 2),
        model('maker/small', 3),
        model('maker/new:free', 0),
        model('old@20240101', 4),
      ],
    },
    regional: {
      prefixes: ['us.', 'us-gov.'],
      models: [model('maker.big', 5), model('us.maker.small', 6), model('maker.small', 7)],
    },
    deployed: { ownNames: true, models: [model('big', 8)] },
  },
});
const find = (kind: string, modelId: string, underlying?: string) =>
  findModel(catalogue, { kind, modelId, underlying });
const summary = (...query: Parameters<typeof find>) => {
  const found = find(...query);
  return found && [found.details.prices?.input, found.inheritedFrom];
};

describe('looking a model up', () => {
  // Catches: the price of one model on the bill of another.
  test.each<[string, Parameters<typeof find>, ReturnType<typeof summary>]>([
    ['its own line', ['plain', 'big'], [1, null]],
    ['a snapshot with a line of its own', ['plain', 'big-2024-05-13'], [2, null]],
    ['a snapshot without one', ['plain', 'big-2024-08-06'], [1, 'big']],
    ['a date without dashes', ['plain', 'big-20240806'], [1, 'big']],
    ['a date after an @', ['plain', 'big@20240806'], [1, 'big']],
    ['numbers that are no date', ['plain', 'big-2024-13-06'], null],
    ['numbers that are a version', ['plain', 'big-2407'], null],
    ['a base whose only line is a snapshot', ['plain', 'old'], null],
    ['a free form is a model of its own', ['plain', 'maker/new:free'], [0, null]],
    ['which the paid one does not inherit', ['plain', 'maker/new'], null],
    ['nor the other way round', ['plain', 'maker/small:free'], null],
    ['another case', ['plain', 'Big'], null],
    ['another vendor', ['elsewhere', 'big'], null],
    ['a region', ['regional', 'us.maker.big'], [5, 'maker.big']],
    ['a longer region', ['regional', 'us-gov.maker.big'], [5, 'maker.big']],
    ['a snapshot in a region', ['regional', 'us.maker.big-20250101'], [5, 'maker.big']],
    ['a region with a line of its own', ['regional', 'us.maker.small'], [6, null]],
    ['a region nobody wrote down', ['regional', 'global.maker.big'], null],
    ['a region of a vendor without any', ['plain', 'us.big'], null],
    ['a deployment that is called like a model', ['deployed', 'big'], null],
    ['a deployment of which the user says what it is', ['deployed', 'my-deployment', 'big'], [8, 'big']],
    ['one that is called so and said to be so', ['deployed', 'big', 'big'], [8, null]],
    ['a fine-tuned model', ['plain', 'ft:big:me::abc'], null],
    ['a fine-tuned snapshot', ['plain', 'ft:big-2024-08-06'], null],
  ])('%s', (_, query, expected) => {
    expect(summary(...query)).toEqual(expected);
  });

  // Catches: a model trained by its user billed at the price of what it was trained from.
  test('a fine-tuned model has the facts of what is behind it, not its prices', () => {
    expect(find('plain', 'ft:big:me::abc', 'big')).toEqual({ details: { context: 1000 }, inheritedFrom: 'big' });
  });

  // Catches: rules that the file does not have, and that only this test's own catalogue knows.
  test('in the shipped file', async () => {
    const shipped = await loadCatalogue();
    const named = (kind: string, modelId: string) => findModel(shipped, { kind, modelId })?.inheritedFrom;
    expect(named('openai', 'gpt-4o-2024-08-06')).toBeNull();
    expect(named('openai', 'gpt-5-mini-2025-08-07')).toBe('gpt-5-mini');
    expect(named('amazon-bedrock', 'eu.amazon.nova-pro-v1:0')).toBe('amazon.nova-pro-v1:0');
    expect(named('amazon-bedrock', 'us.anthropic.claude-opus-4-8')).toBeNull();
    expect(named('azure-openai', 'gpt-4o')).toBeUndefined();
    expect(findModel(shipped, { kind: 'azure-openai', modelId: 'mine', underlying: 'gpt-4o' })?.details.context).toBe(
      128_000,
    );
    expect(named('openrouter', 'openai/gpt-4o:free')).toBeUndefined();
  });
});
