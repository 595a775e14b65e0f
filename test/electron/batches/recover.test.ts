import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test, vi } from 'vitest';
import { newBatch } from '../../../shared/model/batch.ts';
import type { RequestId } from '../../../shared/model/ids.ts';
import { openTestBatches, requestLines } from './setup.ts';

// Catches: requests called uncertain because the app was closed, though there was time to wait for them.
test('closing waits for what is under way, and the next start goes on where it was', async () => {
  const { send, ended, until, upstream, batches, open, results } = await openTestBatches();
  const { id } = await send(requestLines(30, { wait: 40 }));
  await until(id, ({ counts }) => counts.completed >= 6);
  await batches.close();
  const asked = upstream.received.length;
  expect(upstream.running).toBe(0);
  expect(asked).toBeLessThan(30);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(upstream.received).toHaveLength(asked);
  await open().start();
  expect(await ended(id)).toMatchObject({ status: 'completed', counts: { completed: 30, failed: 0 } });
  expect(upstream.received).toHaveLength(30);
  expect(results(id, 'output')).toHaveLength(30);
});

// Catches: an app that cannot be closed while a model thinks, and a guess where the table of requests knows more.
test('what closing cannot wait for is told at the next start as it was recorded', async () => {
  const ids: RequestId[] = [];
  const { send, ended, until, upstream, batches, open, results } = await openTestBatches({
    closePatience: 100,
    ask: async ({ requestId, signal }) => {
      ids.push(requestId);
      return await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    },
  });
  const { id } = await send(requestLines(3), { concurrency: 3 });
  await until(id, () => ids.length === 3);
  const start = performance.now();
  await batches.close();
  expect(performance.now() - start).toBeLessThan(1000);
  const [answered, failed] = ids;
  const next = open({
    recorded: (asked) => {
      if (asked === answered) return { status: 'complete', errorCode: null };
      return asked === failed ? { status: 'failed', errorCode: 'RATE_LIMITED' } : undefined;
    },
  });
  await next.start();
  expect(await ended(id)).toMatchObject({ status: 'completed', counts: { failed: 3 } });
  expect(upstream.received).toEqual([]);
  const errors = results(id, 'errors').map(({ error }) => error);
  expect(errors.map((error) => String(error?.code)).sort()).toEqual(['RATE_LIMITED', 'uncertain', 'uncertain']);
  expect(errors.filter((error) => error?.message.startsWith('This request was executed'))).toHaveLength(1);
});

// Catches: requests paid for a second time because a backup does not know that they were asked.
test('a database from before they were asked does not ask them again', async () => {
  const { send, ended, until, upstream, batches, open, store, folder, results } = await openTestBatches();
  const { id } = await send(requestLines(20, { wait: 20 }));
  await until(id, ({ counts }) => counts.completed >= 8);
  await batches.close();
  const asked = upstream.received.length;
  const client = new Database(store.status().home.concat('/switchyard.sqlite'));
  client.exec("UPDATE batch_request SET state = 'waiting', answer = NULL, request_id = NULL, status = NULL");
  client.exec('UPDATE batch SET completed = 0');
  client.close();
  await open().start();
  expect(await ended(id)).toMatchObject({ counts: { total: 20, completed: 20 - asked, failed: asked } });
  expect(upstream.received).toHaveLength(20);
  expect(results(id, 'errors').every(({ error }) => error?.code === 'uncertain')).toBe(true);
  expect(existsSync(join(folder, 'batches', id, 'output.jsonl.part'))).toBe(false);
});

