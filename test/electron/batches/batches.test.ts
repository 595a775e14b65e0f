import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestBatches, requestLine, requestLines } from './setup.ts';

const namesOf = (lines: { custom_id: string }[]) => lines.map(({ custom_id: name }) => name);

// Catches: results that cannot be matched to their requests, in another order, or with another form than OpenAI's.
test('each request is asked once, and its answer stands in the output in the order of the input', async () => {
  const { send, ended, upstream, results } = await openTestBatches();
  const text = [40, 0, 20, 0, 10].map((wait, at) => requestLine(`r${at}`, { wait })).join('\n');
  const { id, status, counts, endpoint } = await send(text);
  expect({ status, counts, endpoint }).toEqual({
    status: 'in_progress',
    counts: { total: 5, completed: 0, failed: 0 },
    endpoint: '/v1/chat/completions',
  });
  const batch = await ended(id);
  expect(batch).toMatchObject({ status: 'completed', counts: { completed: 5, failed: 0 }, errorsSize: null });
  expect(upstream.received).toHaveLength(5);
  expect(upstream.received.every(({ url }) => url === '/v1/chat/completions')).toBe(true);
  const lines = results(id, 'output');
  expect(namesOf(lines)).toEqual(['r0', 'r1', 'r2', 'r3', 'r4']);
  expect(lines[2]).toEqual({
    id: `batch_req_${id}_3`,
    custom_id: 'r2',
    response: {
      status_code: 200,
      request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      body: { said: 'answer to r2' },
    },
    error: null,
  });
});

// Catches: a refusal that ends the batch, is lost, or stands among the answers.
test('a request that fails goes to the errors with its status and body', async () => {
  const { send, ended, results, batches } = await openTestBatches({
    ask: async ({ body, requestId }) => {
      if ((body as { status: number }).status === 1) throw new Error('a secret of somebody');
      return { status: (body as { status: number }).status, body: { error: { code: 'busy' } }, requestId };
    },
  });
  const { id } = await send([200, 429, 1, 201].map((status) => requestLine(`s${status}`, { status })).join('\n'));
  expect(await ended(id)).toMatchObject({ status: 'completed', counts: { total: 4, completed: 2, failed: 2 } });
  expect(namesOf(results(id, 'output'))).toEqual(['s200', 's201']);
  const [limited, broken] = results(id, 'errors');
  expect(limited).toMatchObject({
    custom_id: 's429',
    response: { status_code: 429, body: { error: { code: 'busy' } } },
    error: null,
  });
  expect(broken).toMatchObject({ custom_id: 's1', response: null, error: { code: 'INTERNAL' } });
  expect(JSON.stringify(broken)).not.toContain('secret');
  expect(batches.requests(id, { limit: 10, state: 'failed' })).toMatchObject([
    { line: 2, customId: 's429', status: 429 },
    { line: 3, customId: 's1', status: null },
  ]);
  expect(batches.requests(id, { limit: 1, after: 3 })).toMatchObject([{ line: 4, customId: 's201', state: 'done' }]);
});

// Catches: more requests at once than was said, and a change that holds only for the next batch.
test('no more are asked at once than the batch says, also when that changes on the way', async () => {
  const { send, ended, until, upstream, batches } = await openTestBatches();
  const { id } = await send(requestLines(60, { wait: 15 }), { concurrency: 2 });
  await until(id, ({ counts }) => counts.completed >= 10);
  expect(upstream.most).toBe(2);
  batches.update(id, { concurrency: 6 });
  await until(id, ({ counts }) => counts.completed >= 30);
  expect(upstream.most).toBe(6);
  batches.update(id, { concurrency: 1 });
  await until(id, ({ counts }) => counts.completed >= 40);
  upstream.most = 0;
  await ended(id);
  expect(upstream.most).toBe(1);
});

// Catches: a small batch that waits until a large one that came before it is through.
test('batches take turns', async () => {
  const { send, ended, upstream, store } = await openTestBatches({ mostAtOnce: 4 });
  const large = await send(requestLines(200, { wait: 5 }, 'large'), { concurrency: 4 });
  const small = await send(requestLines(10, { wait: 5 }, 'small'), { concurrency: 4 });
  await ended(small.id);
  expect(upstream.most).toBe(4);
  const before = upstream.received.findLastIndex(({ line }) => line.startsWith('small'));
  const large10 = upstream.received.slice(0, before).filter(({ line }) => line.startsWith('large')).length;
  expect(large10).toBeLessThan(40);
  expect(store.batches.get(large.id)?.status).toBe('in_progress');
});

