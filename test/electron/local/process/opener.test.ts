// Catches: a file that gets to crash the host without having been tried out, one that is tried out on every load, a
// crash that changes nothing, and markers that stay although all went well.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { EngineModel, LoadedInfo, OpenModel } from '../../../../electron/local/engine/engine.ts';
import { createCrashRecords, type RecordStore } from '../../../../electron/local/process/crash-records.ts';
import { createOpener, type OpenerOptions } from '../../../../electron/local/process/opener.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { silentLog, temporaryFolder } from '../../../helpers/test-store.ts';
import { memoryStore } from './memory-store.ts';
import { ask, hooks, never, settings, specFor } from './setup.ts';

const engineVersion = '3.21.1';

/** As much of a model as the opener touches. */
const modelOf = (change: Partial<EngineModel> = {}): EngineModel => ({
  info: { backend: 'cpu' } as LoadedInfo,
  async *generate() {
    yield { kind: 'text', text: 'a' };
    throw new AppError('CANCELLED', 'the end is of no interest');
  },
  embed: async () => ({ vectors: [], tokens: 0 }),
  rank: async () => ({ scores: [], tokens: 0 }),
  tokenize: async () => [],
  detokenize: async () => '',
  count: async () => 0,
  close: async () => {},
  onLost: () => {},
  ...change,
});

function newFile(name = 'model.gguf'): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, 'GGUF');
  return path;
}

/** A host: what it remembers is in the store, and dies with nothing else. */
function startHost(store: RecordStore, change: Partial<OpenerOptions> = {}) {
  const inProcess = vi.fn<OpenModel>(async () => modelOf());
  const ownProcess = vi.fn<OpenModel>(async () => modelOf());
  const probe = vi.fn<OpenerOptions['probe']>(async () => ({ ok: true }));
  const opener = createOpener({
    start: async (asked) => (asked === 'auto' ? 'vulkan' : asked),
    inProcess,
    ownProcess,
    probe,
    records: createCrashRecords(store, { engineVersion }),
    setting: () => 'auto',
    log: silentLog,
    ...change,
  });
  return { opener, inProcess, ownProcess, probe };
}

const crash = { code: 'MODEL_CRASHES', message: 'it gives up', retryable: false } as const;

test('a file is tried out once, and then again when it has changed', async () => {
  const path = newFile();
  const store = memoryStore();
  const first = startHost(store);
  expect((await first.opener.open(specFor(path), hooks())).ownProcess).toBeNull();
  await first.opener.open(specFor(path), hooks());
  expect(first.probe).toHaveBeenCalledOnce();
  expect(first.inProcess).toHaveBeenCalledTimes(2);
  const second = startHost(store);
  await second.opener.open(specFor(path), hooks());
  expect(second.probe).not.toHaveBeenCalled();
  writeFileSync(path, 'GGUF, changed');
  await second.opener.open(specFor(path), hooks());
  expect(second.probe).toHaveBeenCalledOnce();
});

test('the draft model goes into the same process, so it is tried out too', async () => {
  const { opener, probe } = startHost(memoryStore());
  const [path, draftPath] = [newFile(), newFile('draft.gguf')];
  await opener.open(specFor(path, { draftPath }), hooks());
  expect(probe.mock.calls.map(([tried]) => tried)).toEqual([path, draftPath]);
});

test('a lasting failure is remembered until the file changes or is given another chance', async () => {
  const path = newFile();
  const store = memoryStore();
  const first = startHost(store, { probe: async () => ({ ok: false, error: crash, isLasting: true }) });
  await expect(first.opener.open(specFor(path), hooks())).rejects.toMatchObject({ code: 'MODEL_CRASHES' });
  const second = startHost(store);
  await expect(second.opener.open(specFor(path), hooks())).rejects.toMatchObject({
    code: 'MODEL_CRASHES',
    details: { isRemembered: true },
  });
  expect(second.probe).not.toHaveBeenCalled();
  second.opener.forget(path);
  await second.opener.open(specFor(path), hooks());
  expect(second.probe).toHaveBeenCalledOnce();
});

test("a failure that is the moment's is not remembered", async () => {
  const path = newFile();
  const probe = vi.fn<OpenerOptions['probe']>(async () => ({ ok: false, error: crash, isLasting: false }));
  const { opener } = startHost(memoryStore(), { probe });
  for (let round = 0; round < 2; round += 1) {
    await expect(opener.open(specFor(path), hooks())).rejects.toMatchObject({ code: 'MODEL_CRASHES' });
  }
  expect(probe).toHaveBeenCalledTimes(2);
});

