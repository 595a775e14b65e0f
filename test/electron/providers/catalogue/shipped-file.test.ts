import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../../../electron/providers/catalogue/load-catalogue.ts';
import { isFineTuned } from '../../../../electron/providers/catalogue/model-names.ts';
import { vendorOf } from '../../../../electron/providers/registry.ts';
import { type CatalogueModel, catalogueFile } from '../../../../shared/model/catalogue.ts';

const text = readFileSync(resolve(import.meta.dirname, '../../../../resources/catalogue.json'), 'utf8');
const file = catalogueFile.parse(JSON.parse(text));
const vendors = Object.entries(file.vendors);
const each = (problem: (model: CatalogueModel) => boolean) =>
  vendors.flatMap(([vendor, { models }]) => models.filter(problem).map(({ id }) => `${vendor} ${id}`));

describe('the shipped catalogue', () => {
  // Catches: a file in the package that grows until nobody can read a change of it.
  test('is below 1 MB, a model a line, sorted', () => {
    expect(text.length).toBeLessThan(1_000_000);
    const lines = text.split('\n').filter((line) => line.startsWith('{"id"'));
    expect(lines).toHaveLength(vendors.reduce((sum, [, { models }]) => sum + models.length, 0));
    const ids = vendors.map(([id]) => id);
    expect(ids).toEqual(ids.toSorted());
    for (const [, { models }] of vendors) {
      const names = models.map(({ id }) => id);
      expect(names).toEqual(names.toSorted());
    }
  });

  // Catches: one of two lines for a model, of which the app would see the last.
  test('knows no model twice', () => {
    const twice = vendors.flatMap(([vendor, { models }]) => {
      const ids = models.map(({ id }) => id);
      return ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${vendor} ${id}`);
    });
    expect(twice).toEqual([]);
  });

  // Catches: an id that the script spells otherwise than the registry, whose models nobody would ever find.
  test('names only vendors that there are', () => {
    expect(vendors.map(([id]) => id).filter((id) => !vendorOf(id))).toEqual([]);
  });

  // Catches: a zero of a source that meant "not known" sold as free.
  test('calls only what is said to be free free', () => {
    const free = each(({ prices }) => prices?.input === 0).filter((name) => !name.endsWith(':free'));
    expect(free).toEqual([
      'github-copilot gpt-3.5-turbo',
      'github-copilot gpt-3.5-turbo-0613',
      'github-copilot gpt-4-o-preview',
      'github-copilot gpt-4.1',
      'github-copilot gpt-4o',
      'github-copilot gpt-4o-mini',
      'google gemma-3',
      'google gemma-3n',
      'google gemma-4-26b-a4b-it',
      'google gemma-4-31b-it',
      'openrouter openrouter/free',
      'zai glm-4.5-flash',
      'zai glm-4.7-flash',
    ]);
  });

  // Catches: dollars taken for another unit, which is a factor of a thousand; the dearest today is 600 dollars a million.
  test('has no price beyond reason', () => {
    expect(each(({ prices }) => (prices?.input ?? 0) > 200e6 || (prices?.output ?? 0) > 700e6)).toEqual([]);
    expect(each(({ prices }) => prices?.input !== undefined && prices.input > 0 && prices.input < 1000)).toEqual([]);
  });

  // Catches: a price for what its user trained, taken from what it was trained from.
  test('knows no fine-tuned model', () => {
    expect(each(({ id }) => isFineTuned(id))).toEqual([]);
  });

  // Catches: a file that the code cannot find, or reads in another form than the schema has.
  test('is what the app loads', async () => {
    const loaded = await loadCatalogue();
    expect([...loaded.keys()]).toEqual(vendors.map(([id]) => id));
    for (const [id, { models }] of vendors) expect([...(loaded.get(id)?.models.values() ?? [])]).toEqual(models);
  });
});
