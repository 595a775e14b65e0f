// Catches: a crash that nobody remembers, one that is remembered though nothing happened, and a record that cannot be
// got rid of.
import { describe, expect, test } from 'vitest';
import { createCrashRecords } from '../../../../electron/local/process/crash-records.ts';
import { decideIsolation, type IsolationFacts } from '../../../../electron/local/process/isolation.ts';
import { memoryStore } from './memory-store.ts';

const engineVersion = '3.21.1';

const error = { code: 'MODEL_CRASHES', message: 'it gives up', retryable: false, details: { reason: 'x' } } as const;

test('how a first load went is known to the next host', () => {
  const store = memoryStore();
  const records = createCrashRecords(store, { engineVersion });
  expect(records.file('a')).toEqual({ passed: [], failures: {}, crashes: [] });
  records.savePassed('a', 'cpu');
  records.saveFailure('/b|1', { backend: 'cuda', error });
  const next = createCrashRecords(store, { engineVersion });
  expect(next.file('a').passed).toEqual(['cpu']);
  expect(next.file('/b|1').failures).toEqual({ cuda: error });
  next.forget('/b');
  expect(next.file('/b|1').failures).toEqual({});
});

test('what passes on one backend has not passed on another, and does not undo its failure', () => {
  const records = createCrashRecords(memoryStore(), { engineVersion });
  records.saveFailure('a', { backend: 'cuda', error });
  records.saveFailure('a', { backend: 'cpu', error });
  records.savePassed('a', 'cpu');
  expect(records.file('a')).toMatchObject({ passed: ['cpu'], failures: { cuda: error } });
  expect(records.file('a').failures).not.toHaveProperty('cpu');
});

test('what was begun and not ended when the host died is a crash on record, once', () => {
  const store = memoryStore();
  const records = createCrashRecords(store, { engineVersion });
  const done = records.begin('good', { backend: 'cpu', stage: 'load' });
  records.begin('bad', { backend: 'cpu', stage: 'first-token' });
  done();
  for (const next of [createCrashRecords(store, { engineVersion }), createCrashRecords(store, { engineVersion })]) {
    expect(next.file('bad').crashes).toEqual([{ backend: 'cpu', stage: 'first-token' }]);
    expect(next.file('good').crashes).toEqual([]);
  }
});

test('what was ended leaves nothing behind, also when it is ended twice', () => {
  const store = memoryStore();
  const records = createCrashRecords(store, { engineVersion });
  const ends = [
    records.begin('a', { backend: 'cpu', stage: 'load' }),
    records.begin('a', { backend: 'cpu', stage: 'first-token' }),
  ];
  for (const end of [...ends, ...ends]) end();
  expect(createCrashRecords(store, { engineVersion }).file('a').crashes).toEqual([]);
});

test('a crash on a GPU is on the record of that backend too, for this version of the engine, until it is forgotten', () => {
  const store = memoryStore();
  createCrashRecords(store, { engineVersion }).begin('/a|1', { backend: 'vulkan', stage: 'first-token' });
  const next = createCrashRecords(store, { engineVersion });
  expect(next.crashedBackends()).toEqual(['vulkan']);
  next.forget('/a');
  expect(next.crashedBackends()).toEqual([]);
});

test('an engine that dies as it is started leaves word of it, until a file is given another chance', () => {
  const store = memoryStore();
  createCrashRecords(store, { engineVersion }).beginEngine('auto');
  const next = createCrashRecords(store, { engineVersion });
  expect(next.crashedBackends()).toEqual(['auto']);
  next.forget('/a');
  expect(next.crashedBackends()).toEqual([]);
});

test('another version of the engine starts anew, and nothing is kept that nobody will ask for', () => {
  const store = memoryStore();
  const older = createCrashRecords(store, { engineVersion });
  older.savePassed('a', 'cpu');
  older.begin('a', { backend: 'vulkan', stage: 'load' });
  createCrashRecords(store, { engineVersion });
  const newer = createCrashRecords(store, { engineVersion: '4.0.0' });
  expect(newer.crashedBackends()).toEqual([]);
  expect(newer.file('a').passed).toEqual([]);
  expect(store.keys()).toEqual([]);
});

test('an older engine that crashed says nothing about the one that reads its marker', () => {
  const store = memoryStore();
  createCrashRecords(store, { engineVersion: '3.0.0' }).begin('a', { backend: 'cuda', stage: 'load' });
  expect(createCrashRecords(store, { engineVersion }).crashedBackends()).toEqual([]);
});

test('records that cannot be read are as if there were none', () => {
  const store = memoryStore();
  store.set('running', { strange: true });
  store.set('3.21.1|file|a', 'not a record');
  expect(createCrashRecords(store, { engineVersion }).file('a').passed).toEqual([]);
});

describe('where a model runs', () => {
  const crashed = (backend: IsolationFacts['backend']) => [{ backend, stage: 'load' as const }];
  const inProcess = { where: 'in-process', why: null };
  const before = { where: 'own-process', why: 'crashed-before' };
  test.each<[what: string, facts: Partial<IsolationFacts>, decision: object]>([
    ['nothing on record', {}, inProcess],
    ['wished', { setting: 'own-process' }, { where: 'own-process', why: 'setting' }],
    ['wished although it crashed', { setting: 'in-process', crashes: crashed('cpu') }, inProcess],
    ['crashed on the same backend', { crashes: crashed('cpu') }, before],
    ['crashed on another one', { crashes: crashed('vulkan') }, inProcess],
    ['crashed on whatever was best', { crashes: crashed('auto') }, before],
    ['crashed, and now on whatever is best', { backend: 'auto', crashes: crashed('cuda') }, before],
    ['others crashed on that backend', { backend: 'cuda', crashedBackends: ['cuda'] }, before],
    ['others crashed on a backend that may be chosen', { backend: 'auto', crashedBackends: ['cuda'] }, before],
    ['something crashed on whatever was best', { backend: 'vulkan', crashedBackends: ['auto'] }, before],
    ['the same, and now on the processor', { backend: 'cpu', crashedBackends: ['auto'] }, inProcess],
    ['others crashed on another one', { backend: 'cpu', crashedBackends: ['cuda'] }, inProcess],
  ])('%s', (_, facts, decision) => {
    const plain: IsolationFacts = { setting: 'auto', backend: 'cpu', crashes: [], crashedBackends: [] };
    expect(decideIsolation({ ...plain, ...facts })).toEqual(decision);
  });
});
