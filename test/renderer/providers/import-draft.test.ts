import { describe, expect, test } from 'vitest';
import {
  actionsOf,
  consentsFor,
  draftOfRow,
  isAllowed,
  problemWords,
  takenRows,
  toChoices,
} from '../../../renderer/features/providers/import-draft.ts';
import { exportName } from '../../../renderer/features/providers/save-file.ts';
import { catalogueFor } from '../../../shared/i18n/index.ts';
import { providerId } from '../../../shared/model/ids.ts';
import type { ImportRow } from '../../../shared/model/transfer.ts';

const id = providerId.parse('019306c0-0000-7000-8000-000000000001');
const rowOf = (fields: Partial<ImportRow> = {}): ImportRow => ({
  index: 0,
  kind: 'any',
  kindName: 'Any',
  name: 'Work',
  host: 'api.example.com',
  keyCount: 0,
  modelCount: 0,
  same: null,
  freeName: 'Work',
  fromEnvironment: [],
  privateHosts: [],
  isUnverified: false,
  problems: [],
  ...fields,
});
const same = { providerId: id, canReplace: true, keyCount: 1, movesKeys: true };
const problem = { field: 'settings.baseUrl', reason: 'scheme', variable: null, message: 'English.' };

describe('what becomes of a row', () => {
  // Catches: a provider that is written over, or doubled, because nobody looked.
  test('until somebody says otherwise', () => {
    expect(draftOfRow(rowOf(), {}).action).toBe('add');
    expect(draftOfRow(rowOf({ same }), {}).action).toBe('skip');
    expect(draftOfRow(rowOf({ problems: [problem] }), { 0: { action: 'add', consents: [] } }).action).toBe('skip');
  });

  // Catches: a provider offered to take the place of one of another kind.
  test('replacing is offered only for one of the same kind', () => {
    expect(actionsOf(rowOf())).toEqual(['add', 'skip']);
    expect(actionsOf(rowOf({ same: { ...same, canReplace: false } }))).toEqual(['add', 'skip']);
    expect(actionsOf(rowOf({ same }))).toEqual(['add', 'replace', 'skip']);
  });
});

describe('consents', () => {
  const risky = rowOf({ same, privateHosts: ['10.0.0.1'], isUnverified: true });

  // Catches: a consent that is not asked for, or asked for where nothing happens.
  test('are needed for what is to happen', () => {
    expect(consentsFor(risky, 'replace')).toEqual(['private-address', 'unverified', 'moved-keys']);
    expect(consentsFor(risky, 'add')).toEqual(['private-address', 'unverified']);
    expect(consentsFor(risky, 'skip')).toEqual([]);
    expect(isAllowed(risky, { action: 'add', consents: ['private-address'] })).toBe(false);
    expect(isAllowed(risky, { action: 'add', consents: ['private-address', 'unverified'] })).toBe(true);
  });

  // Catches: a consent given for one thing and sent along for another.
  test('only those that are needed go to the host', () => {
    const rows = [rowOf({ same }), rowOf({ index: 1, freeName: 'Work 2' }), rowOf({ index: 2, problems: [problem] })];
    const draft = {
      0: { action: 'replace' as const, consents: ['moved-keys' as const] },
      1: { action: 'add' as const, consents: ['moved-keys' as const] },
    };
    expect(toChoices(rows, draft)).toEqual([
      { index: 0, action: 'replace', providerId: id, consents: ['moved-keys'] },
      { index: 1, action: 'add', name: 'Work 2', consents: [] },
      { index: 2, action: 'skip' },
    ]);
    expect(takenRows(rows, draft).map(({ index }) => index)).toEqual([0, 1]);
  });
});

// Catches: a problem without its field, or in English where there are words for it.
test('a problem names its field, and its variable', () => {
  const t = catalogueFor('de');
  expect(problemWords(problem, t)).toBe(`settings.baseUrl: ${t.providers.reasons['scheme']}`);
  expect(problemWords({ ...problem, reason: 'variable-missing', variable: 'HOST' }, t)).toBe(
    `settings.baseUrl (HOST): ${t.transfer.problems['variable-missing']}`,
  );
  expect(problemWords({ ...problem, reason: 'new-one' }, t)).toBe('settings.baseUrl: English.');
  expect(problemWords({ ...problem, field: '', reason: null }, t)).toBe('English.');
});

// Catches: a name that sorts wrongly, or is of yesterday.
test('a file is named by its day', () => {
  expect(exportName(new Date(2026, 2, 5, 23, 59))).toBe('switchyard-providers-2026-03-05.json');
});
