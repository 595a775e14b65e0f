import { expect, test } from 'vitest';
import { createEvents } from '../../../../electron/api/events.ts';
import { batchesHandlers } from '../../../../electron/api/handlers/batches.ts';
import { createRouter } from '../../../../electron/api/router.ts';
import { batchesContract } from '../../../../shared/contract/batches.ts';
import type { Batch } from '../../../../shared/model/batch.ts';
import { silentLog } from '../../../helpers/test-store.ts';
import { openTestBatches, requestLines } from '../../batches/setup.ts';

const meta = { actor: 'window', signal: new AbortController().signal } as const;

async function openRouter() {
  const test = await openTestBatches();
  const handlers = batchesHandlers({ batches: test.batches });
  const router = createRouter(batchesContract, handlers, { log: silentLog, events: createEvents() });
  const call = async <T>(name: keyof typeof batchesContract, input: object): Promise<T> => {
    const result = await router.call(name, input, meta);
    if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
    return result.data as T;
  };
  return { ...test, router, call };
}

// Catches: a file that cannot be brought in over a line that takes no more than some megabytes, or read from there.
test('a file comes in in pieces, and its results go out in pieces', async () => {
  const { call, router, ended } = await openRouter();
  const made = await call<Batch>('batches.create', { name: 'mine.jsonl', metadata: { for: 'me' } });
  expect(made).toMatchObject({ status: 'validating', concurrency: 4, completionWindow: 24, onUncertain: 'fail' });
  const batchId = made.id;
  const text = requestLines(200);
  for (let at = 0; at < text.length; at += 1000) {
    await call('batches.append', { batchId, text: text.slice(at, at + 1000) });
  }
  const sent = await call<Batch>('batches.submit', { batchId });
  expect(sent).toMatchObject({ status: 'in_progress', counts: { total: 200 }, inputSize: text.length });
  const early = router.open('batches.read', { batchId, file: 'errors' }, meta);
  expect(await early.next()).toMatchObject({ done: true, value: { ok: false, error: { code: 'NOT_FOUND' } } });
  await ended(batchId);
  let output = '';
  for await (const piece of router.open('batches.read', { batchId, file: 'output' }, meta)) output += String(piece);
  expect(output.trimEnd().split('\n')).toHaveLength(200);
  expect(await call<Batch[]>('batches.list', {})).toMatchObject([{ id: batchId, status: 'completed' }]);
  expect(await call('batches.requests', { batchId, limit: 2, after: 198 })).toMatchObject([
    { line: 199 },
    { line: 200 },
  ]);
});

// Catches: problems of a file that reach nobody, and choices nobody checks.
test('what is wrong is told', async () => {
  const { call } = await openRouter();
  const { id: batchId } = await call<Batch>('batches.create', { name: 'bad' });
  await call('batches.append', { batchId, text: 'nonsense' });
  const refused = await call<Batch>('batches.submit', { batchId });
  expect(refused).toMatchObject({ status: 'failed', problems: [{ code: 'invalid_json_line', line: 1, param: null }] });
  await expect(call('batches.create', { name: 'x', concurrency: 65 })).rejects.toThrow('VALIDATION_FAILED');
  await expect(call('batches.create', { name: 'x', endpoint: '/v1/files' })).rejects.toThrow('VALIDATION_FAILED');
  await expect(call('batches.update', { batchId, isPaused: true })).rejects.toThrow('CONFLICT');
  await call('batches.delete', { batchId });
  await expect(call('batches.get', { batchId })).rejects.toThrow('NOT_FOUND');
});