// Catches: a pause that stops what is paid for already, or asks on.
test('a paused batch asks nothing new until it goes on', async () => {
  const { send, ended, until, upstream, batches } = await openTestBatches();
  const { id } = await send(requestLines(20, { wait: 20 }));
  await until(id, ({ counts }) => counts.completed >= 4);
  expect(batches.update(id, { isPaused: true }).isPaused).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 100));
  const asked = upstream.received.length;
  await until(id, ({ counts }) => counts.completed === asked);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(upstream.received).toHaveLength(asked);
  expect(asked).toBeLessThan(20);
  batches.update(id, { isPaused: false });
  expect(await ended(id)).toMatchObject({ status: 'completed', counts: { completed: 20 } });
  expect(upstream.received).toHaveLength(20);
});

// Catches: a cancelled batch that throws away what was paid for, or leaves requests unaccounted for.
test('a cancelled batch lets the running ones end and gives the others up', async () => {
  const { send, ended, until, upstream, batches, results } = await openTestBatches();
  const { id } = await send(requestLines(30, { wait: 50 }));
  await until(id, ({ counts }) => counts.completed >= 4);
  expect((await batches.cancel(id)).status).toBe('cancelling');
  const batch = await ended(id);
  expect(batch).toMatchObject({ status: 'cancelled', counts: { total: 30, completed: upstream.received.length } });
  const [done, given] = [results(id, 'output'), results(id, 'errors')];
  expect(done).toHaveLength(upstream.received.length);
  expect([...namesOf(done), ...namesOf(given)]).toHaveLength(30);
  expect(given.every(({ error }) => error?.code === 'batch_cancelled')).toBe(true);
  await expect(batches.cancel(id)).rejects.toMatchObject({ code: 'CONFLICT' });
});

// Catches: a cancelled batch that hangs on one answer that never comes.
test('what does not end in time is broken off', async () => {
  const { send, ended, until, upstream, batches, results } = await openTestBatches({ grace: 200 });
  const { id } = await send(requestLines(3, { wait: 60_000 }), { concurrency: 2 });
  await until(id, () => upstream.running === 2);
  await batches.cancel(id);
  expect(await ended(id)).toMatchObject({ status: 'cancelled', counts: { failed: 3 }, outputSize: null });
  const messages = results(id, 'errors').map(({ error }) => error?.message);
  expect(messages.map((message) => message?.includes('may have been executed'))).toEqual([true, true, false]);
});

// Catches: requests that are asked after their window, and batches that never end because time ran out.
test('when its window is over a batch expires with what it has', async () => {
  let ahead = 0;
  const { send, ended, until, upstream, results } = await openTestBatches({ now: () => Date.now() + ahead });
  const text = `${requestLines(4)}${requestLines(2, { wait: 60_000 }, 'slow')}${requestLines(2, {}, 'late')}`;
  const { id } = await send(text, { concurrency: 2, completionWindow: 1 });
  await until(id, ({ counts }) => counts.completed === 4 && upstream.running === 2);
  ahead = 60 * 60_000 - 5_000;
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  expect(upstream.running).toBe(2);
  ahead = 60 * 60_000;
  const batch = await ended(id);
  expect(batch).toMatchObject({ status: 'expired', counts: { total: 8, completed: 4, failed: 4 } });
  expect(batch.expiredAt).toBeGreaterThanOrEqual(batch.expiresAt ?? Number.POSITIVE_INFINITY);
  expect(results(id, 'errors').map(({ error }) => error?.code)).toEqual(Array(4).fill('batch_expired'));
  expect(upstream.received).toHaveLength(6);
});

// Catches: a window drowned in events, or one that misses the end.
test('progress is told at most four times a second, the end at last', async () => {
  const { send, ended, told } = await openTestBatches();
  const start = Date.now();
  const { id } = await send(requestLines(300, { wait: 5 }));
  await ended(id);
  await new Promise((resolve) => setTimeout(resolve, 300));
  const seconds = (Date.now() - start) / 1000;
  expect(told.length).toBeGreaterThan(1);
  expect(told.length).toBeLessThanOrEqual(Math.ceil(seconds * 4) + 1);
  expect(told.at(-1)).toEqual([id]);
});

// Catches: files of deleted batches that stay on disk, and a running batch deleted under its own feet.
test('only a batch that has ended can be deleted, and then all of it is gone', async () => {
  const { send, ended, batches, folder, store } = await openTestBatches();
  const { id } = await send(requestLines(5, { wait: 20 }));
  await expect(batches.delete(id)).rejects.toMatchObject({ code: 'CONFLICT' });
  await ended(id);
  expect(existsSync(join(folder, 'batches', id))).toBe(true);
  await batches.delete(id);
  expect(existsSync(join(folder, 'batches', id))).toBe(false);
  expect(() => batches.get(id)).toThrow('There is no batch');
  expect(store.batchRequests.page(id, { limit: 10 })).toEqual([]);
});
