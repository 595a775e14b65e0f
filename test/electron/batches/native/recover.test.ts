import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { chatLines, openNative } from './setup.ts';

const never = (): void => {};

// Catches: a batch that is paid for twice because the host ended before it knew the id of the first.
test('one that was taken when the host ended is found again by its tag', async () => {
  const { put, batches, open, vendor, ended, until } = await openNative();
  const { id } = await put(chatLines(3));
  // Older ones stand on the first page, so that more than one is looked through.
  vendor.trouble = { isTaken: true, answer: never };
  await batches.submit(id, 'native');
  await until(id, ({ remote }) => remote?.sentAt !== null && vendor.jobs.length === 1);
  await batches.close();
  const [job] = vendor.jobs;
  for (const other of ['x', 'y', 'z']) {
    if (job) vendor.jobs.unshift({ ...job, id: `batch_${other}`, metadata: { switchyard_batch: other } });
  }
  vendor.onLook = (one) => vendor.finish(one, 'completed');
  await open().start();
  expect(await ended(id)).toMatchObject({ status: 'completed', counts: { completed: 3 }, remote: { id: 'batch_1' } });
  expect(vendor.asked.filter(({ line }) => line === 'POST https://api.openai.com/v1/batches')).toHaveLength(1);
});

// Catches: a batch that did not arrive and is lost, or is sent again before it can be known that it did not.
test('one that did not arrive is sent again, after a while', async () => {
  const { put, batches, vendor, ended, waits } = await openNative();
  const { id } = await put(chatLines(2));
  vendor.trouble = { isTaken: false, answer: (response) => void response.destroy() };
  vendor.onLook = (one) => vendor.finish(one, 'completed');
  await batches.submit(id, 'native');
  expect(await ended(id)).toMatchObject({ status: 'completed', remote: { tries: 2 } });
  expect(vendor.jobs).toHaveLength(1);
  const lookedFor = vendor.asked.filter(({ line }) => line.includes('/v1/batches?'));
  expect(lookedFor.length).toBeGreaterThan(1);
  const sum = waits.reduce((all, wait) => all + wait, 0);
  expect(sum).toBeGreaterThanOrEqual(60_000);
});

// Catches: a second batch made in silence where nobody can say whether there is a first.
test.each([
  ['fail', 1, { completed: 0, failed: 2 }],
  ['ask-again', 2, { completed: 2, failed: 0 }],
] as const)('where it cannot be found out: %s', async (onUncertain, made, counts) => {
  const { put, batches, vendor, ended } = await openNative();
  const { id } = await put(chatLines(2), { onUncertain });
  vendor.trouble = { isTaken: false, answer: (response) => void response.destroy() };
  vendor.onLook = (one) => vendor.finish(one, 'completed');
  const [stranger] = [{ created_at: 9_999_999_999, metadata: {} }];
  const shown = { id: 'batch_x', status: 'in_progress', ...stranger };
  vendor.routes['GET /v1/batches'] = (_asked, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ object: 'list', data: [shown], has_more: true }));
  };
  await batches.submit(id, 'native');
  const batch = await ended(id);
  expect(vendor.asked.filter(({ line }) => line === 'POST https://api.openai.com/v1/batches')).toHaveLength(made);
  expect(batch.counts).toMatchObject(counts);
});

// Catches: results lost or paid twice in the books because the host ended while it took them in.
test('results are taken in where they were left, each once', async () => {
  const { put, batches, open, vendor, ended, until, requestRows, store, storeErrors } = await openNative();
  const { id } = await put(chatLines(500));
  vendor.onLook = (job) => {
    vendor.finish(job, 'completed');
    const name = job.files.output ?? '';
    vendor.routes[`GET /v1/files/${name}/content`] = (_asked, response) => {
      // 300 of them, and then nothing more.
      const text = vendor.files.get(name) ?? '';
      response.write(`${text.split('\n').slice(0, 300).join('\n')}\n`);
    };
  };
  await batches.submit(id, 'native');
  await until(id, () => store.batchRequests.in(id, 'done').length === 200);
  await batches.close();
  // As if it had been killed between the two writes of the first lines.
  const client = new Database(join(store.status().home, 'switchyard.sqlite'));
  client.exec("UPDATE batch_request SET state = 'asked', answer = NULL, status = NULL WHERE line > 400");
  client.exec('UPDATE batch SET completed = 100');
  client.close();
  vendor.onLook = (job) => vendor.finish(job, 'completed');
  await open().start();
  expect(await ended(id)).toMatchObject({ status: 'completed', counts: { completed: 500, failed: 0 } });
  expect(storeErrors()).toEqual([]);
  const rows = requestRows(id);
  expect(new Set(rows.map((row) => row?.id)).size).toBe(500);
  expect(rows.every((row) => row?.status === 'complete' && row.cost !== null)).toBe(true);
  const all = new Database(join(store.status().home, 'switchyard.sqlite'), { readonly: true });
  expect(all.prepare('SELECT count(*) FROM request').pluck().get()).toBe(500);
  expect(all.prepare('SELECT count(*) FROM attempt').pluck().get()).toBe(500);
  all.close();
});

// Catches: a provider that is away for an hour and takes the batch with it; a failure nobody sees.
test('while the provider cannot be reached it says so, and goes on afterwards', async () => {
  const { put, batches, vendor, ended, until } = await openNative();
  const { id } = await put(chatLines(2));
  let looks = 0;
  const away = (_asked: unknown, response: ServerResponse): void => void response.destroy();
  vendor.onLook = (job) => {
    looks += 1;
    const look = vendor.routes[`GET /v1/batches/${job.id}`];
    if (looks > 1 || !look) return vendor.finish(job, 'completed');
    vendor.routes[`GET /v1/batches/${job.id}`] = away;
    setTimeout(() => Object.assign(vendor.routes, { [`GET /v1/batches/${job.id}`]: look }), 100);
  };
  await batches.submit(id, 'native');
  await until(id, ({ remote }) => remote?.failure !== null);
  expect(await ended(id)).toMatchObject({ status: 'completed', counts: { completed: 2 }, remote: { failure: null } });
});

// Catches: a batch without an end because its provider was deleted, and one that is said not to have been asked.
test('when its provider is deleted its requests are uncertain', async () => {
  const { put, batches, providers, provider, until, ended, results } = await openNative();
  const { id } = await put(chatLines(2));
  await batches.submit(id, 'native');
  await until(id, ({ remote }) => remote?.id === 'batch_1');
  providers.delete(provider.id);
  await ended(id);
  expect(results(id, 'errors').map(({ error }) => error?.code)).toEqual(['uncertain', 'uncertain']);
  expect(results(id, 'errors')[0]?.error?.message).toContain('batch_1');
});

// Catches: a batch that waits for somebody's choice and is thrown away by a restart, or begun without one.
test('one that waits for its choice does so after a restart', async () => {
  const { put, batches, open, store, vendor, ended } = await openNative();
  const { id } = await put(chatLines(2));
  await batches.close();
  const next = open();
  await next.start();
  expect(store.batches.get(id)).toMatchObject({ status: 'validating', native: { modelId: 'gpt-4o-mini' } });
  vendor.onLook = (one) => vendor.finish(one, 'completed');
  await next.submit(id, 'native');
  expect(await ended(id)).toMatchObject({ status: 'completed' });
  await expect(next.submit(id, 'here')).rejects.toMatchObject({ code: 'CONFLICT' });
});