// Catches: results that are lost, doubled or cut because the host was killed while it wrote them.
test('files that were being written are written again', async () => {
  const { send, ended, until, batches, open, store, folder, results } = await openTestBatches();
  const { id } = await send(requestLines(60, { wait: 60 }));
  // So many that it cannot be over before somebody looks.
  await until(id, ({ counts }) => counts.completed >= 5);
  await batches.close();
  const home = join(folder, 'batches', id);
  writeFileSync(join(home, 'output.jsonl.part'), '{"id": "half of a li');
  writeFileSync(join(home, 'output.jsonl'), '{"of": "another time"}\n');
  store.batchRequests.giveUpWaiting(id);
  store.batches.update(id, { status: 'finalizing', finalizingAt: 1 });
  const done = store.batches.get(id)?.counts.completed;
  await open().start();
  expect(await ended(id)).toMatchObject({ status: 'completed' });
  expect(results(id, 'output')).toHaveLength(done ?? -1);
  expect(results(id, 'output').length + results(id, 'errors').length).toBe(60);
  await vi.waitUntil(() => store.batches.withAnswers().length === 0);
  expect(readFileSync(join(home, 'output.replaced.jsonl'), 'utf8')).toBe('{"of": "another time"}\n');
});

// Catches: half a file taken for a whole one.
test('a file that was coming in when the host ended is refused', async () => {
  const { batches, open, store, folder } = await openTestBatches();
  const { id } = batches.create(newBatch.parse({ name: 'half' }));
  await batches.append(id, Buffer.from(requestLines(1500)));
  expect(store.batchRequests.waiting(id)).toBe(1000);
  await open().start();
  expect(store.batches.get(id)).toMatchObject({ status: 'failed', problems: [{ code: 'upload_interrupted' }] });
  expect(store.batchRequests.waiting(id)).toBe(0);
  expect(existsSync(join(folder, 'batches', id))).toBe(false);
});

// Catches: an upload nobody ends that is kept for ever, and pieces taken for a batch that has its file.
test('a batch takes its file once', async () => {
  const { batches, send, ended } = await openTestBatches();
  const { id } = batches.create(newBatch.parse({ name: 'given up' }));
  expect((await batches.cancel(id)).status).toBe('cancelled');
  await expect(batches.append(id, Buffer.from('x'))).rejects.toMatchObject({ code: 'CONFLICT' });
  const sent = await send(requestLines(2));
  await expect(batches.append(sent.id, Buffer.from('x'))).rejects.toMatchObject({ code: 'CONFLICT' });
  await expect(batches.submit(sent.id)).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(await ended(sent.id)).toMatchObject({ status: 'completed', counts: { total: 2, completed: 2 } });
});

// Catches: an answer that was paid for and is thrown away because the disk was full or the database locked just then.
test('an answer waits until it can be written', { timeout: 20_000 }, async () => {
  const { send, ended, until, upstream, store, results } = await openTestBatches();
  const { id } = await send(requestLines(6, { wait: 100 }), { concurrency: 2 });
  await until(id, () => upstream.running === 2);
  const other = new Database(join(store.status().home, 'switchyard.sqlite'));
  other.exec('BEGIN IMMEDIATE');
  await new Promise((resolve) => setTimeout(resolve, 1500));
  other.exec('ROLLBACK');
  other.close();
  expect(await ended(id)).toMatchObject({ status: 'completed', counts: { completed: 6, failed: 0 } });
  expect(upstream.received).toHaveLength(6);
  expect(results(id, 'output')).toHaveLength(6);
});

// Catches: a batch that hangs, or asks something else, because somebody changed or deleted its files.
test('requests whose file is gone fail one by one, and the batch ends', async () => {
  const { send, ended, until, batches, open, folder, upstream, results } = await openTestBatches();
  const { id } = await send(requestLines(10, { wait: 20 }), { concurrency: 1 });
  await until(id, ({ counts }) => counts.completed >= 2);
  await batches.close();
  rmSync(join(folder, 'batches', id), { recursive: true });
  await open().start();
  const { counts } = await ended(id);
  expect(upstream.received).toHaveLength(counts.completed);
  expect(results(id, 'errors').map(({ error }) => error?.code)).toEqual(Array(counts.failed).fill('input_unreadable'));
});
