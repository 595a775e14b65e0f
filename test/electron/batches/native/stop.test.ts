import { expect, test } from 'vitest';
import { json } from '../../providers/extras/vendor-server.ts';
import { chatLines, openNative } from './setup.ts';

const uploads = (asked: readonly { line: string }[]): number =>
  asked.filter(({ line }) => line === 'POST https://api.openai.com/v1/files').length;

// Catches: a file that is sent though nobody wants it any more.
test('cancelled while it is prepared, nothing of it is sent', async () => {
  const { put, batches, vendor, ended, results } = await openNative();
  const { id } = await put(chatLines(300));
  await batches.submit(id, 'native');
  await batches.cancel(id);
  expect(await ended(id)).toMatchObject({ status: 'cancelled', remote: { sentAt: null, tries: 0 } });
  expect(uploads(vendor.asked)).toBe(0);
  expect(results(id, 'errors')[0]?.error?.message).toContain('was not sent');
});

// Catches: an upload of hours that cannot be stopped.
test('cancelled while it is sent, the upload is broken off', async () => {
  const { put, batches, vendor, ended, until } = await openNative();
  const { id } = await put(chatLines(2));
  let isBroken = false;
  vendor.routes['POST /v1/files'] = (_asked, response) => {
    response.once('close', () => {
      isBroken = true;
    });
  };
  await batches.submit(id, 'native');
  await until(id, () => uploads(vendor.asked) === 1);
  await batches.cancel(id);
  expect(await ended(id)).toMatchObject({ status: 'cancelled', counts: { failed: 2 } });
  expect(isBroken).toBe(true);
  expect(vendor.jobs).toEqual([]);
});

// Catches: a close that waits for a long file, and uses up one of the tries of a batch each time.
test('closing stops the preparation, and no try is counted', async () => {
  const { put, batches, open, vendor, ended, store } = await openNative();
  const { id } = await put(chatLines(1000));
  await batches.submit(id, 'native');
  await batches.close();
  expect(store.batches.get(id)).toMatchObject({ status: 'in_progress', remote: { sentAt: null, tries: 0 } });
  expect(store.batchRequests.waiting(id)).toBe(1000);
  expect(uploads(vendor.asked)).toBe(0);
  vendor.onLook = (job) => vendor.finish(job, 'completed');
  await open().start();
  expect(await ended(id)).toMatchObject({ status: 'completed', remote: { tries: 1 } });
});

// Catches: what was paid for given up because the provider did not know it for a moment.
test('a provider that does not know it once is asked again', async () => {
  const { put, batches, vendor, ended } = await openNative();
  const { id } = await put(chatLines(2));
  let unknown = 0;
  vendor.onLook = (job) => {
    const look = `GET /v1/batches/${job.id}`;
    const route = vendor.routes[look];
    if (unknown > 0 || !route) return vendor.finish(job, 'completed');
    vendor.routes[look] = (...asked) => {
      unknown += 1;
      vendor.routes[look] = route;
      json({ error: { message: 'There is nothing here.' } }, 404)(...asked);
    };
  };
  await batches.submit(id, 'native');
  expect(await ended(id)).toMatchObject({ status: 'completed', counts: { completed: 2, failed: 0 } });
  expect(unknown).toBe(1);
});

// Catches: a batch that is asked for until the end of days, and one that is given up while it may still come.
test('one that stays unknown is uncertain, some time after its end', async () => {
  const { put, batches, vendor, ended, clock, results } = await openNative();
  const { id } = await put(chatLines(2));
  const from = clock.now;
  vendor.onLook = ({ id: name }) => {
    vendor.routes[`GET /v1/batches/${name}`] = (...asked) => {
      clock.now += 1_800_000;
      json({ error: { message: 'There is nothing here.' } }, 404)(...asked);
    };
  };
  await batches.submit(id, 'native');
  await ended(id);
  expect(clock.now - from).toBeGreaterThan(24 * 3_600_000);
  expect(clock.now - from).toBeLessThan(27 * 3_600_000);
  expect(results(id, 'errors').map(({ error }) => error?.code)).toEqual(['uncertain', 'uncertain']);
});

// Catches: one full disk that ends the following of a batch until the next start.
test('while its state cannot be written it waits, and goes on', async () => {
  const { put, batches, vendor, ended, sql } = await openNative();
  const { id } = await put(chatLines(2));
  let looks = 0;
  vendor.onLook = (job) => {
    looks += 1;
    if (looks === 1) {
      sql("CREATE TRIGGER full BEFORE UPDATE OF remote ON batch BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");
      setTimeout(() => sql('DROP TRIGGER full'), 150);
    } else vendor.finish(job, 'completed');
  };
  await batches.submit(id, 'native');
  expect(await ended(id)).toMatchObject({ status: 'completed', counts: { completed: 2 } });
});

// Catches: a pause that is shown and holds nothing.
test('what is at a provider cannot be paused', async () => {
  const { put, batches, until } = await openNative();
  const { id } = await put(chatLines(2));
  await batches.submit(id, 'native');
  await until(id, ({ remote }) => remote?.id === 'batch_1');
  expect(() => batches.update(id, { isPaused: true })).toThrow('at OpenAI, which pauses none');
  expect(batches.get(id).isPaused).toBe(false);
});
