// Catches: a load that cannot be followed or stopped, a model that stays or goes against what was said, choices that
// are obeyed at once or never, and windows that see different things.
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { localProviderId } from '../../../../shared/model/local-provider.ts';
import { testModel } from '../../../helpers/models/test-model.ts';
import { openTestStore } from '../../../helpers/test-store.ts';
import { sparseModel, writeSparse } from '../memory/sparse-model.ts';
import {
  ask,
  endOf,
  firstText,
  load,
  type ModelHost,
  markKnown,
  openModelHost,
  send,
  sentence,
  small,
  targetOf,
  untilModel,
} from './setup.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

const name = 'talker';
let host: ModelHost;
let client: ModelHost['client'];

beforeAll(async () => {
  host = await openModelHost({ models: { talker: 'talker' } });
  client = host.client;
});
afterAll(() => host.close());
beforeEach(async () => {
  await client.call('local-models.unload', { name, force: true });
  await client.call('local-models.update', { name, choices: small, isPinned: false });
});

const stateOf = async () => (await client.call('local-models.get', { name })).state;

test('a load tells how far it is, to whoever asked and to every window', async () => {
  const window = await host.openWindow();
  const heard: number[] = [];
  window.client.on('local-models.progress', (data) => {
    if (data.name === name) heard.push(data.progress);
  });
  const seen = untilModel(window.client, name, (model) => model?.state === 'loaded');
  const loading = client.open('local-models.load', { name });
  const deltas: number[] = [];
  for await (const progress of loading) deltas.push(progress);
  const loaded = await loading.end;
  expect(loaded).toMatchObject({ backend: 'cpu', contextSize: 1024, slots: 2, threads: 1, ownProcess: null });
  expect(await seen).toMatchObject({ loaded });
  for (const values of [heard, deltas]) {
    expect(values.length).toBeGreaterThan(0);
    expect(values).toEqual(values.toSorted((a, b) => a - b));
    expect(values.every((value) => value >= 0 && value <= 1)).toBe(true);
  }
  expect(await window.client.call('local-models.list', {})).toEqual(await client.call('local-models.list', {}));
  await window.close();
});

test('a load that is stopped leaves the model on disk and its memory free', async () => {
  const path = join(host.folder, 'big.gguf');
  const shape = { width: 2048, layers: 6, heads: 16, kvHeads: 16, headWidth: 128, feedForward: 8192 };
  writeSparse(path, sparseModel({ architecture: 'llama', ...shape, vocabulary: 1000, contextLength: 2048 }));
  await client.call('local-models.refresh', {});
  const choices = { ...small, contextSize: 256, slots: 1, mmap: false };
  await client.call('local-models.update', { name: 'big', choices });
  await markKnown(openTestStore({ folder: host.home }), path);

  const loading = client.open('local-models.load', { name: 'big' });
  for await (const progress of loading) {
    expect(progress).toBeLessThan(1);
    break;
  }
  await expect(loading.end).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(await untilModel(client, 'big', (model) => model?.state === 'on-disk')).toMatchObject({
    failure: null,
    loaded: null,
  });
  expect((await client.call('engine.status', {})).ramUsed).toBe(0);
  expect((await ask(client, name, 'hello')).text).toBe(sentence);
});

test('a model that answers is unloaded by force only', async () => {
  const answer = await send(client, name, 'forever');
  await firstText(client, answer.id);
  await expect(client.call('local-models.unload', { name, force: false })).rejects.toMatchObject({
    code: 'MODEL_IN_USE',
  });
  expect(await stateOf()).toBe('loaded');
  expect(await client.call('local-models.unload', { name, force: true })).toMatchObject({ state: 'on-disk' });
  expect(await endOf(client, answer.id)).toMatchObject({ state: 'failed', failure: { code: 'CANCELLED' } });
  expect((await client.call('engine.status', {})).ramUsed).toBe(0);
});

test('a keep-alive of 0 unloads after the answer, but not a pinned model', async () => {
  await client.call('local-models.update', { name, choices: { ...small, keepAlive: 0 }, isPinned: true });
  await ask(client, name, 'hello');
  expect(await client.call('local-models.get', { name })).toMatchObject({
    state: 'loaded',
    isPinned: true,
    loaded: { unloadsAt: null },
  });
  await client.call('local-models.update', { name, isPinned: false });
  await untilModel(client, name, (model) => model?.state === 'on-disk');
  await ask(client, name, 'hello');
  await untilModel(client, name, (model) => model?.state === 'on-disk');
});

test('a keep-alive of minutes is shown as a time, and is followed when it changes', async () => {
  const { loadedAt, unloadsAt } = await load(client, name);
  expect(unloadsAt).toBeNull();
  await client.call('local-models.update', { name, choices: { ...small, keepAlive: 5 } });
  const changed = await client.call('local-models.get', { name });
  expect((changed.loaded?.unloadsAt ?? 0) - loadedAt).toBeGreaterThanOrEqual(5 * 60_000);
  await client.call('settings.update', { keepAlive: 0 });
  await client.call('local-models.update', { name, choices: small });
  await ask(client, name, 'hello');
  await untilModel(client, name, (model) => model?.state === 'on-disk');
  await client.call('settings.update', { keepAlive: null });
});

test('choices hold from the next load on, and are kept', async () => {
  await load(client, name);
  const changed = await client.call('local-models.update', {
    name,
    choices: { ...small, contextSize: 2048, slots: 1 },
  });
  expect(changed).toMatchObject({ choices: { contextSize: 2048 }, loaded: { contextSize: 1024, slots: 2 } });
  await client.call('local-models.unload', { name, force: false });
  expect(await load(client, name)).toMatchObject({ contextSize: 2048, slots: 1 });
});

test('load settings under a name', async () => {
  const choices = { contextSize: 4096, cacheKeyType: 'Q8_0' as const };
  const saved = await client.call('load-presets.save', { name: ' Long ', choices });
  expect(saved).toMatchObject({ name: 'Long', choices });
  await client.call('load-presets.save', { name: 'Long', choices: { slots: 1 } });
  const all = await client.call('load-presets.list', {});
  expect(all).toMatchObject([{ name: 'Long', choices: { slots: 1 } }]);
  await client.call('load-presets.delete', { id: all[0]?.id ?? saved.id });
  expect(await client.call('load-presets.list', {})).toEqual([]);
  await expect(client.call('load-presets.delete', { id: saved.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('a folder that is added to the settings is looked through, and its models go with it', async () => {
  const folder = join(host.home, 'elsewhere');
  mkdirSync(folder);
  copyFileSync(await testModel('talker-plain'), join(folder, 'guest.gguf'));
  await client.call('settings.update', { modelFolders: [folder] });
  const guest = await untilModel(client, 'guest', (model) => model?.facts != null);
  expect(guest).toMatchObject({ source: { kind: 'user', folder }, failure: null, state: 'on-disk' });
  await client.call('settings.update', { modelFolders: [] });
  expect(await untilModel(client, 'guest', (model) => model === undefined)).toBeUndefined();
});

// Catches: a local model that cannot be asked how long a prompt is where every other provider's can.
test('tokens are counted as for any other provider', async () => {
  const messages = [{ role: 'user' as const, text: 'How long is this?' }];
  const counted = await client.call('models.count-tokens', { ...targetOf(name), messages });
  expect(counted).toEqual(await client.call('local-models.count', { name, messages }));
  expect(counted.tokens).toBeGreaterThan(4);
  await expect(client.call('providers.voices', { providerId: localProviderId })).rejects.toMatchObject({
    code: 'PROVIDER_NOT_FOUND',
  });
});
