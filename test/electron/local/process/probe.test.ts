// Catches: a file whose first load takes the host down, holds it for ever, or fills its memory, and a failure told
// without its reason.
import { expect, test, vi } from 'vitest';
import { type ProbeOptions, probeFile } from '../../../../electron/local/process/probe.ts';
import { fakeHome, never, settings } from './setup.ts';

// Processes, on machines that may be busy.
vi.setConfig({ testTimeout: 90_000 });

const mebibyte = 1024 ** 2;

const probeFake = (behaviour: string, options: Partial<ProbeOptions> = {}) =>
  probeFile(`/fake/${behaviour}`, { ...fakeHome, purpose: 'chat', settings, size: 0, signal: never(), ...options });

test('a good file passes', async () => {
  expect(await probeFake('ok')).toEqual({ ok: true });
});

test('one that aborts the engine while it is loaded', async () => {
  expect(await probeFake('abort-in-load')).toMatchObject({
    ok: false,
    isLasting: true,
    error: {
      code: 'MODEL_CRASHES',
      details: { reason: 'the engine gave up: GGML_ASSERT(n_head > 0) failed', stage: 'load', signal: 'SIGABRT' },
    },
  });
});

test('one that aborts the engine at its first token', async () => {
  expect(await probeFake('abort-in-first-token')).toMatchObject({
    ok: false,
    isLasting: true,
    error: { code: 'MODEL_CRASHES', details: { stage: 'first-token', signal: 'SIGABRT' } },
  });
});

test('one that aborts the engine with its adapters', async () => {
  const lora = [{ path: '/fake/adapter', scale: 1 }];
  expect(await probeFake('ok', { settings: { ...settings, lora } })).toMatchObject({
    ok: false,
    isLasting: true,
    error: { code: 'MODEL_CRASHES', details: { stage: 'load' } },
  });
});

test('one that never finishes loading is stopped', async () => {
  expect(await probeFake('hang-in-load', { purpose: 'embedding', timeLimit: 1000 })).toMatchObject({
    ok: false,
    isLasting: true,
    error: { code: 'MODEL_LOAD_TIMEOUT', details: { stage: 'load', seconds: 1 } },
  });
});

test('one that takes all memory is stopped', async () => {
  expect(await probeFake('hog', { memoryLimit: 512 * mebibyte })).toMatchObject({
    ok: false,
    isLasting: true,
    error: {
      code: 'MODEL_CRASHES',
      details: { reason: 'it took more than 0.5 GiB of memory and was stopped', stage: 'load' },
    },
  });
});

test.each([
  ['endless-template', 'memory'],
  ['slow-template', 'time'],
])('%s: it takes %s without end, and is stopped', async (behaviour) => {
  expect(await probeFake(behaviour, { templateLimit: 500 })).toMatchObject({
    ok: false,
    isLasting: true,
    error: { code: 'MODEL_CRASHES', details: { reason: 'its chat template never ends', stage: 'template' } },
  });
});

test('a template that merely fails is left to the engine', async () => {
  expect(await probeFake('failing-template')).toEqual({ ok: true });
});

test("what the engine says is told as it is, and what is the machine's fault is not laid to the file for ever", async () => {
  expect(await probeFake('refused')).toMatchObject({
    ok: false,
    isLasting: true,
    error: { code: 'MODEL_LOAD_FAILED' },
  });
  expect(await probeFake('throws')).toMatchObject({ ok: false, isLasting: false, error: { code: 'INTERNAL' } });
});

test('cancelling ends it', async () => {
  const controller = new AbortController();
  const probing = probeFake('waits', { signal: controller.signal });
  controller.abort();
  await expect(probing).rejects.toMatchObject({ code: 'CANCELLED' });
});
