import { expect, test } from 'vitest';
import { createResponseCache } from '../../../electron/gateway/response-cache.ts';
import { openTestStore, recordingLog, temporaryFolder } from '../../helpers/test-store.ts';

const minute = 60_000;
const kept = { ttl: minute, cost: 2_000, alias: null };
const bytes = (text: string) => Buffer.from(text);
const { signal } = new AbortController();

function openCache(options: { size?: number; folder?: string } = {}) {
  const clock = { now: 1_000_000, size: options.size ?? 1024 };
  const store = openTestStore(options.folder ? { folder: options.folder } : {});
  const { log, lines } = recordingLog();
  const open = () =>
    createResponseCache({ store: store.cachedAnswers, size: () => clock.size, log, now: () => clock.now });
  return { clock, store, cache: open(), open, lines };
}

// Catches: an answer given again after its time, before it was made (a clock set back), or with other bytes.
test('an answer is given again until its time is over', () => {
  const { cache, clock } = openCache();
  expect(cache.find('k')).toBeNull();
  const value = Buffer.from([0, 255, 10, 13]);
  cache.keep('k', value, kept);
  expect(cache.find('k')).toEqual({ value, savedCost: 2_000 });
  clock.now += minute - 1;
  expect(cache.find('k')).not.toBeNull();
  clock.now += 1;
  expect(cache.find('k')).toBeNull();
  clock.now -= 2 * minute;
  expect(cache.find('k')).toBeNull();
});

// Catches: what was saved counted as nothing when a price is unknown, or lost with the answers or the process.
test('hits and what they saved are counted for good', () => {
  const { cache, open } = openCache();
  cache.keep('dear', bytes('12345'), kept);
  cache.keep('unpriced', bytes('123'), { ...kept, cost: null });
  expect(cache.find('dear')?.savedCost).toBe(2_000);
  expect(cache.find('dear')?.savedCost).toBe(2_000);
  expect(cache.find('unpriced')).toEqual({ value: bytes('123'), savedCost: null });
  cache.find('unknown');
  expect(cache.stats()).toEqual({ entries: 2, bytes: 8, hits: 3, saved: 4_000 });
  cache.clear();
  expect(open().stats()).toEqual({ entries: 0, bytes: 0, hits: 3, saved: 4_000 });
});

// Catches: a cache that grows without end, and one that drops what is used most.
test('what was used longest ago goes first', () => {
  const { cache, clock } = openCache({ size: 30 });
  for (const key of ['a', 'b', 'c']) cache.keep(key, Buffer.alloc(10, key), kept);
  cache.find('a');
  cache.keep('d', Buffer.alloc(10), kept);
  expect(['a', 'b', 'c', 'd'].filter((key) => cache.find(key))).toEqual(['a', 'c', 'd']);
  cache.keep('a', Buffer.alloc(20), kept);
  expect(['a', 'c', 'd'].filter((key) => cache.find(key))).toEqual(['a', 'd']);
  expect(cache.stats()).toMatchObject({ entries: 2, bytes: 30 });
  cache.keep('huge', Buffer.alloc(31), kept);
  expect(cache.stats()).toMatchObject({ entries: 2, bytes: 30 });
  clock.size = 20;
  cache.trim();
  expect(cache.stats()).toMatchObject({ entries: 1, bytes: 10 });
  clock.size = 0;
  expect(cache.find('d')).toBeNull();
});

// Catches: an alias that was changed and still answers as it did before.
test('answers of one alias can be forgotten', () => {
  const { cache } = openCache();
  cache.keep('one', bytes('1'), { ...kept, alias: 'fast' });
  cache.keep('other', bytes('2'), { ...kept, alias: 'slow' });
  cache.keep('none', bytes('3'), kept);
  cache.clear('fast');
  expect(['one', 'other', 'none'].filter((key) => cache.find(key))).toEqual(['other', 'none']);
});

// Catches: the same question paid for a hundred times because they all came at once.
test('who asks the same at the same time waits for the first one', async () => {
  const { cache } = openCache();
  let asked = 0;
  const ask = async () => {
    const found = await cache.findOrWait('k', signal);
    if ('value' in found) return found.value.toString();
    asked += 1;
    await new Promise((resolve) => setTimeout(resolve, 20));
    cache.keep('k', bytes('answer'), kept);
    found.done();
    return 'asked';
  };
  const answers = await Promise.all(Array.from({ length: 100 }, ask));
  expect(asked).toBe(1);
  expect(answers.filter((answer) => answer === 'answer')).toHaveLength(99);
});

// Catches: waiting for ever for one that failed, and going one after the other behind a provider that is down.
test('where the first one keeps nothing, all others ask at once', async () => {
  const { cache } = openCache();
  const first = await cache.findOrWait('k', signal);
  const others = [1, 2, 3].map(() => cache.findOrWait('k', signal));
  if ('done' in first) first.done();
  const turns = await Promise.all(others);
  expect(turns.every((turn) => 'done' in turn)).toBe(true);
  const late = cache.findOrWait('k', signal);
  for (const turn of turns) if ('done' in turn) turn.done();
  expect(await late).toHaveProperty('done');
});

// Catches: a caller that went away and is held until somebody else's answer comes.
test('waiting ends when the caller leaves', async () => {
  const { cache } = openCache();
  await cache.findOrWait('k', signal);
  const caller = new AbortController();
  const waiting = cache.findOrWait('k', caller.signal);
  caller.abort();
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
});

// Catches: requests that fail because their copy cannot be kept.
test('a database that cannot be used is as if there were no cache', async () => {
  const { cache, store, lines } = openCache({ folder: temporaryFolder() });
  await store.close();
  cache.keep('k', bytes('1'), kept);
  expect(cache.find('k')).toBeNull();
  expect(lines).toHaveLength(2);
});