test('a host that dies while it loads a model: the next one gives it a process of its own, and says why', async () => {
  const path = newFile();
  const store = memoryStore();
  const first = startHost(store, { inProcess: () => new Promise(() => {}) });
  void first.opener.open(specFor(path), hooks());
  await vi.waitFor(() => expect(store.get('running')).toHaveLength(1));
  const next = startHost(store);
  expect((await next.opener.open(specFor(path), hooks())).ownProcess).toBe('crashed-before');
  expect(next.inProcess).not.toHaveBeenCalled();
  next.opener.forget(path);
  expect((await next.opener.open(specFor(path), hooks())).ownProcess).toBeNull();
});

test('a host that dies while it loads with default settings: the backend that was found is blamed', async () => {
  const store = memoryStore();
  const spec = (path: string) => specFor(path, { settings: { ...settings, backend: 'auto' } });
  const first = startHost(store, { inProcess: () => new Promise(() => {}) });
  void first.opener.open(spec(newFile()), hooks());
  await vi.waitFor(() => expect(store.get('running')).toHaveLength(1));
  expect((await startHost(store).opener.open(spec(newFile()), hooks())).ownProcess).toBe('crashed-before');
});

test('a file that passed on one backend is tried out on the next', async () => {
  const path = newFile();
  const { opener, probe } = startHost(memoryStore());
  for (const backend of ['cpu', 'vulkan', 'cpu'] as const) {
    await opener.open(specFor(path, { settings: { ...settings, backend } }), hooks());
  }
  expect(probe.mock.calls.map(([, tried]) => tried.settings.backend)).toEqual(['cpu', 'vulkan']);
});

test('a file with another adapter is tried out anew, its draft without one', async () => {
  const [path, draftPath, adapter] = [newFile(), newFile('draft.gguf'), newFile('adapter.gguf')];
  const { opener, probe } = startHost(memoryStore());
  const lora = [{ path: adapter, scale: 1 }];
  await opener.open(specFor(path), hooks());
  for (let round = 0; round < 2; round += 1) {
    await opener.open(specFor(path, { draftPath, settings: { ...settings, lora } }), hooks());
  }
  expect(probe.mock.calls.map(([tried, options]) => [tried, options.settings.lora])).toEqual([
    [path, []],
    [path, lora],
    [draftPath, []],
  ]);
});

test('a file that is gone can be forgotten', async () => {
  const path = newFile();
  const store = memoryStore();
  const { opener } = startHost(store);
  await opener.open(specFor(path), hooks());
  expect(store.keys()).toHaveLength(1);
  rmSync(path);
  opener.forget(path);
  expect(store.keys()).toEqual([]);
});

test('a host that dies at the first token: the same', async () => {
  const path = newFile();
  const store = memoryStore();
  const forever = new Promise<never>(() => {});
  const stuck = modelOf({
    async *generate() {
      yield await forever;
      return await forever;
    },
  });
  const first = startHost(store, { inProcess: async () => stuck });
  const model = await first.opener.open(specFor(path), hooks());
  expect(store.get('running')).toBeNull();
  void model.generate(ask('hello'), never()).next();
  expect(store.get('running')).toMatchObject([{ backend: 'cpu', stage: 'first-token' }]);
  expect((await startHost(store).opener.open(specFor(path), hooks())).ownProcess).toBe('crashed-before');
});

test('nothing stays written down when a load fails, or once a token has come', async () => {
  const path = newFile();
  const store = memoryStore();
  const failing = startHost(store, { inProcess: () => Promise.reject(new AppError('MODEL_WILL_NOT_FIT', 'no')) });
  await expect(failing.opener.open(specFor(path), hooks())).rejects.toMatchObject({ code: 'MODEL_WILL_NOT_FIT' });
  expect(store.get('running')).toBeNull();
  const model = await startHost(store).opener.open(specFor(path), hooks());
  const answer = model.generate(ask('hello'), never());
  expect(await answer.next()).toMatchObject({ value: { text: 'a' } });
  expect(store.get('running')).toBeNull();
  const set = vi.spyOn(store, 'set');
  await answer.next().catch(() => {});
  await model.generate(ask('hello'), never()).next();
  expect(set).not.toHaveBeenCalled();
});

test('the setting decides before anything on record', async () => {
  const path = newFile();
  const { opener, inProcess } = startHost(memoryStore(), { setting: () => 'own-process' });
  expect((await opener.open(specFor(path), hooks())).ownProcess).toBe('setting');
  expect(inProcess).not.toHaveBeenCalled();
});

test('a file that is not there, or lacks a part, is told as that', async () => {
  const { opener } = startHost(memoryStore());
  const part = newFile('model-00001-of-00002.gguf');
  for (const path of ['/nowhere/model.gguf', part]) {
    await expect(opener.open(specFor(path), hooks())).rejects.toMatchObject({ code: 'MODEL_FILE_UNREADABLE' });
  }
});
