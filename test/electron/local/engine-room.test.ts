// Catches: an engine that is started in the host without a word on disk, and one that is started there again after it
// took a host down.
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { engineVersion } from '../../../electron/local/engine/version.ts';
import { createLocal } from '../../../electron/local/local.ts';
import { createCrashRecords } from '../../../electron/local/process/crash-records.ts';
import { settingsSchema } from '../../../shared/model/settings.ts';
import { testModel } from '../../helpers/models/test-model.ts';
import { openTestStore, silentLog, temporaryFolder } from '../../helpers/test-store.ts';

vi.setConfig({ testTimeout: 90_000 });

/** The engine is asked what memory there is, with the default settings. */
async function openLocal(prepare: (store: ReturnType<typeof openTestStore>) => void) {
  const store = openTestStore();
  prepare(store);
  const modelsFolder = join(temporaryFolder(), 'models');
  mkdirSync(modelsFolder);
  copyFileSync(await testModel('talker'), join(modelsFolder, 'good.gguf'));
  const settings = settingsSchema.parse({ findForeignModels: false });
  const local = createLocal({
    store,
    settings: () => settings,
    events: { publish: () => {} },
    log: silentLog,
    modelsFolder,
    environment: { HOME: modelsFolder },
    fork: () => expect.unreachable(),
  });
  onTestFinished(() => local.close());
  await local.refresh();
  return { local, store };
}

test('the first start of the engine in the host is written down while it happens', async () => {
  const set = vi.fn<(key: string, record: unknown) => void>();
  const { local, store } = await openLocal(({ engineRecords }) => {
    vi.spyOn(engineRecords, 'set').mockImplementation(set);
  });
  await local.estimate('good', {});
  expect(set.mock.calls).toMatchObject([['running', [{ fingerprint: 'engine', backend: 'auto', stage: 'load' }]]]);
  expect(store.engineRecords.keys()).toEqual([]);
  expect((await local.status()).backend).not.toBeNull();
});

test('one that took a host down is not started in the next', async () => {
  const { local } = await openLocal(({ engineRecords }) => {
    createCrashRecords(engineRecords, { engineVersion }).beginEngine('auto');
  });
  await local.estimate('good', {});
  expect((await local.status()).backend).toBeNull();
});
