// Catches: a choice that is not read back, facts of an older file taken for those of the present one.

import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { LoadChoices } from '../../../shared/model/load-settings.ts';
import type { ModelFacts } from '../../../shared/model/model-facts.ts';
import { openTestStore, temporaryFolder } from '../../helpers/test-store.ts';

const choices: LoadChoices = { contextSize: 8192, cacheKeyType: 'Q8_0', lora: [{ path: '/a', scale: 0.5 }] };

test('what was chosen for a model comes back, and is replaced as a whole', () => {
  const { localModels } = openTestStore();
  expect(localModels.all()).toEqual(new Map());
  localModels.set('tiny', { choices, isPinned: true });
  localModels.set('other', { choices: {}, isPinned: false });
  expect(localModels.all().get('tiny')).toEqual({ choices, isPinned: true });
  localModels.set('tiny', { choices: { slots: 2 }, isPinned: false });
  expect(localModels.all()).toEqual(
    new Map([
      ['other', { choices: {}, isPinned: false }],
      ['tiny', { choices: { slots: 2 }, isPinned: false }],
    ]),
  );
});

test('a preset keeps its id when its name is saved again', () => {
  const { localModels } = openTestStore();
  const first = localModels.savePreset({ name: 'Long', choices });
  const second = localModels.savePreset({ name: 'Long', choices: { slots: 1 } });
  localModels.savePreset({ name: 'Big', choices: {} });
  expect(second).toEqual({ ...first, choices: { slots: 1 } });
  expect(localModels.presets().map(({ name }) => name)).toEqual(['Big', 'Long']);
  expect(localModels.deletePreset(first.id)).toBe(true);
  expect(localModels.deletePreset(first.id)).toBe(false);
});

test('choices that cannot be read cost only themselves', () => {
  const folder = temporaryFolder();
  const store = openTestStore({ folder });
  store.localModels.set('tiny', { choices, isPinned: true });
  const client = new Database(join(folder, 'switchyard.sqlite'));
  client.exec(`INSERT INTO local_model (name, choices) VALUES ('bad', '{"slots":"many"}'), ('worse', 'no json')`);
  client.close();
  expect([...store.localModels.all().keys()]).toEqual(['tiny']);
});

test('facts are of one file at one time', () => {
  const { modelHeaders } = openTestStore();
  const facts: ModelFacts = {
    kind: 'chat',
    architecture: 'llama',
    name: null,
    baseModel: null,
    license: null,
    parameters: 1,
    quantisation: 'Q8_0',
    size: 10,
    tensorBytes: 9,
    contextLength: 8192,
    embeddingLength: 64,
    vocabularySize: 300,
    layers: 1,
    heads: 1,
    kvHeads: 1,
    kvHeadsByLayer: null,
    keyLength: 64,
    valueLength: 64,
    experts: 0,
    expertsUsed: 0,
    slidingWindow: null,
    hasChatTemplate: true,
    tools: false,
    thinking: 'none',
    infill: false,
    sampling: {},
    parts: 1,
  };
  const key = { path: '/m/a.gguf', size: 10, modifiedAt: 5.25 };
  modelHeaders.set(key, facts);
  expect(modelHeaders.get(key)).toEqual(facts);
  expect(modelHeaders.get({ ...key, size: 11 })).toBeUndefined();
  expect(modelHeaders.get({ ...key, modifiedAt: 6 })).toBeUndefined();
});

test('what the engine made of a file is kept as it was written', () => {
  const { engineRecords } = openTestStore();
  engineRecords.set('f', { probe: 'ok' });
  engineRecords.set('f', { probe: null, crash: { stage: 'load' } });
  expect(engineRecords.get('f')).toEqual({ probe: null, crash: { stage: 'load' } });
  expect(engineRecords.keys()).toEqual(['f']);
  engineRecords.delete('f');
  expect(engineRecords.keys()).toEqual([]);
  expect(engineRecords.get('f')).toBeUndefined();
});
