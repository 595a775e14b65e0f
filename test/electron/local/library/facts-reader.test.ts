import { expect, test } from 'vitest';
import type { FactsCache, FactsKey } from '../../../../electron/local/library/entry.ts';
import { createFactsReader, type FactsReaderOptions } from '../../../../electron/local/library/facts-reader.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { ModelFacts } from '../../../../shared/model/model-facts.ts';
import { recordingLog } from '../../../helpers/test-store.ts';
import { factsOf, truncated } from './setup.ts';

const key = (path: string, more: Partial<FactsKey> = {}): FactsKey => ({ path, size: 1, modifiedAt: 1, ...more });

function open(readFacts: FactsReaderOptions['readFacts'], cache?: FactsCache) {
  const { log, lines } = recordingLog();
  const read: string[] = [];
  let told = 0;
  const reader = createFactsReader({
    readFacts(path, signal) {
      read.push(path);
      return readFacts(path, signal);
    },
    cache,
    log,
    onRead: () => (told += 1),
  });
  return { reader, read, lines, told: () => told };
}

/** Keeps facts by path, as a table would. */
function memory(): FactsCache & { kept: Map<string, { key: FactsKey; facts: ModelFacts }> } {
  const kept = new Map<string, { key: FactsKey; facts: ModelFacts }>();
  return {
    kept,
    get({ path, size, modifiedAt }) {
      const found = kept.get(path);
      return found?.key.size === size && found.key.modifiedAt === modifiedAt ? found.facts : undefined;
    },
    set: (from, facts) => void kept.set(from.path, { key: from, facts }),
  };
}

// Catches: 200 headers read at once, on the threads that decoding needs.
test('two files at a time are read, in the order they are wanted', async () => {
  let now = 0;
  let most = 0;
  const { reader, read, told } = open(async () => {
    most = Math.max(most, ++now);
    await new Promise((resolve) => setImmediate(resolve));
    now -= 1;
    return factsOf();
  });
  const keys = Array.from({ length: 9 }, (_, index) => key(`/${index}`));
  reader.want(keys);
  // Asked for again while they are read: that is no reason to read them twice.
  reader.want(keys);
  expect(reader.get(keys[0] ?? key(''))).toBeUndefined();
  await reader.idle();
  expect(most).toBe(2);
  expect(read).toEqual(keys.map(({ path }) => path));
  expect(told()).toBe(9);
  expect(reader.get(key('/8'))).toEqual({ facts: factsOf(), failure: null, key: key('/8') });
});

// Catches: every header read after every start, and facts of the file that was there before.
test('what was read once is read again only when the file is another one', async () => {
  const cache = memory();
  const first = open(() => Promise.resolve(factsOf()), cache);
  first.reader.want([key('/a'), key('/b')]);
  await first.reader.idle();

  const second = open(() => Promise.resolve(factsOf('embedding')), cache);
  second.reader.want([key('/a'), key('/b', { size: 2 })]);
  expect(second.reader.get(key('/a'))?.facts?.kind).toBe('chat');
  await second.reader.idle();
  expect(second.read).toEqual(['/b']);
  expect(second.reader.get(key('/b', { size: 2 }))?.facts?.kind).toBe('embedding');
  expect(second.reader.get(key('/b'))).toBeUndefined();
  second.reader.want([key('/a', { modifiedAt: 2 })]);
  await second.reader.idle();
  expect(second.read).toEqual(['/b', '/a']);
});

// Catches: a damaged file that ends the reading of the others, or is read again and again.
test('a file that cannot be read has a failure, and one that may not be opened gets another chance', async () => {
  const { reader, read, lines } = open((path) => {
    if (path === '/damaged') return Promise.reject(truncated(path));
    if (path === '/locked') return Promise.reject(new AppError('MODEL_FILE_UNREADABLE', 'no'));
    return path === '/bug' ? Promise.reject(new TypeError('secret detail')) : Promise.resolve(factsOf());
  });
  const keys = ['/damaged', '/locked', '/bug', '/good'].map((path) => key(path));
  reader.want(keys);
  await reader.idle();
  expect(keys.map((one) => reader.get(one)?.failure?.code)).toEqual([
    'MODEL_FILE_INVALID',
    'MODEL_FILE_UNREADABLE',
    'MODEL_FILE_UNREADABLE',
    undefined,
  ]);
  expect(reader.get(key('/bug'))?.failure?.message).not.toContain('secret');
  expect(lines).toEqual([expect.objectContaining({ path: '/bug', err: expect.anything() })]);
  reader.want(keys);
  expect(read).toHaveLength(4);
  reader.retryUnreadable();
  reader.want(keys);
  await reader.idle();
  expect(read.slice(4)).toEqual(['/locked', '/bug']);
});

// Catches: a database that is full or closed taking the list of models with it.
test('a cache that fails is no cache', async () => {
  const broken = () => {
    throw new Error('the database is closed');
  };
  const { reader } = open(() => Promise.resolve(factsOf()), { get: broken, set: broken });
  reader.want([key('/a')]);
  await reader.idle();
  expect(reader.get(key('/a'))?.facts).toEqual(factsOf());
});

// Catches: a host that cannot end because a header on a dead network drive is still being read.
test('closing ends what is being read and reads nothing more', async () => {
  const { reader, read, told } = open(
    (_path, signal) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
  );
  reader.want(['/a', '/b', '/c'].map((path) => key(path)));
  await reader.close();
  expect(read).toEqual(['/a', '/b']);
  expect(told()).toBe(0);
  reader.want([key('/d')]);
  expect(read).toEqual(['/a', '/b']);
});
