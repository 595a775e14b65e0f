import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { VendorServer } from '../../providers/extras/vendor-server.ts';
import { chatLines, openNative } from './setup.ts';

const never = (): void => {};
const refuse = (response: ServerResponse): void => {
  response.writeHead(400, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: { message: 'No such thing.', code: null } }));
};
const newBatches = ({ asked }: Pick<VendorServer, 'asked'>): number =>
  asked.filter(({ line }) => line === 'POST https://api.openai.com/v1/batches').length;

// Catches: a refused batch that is sent again because the host was killed while it was ended.
test.each([
  ['while its files were written', "UPDATE batch SET status = 'finalizing', ended_at = NULL"],
  [
    'while its lines were ended',
    `UPDATE batch SET status = 'in_progress', ended_at = NULL, failed = 1;
     UPDATE batch_request SET state = 'asked', answer = NULL WHERE line > 1`,
  ],
])('a refused one is not sent again: killed %s', async (_, asIfKilled) => {
  const { put, batches, open, vendor, ended, sql, clock } = await openNative();
  const { id } = await put(chatLines(2));
  vendor.trouble = { isTaken: false, answer: refuse };
  await batches.submit(id, 'native');
  await ended(id);
  await batches.close();
  sql(asIfKilled);
  clock.now += 3_600_000;
  vendor.onLook = (job) => vendor.finish(job, 'completed');
  await open().start();
  expect(await ended(id)).toMatchObject({
    status: 'failed',
    counts: { completed: 0, failed: 2 },
    problems: [{ message: expect.stringContaining('No such thing.') }],
  });
  expect(newBatches(vendor)).toBe(1);
});

// Catches: a request that is paid for though what came of it was told already.
test('only lines without an outcome are sent again', async () => {
  const { put, batches, open, vendor, ended, until, sql } = await openNative();
  const { id } = await put(chatLines(3));
  vendor.trouble = { isTaken: false, answer: never };
  await batches.submit(id, 'native');
  await until(id, () => newBatches(vendor) === 1);
  await batches.close();
  sql("UPDATE batch_request SET state = 'failed', answer = '{}' WHERE line = 2; UPDATE batch SET failed = 1");
  vendor.onLook = (job) => vendor.finish(job, 'completed');
  await open().start();
  expect(await ended(id)).toMatchObject({ status: 'completed', counts: { completed: 2, failed: 1 } });
  const [job] = vendor.jobs;
  expect(job && vendor.lines(job).map(({ custom_id }) => custom_id)).toEqual(['r1', 'r3']);
});

// Catches: a second batch because the key that is left is of an account that does not show the first one.
test.each([
  ['fail', 1],
  ['ask-again', 2],
] as const)('without the key that sent it nobody can say that it is not there: %s', async (onUncertain, made) => {
  const { put, batches, open, providers, provider, vendor, ended, until, store } = await openNative();
  const { id } = await put(chatLines(2), { onUncertain });
  vendor.trouble = { isTaken: true, answer: never };
  await batches.submit(id, 'native');
  await until(id, () => vendor.jobs.length === 1);
  await batches.close();
  const list = vendor.routes['GET /v1/batches'];
  vendor.routes['GET /v1/batches'] = (asked, response) => {
    if (asked.headers['authorization'] !== 'Bearer sk-other-0123456789') return list?.(asked, response);
    response.end(JSON.stringify({ object: 'list', data: [], has_more: false }));
  };
  await providers.addKey(provider.id, { label: 'other', apiKey: 'sk-other-0123456789' });
  const [first] = provider.credentials;
  if (first) providers.deleteKey(first.id);
  vendor.onLook = (job) => vendor.finish(job, 'completed');
  await open().start();
  expect((await ended(id)).counts).toMatchObject(onUncertain === 'fail' ? { failed: 2 } : { completed: 2 });
  expect(newBatches(vendor)).toBe(made);
  expect(store.batches.get(id)?.remote?.tries).toBe(made);
});

// Catches: other requests under the names of those that were looked at, sent and paid for.
test('where the file with the requests was changed nothing is sent', async () => {
  const { put, batches, vendor, ended, until, results, folderOf } = await openNative();
  const { id } = await put(chatLines(2));
  let refusals = 0;
  const upload = vendor.routes['POST /v1/files'];
  vendor.routes['POST /v1/files'] = (_asked, response) => {
    refusals += 1;
    response.destroy();
  };
  await batches.submit(id, 'native');
  await until(id, () => refusals === 1);
  const input = join(folderOf(id), 'input.jsonl');
  writeFileSync(input, readFileSync(input, 'utf8').replace('"r2"', '"x2"'));
  if (upload) vendor.routes['POST /v1/files'] = upload;
  expect(await ended(id)).toMatchObject({ status: 'failed', problems: [{ code: 'not_offered' }] });
  expect(results(id, 'errors').map(({ error }) => error?.code)).toEqual(['input_unreadable', 'input_unreadable']);
  expect(vendor.files.size).toBe(0);
});

// Catches: prompts that lie about, here and there, after they were asked.
test('the file that went out is removed, here and there', async () => {
  const { put, batches, vendor, ended, until, folderOf } = await openNative();
  const { id } = await put(chatLines(2));
  vendor.trouble = { isTaken: false, answer: refuse };
  await batches.submit(id, 'native');
  await ended(id);
  const removed = (): string[] =>
    vendor.asked.flatMap(({ line }) => (line.startsWith('DELETE') ? (line.split('/').at(-1) ?? []) : []));
  expect(removed()).toEqual(['file-1']);
  const next = await put(chatLines(2));
  vendor.onLook = (job) => vendor.finish(job, 'completed');
  await batches.submit(next.id, 'native');
  await ended(next.id);
  await until(next.id, () => removed().length === 2);
  expect(removed()[1]).toBe('file-2');
  expect(readdirSync(folderOf(next.id)).toSorted()).toEqual(['asked', 'input.jsonl', 'output.jsonl']);
});
