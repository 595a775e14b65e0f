// Catches: an answer that loses its place in the queue, a conversation whose beginning is read again at every turn, a
// slot that a stopped answer keeps, a queue without an end, and numbers that are not what they say.
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { MessageId } from '../../../../shared/model/ids.ts';
import { ask, endOf, firstText, type ModelHost, openModelHost, send, sentence, small } from './setup.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

let host: ModelHost;
let client: ModelHost['client'];

beforeAll(async () => {
  const models = { talker: 'talker', single: 'talker', vectors: 'embedder', scores: 'reranker' } as const;
  host = await openModelHost({ models });
  client = host.client;
  await client.call('local-models.update', { name: 'single', choices: { ...small, slots: 1 } });
});
afterAll(() => host.close());

/** What the meter wrote down about an answer. */
interface Row {
  status: string;
  input_tokens: number;
  cached_tokens: number;
}

/** Soon after its end it is on disk. */
const endedOf = (messageId: MessageId): Promise<Row> =>
  vi.waitFor(() => {
    const row = requestOf(messageId);
    if (row?.status !== 'complete') throw new Error('It is not on disk yet.');
    return row;
  });

function requestOf(messageId: MessageId): Row | undefined {
  const store = new Database(join(host.home, 'switchyard.sqlite'), { readonly: true });
  try {
    return store.prepare('SELECT * FROM request WHERE message_id = ?').get(messageId) as Row | undefined;
  } finally {
    store.close();
  }
}

test('the second turn of a conversation reads only what is new', async () => {
  const first = await ask(client, 'talker', 'hello '.repeat(60));
  const second = await ask(client, 'talker', 'hello', first.conversationId);
  expect(second.text).toBe(sentence);
  const [before, after] = [await endedOf(first.id), await endedOf(second.id)];
  expect(after.cached_tokens).toBeGreaterThanOrEqual(before.input_tokens);
  expect(after.input_tokens - after.cached_tokens).toBeLessThan(before.input_tokens / 2);
});

test('eight questions at once on two slots are all answered', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => ask(client, 'talker', `hello ${index}`)));
  expect(answers.map(({ text }) => text)).toEqual(Array(8).fill(sentence));
  expect(await client.call('local-models.get', { name: 'talker' })).toMatchObject({ running: 0, queued: 0 });
});

test('stopping an answer gives its slot to the next', async () => {
  const endless = await send(client, 'single', 'forever');
  const seen = await firstText(client, endless.id);
  const waiting = await send(client, 'single', 'hello');
  await expect.poll(() => client.call('local-models.get', { name: 'single' })).toMatchObject({ running: 1, queued: 1 });
  const stopped = await client.call('chat.stop', { messageId: endless.id });
  expect(stopped).toMatchObject({ state: 'stopped', failure: null });
  expect(stopped.text.startsWith(seen)).toBe(true);
  expect((await endOf(client, waiting.id)).text).toBe(sentence);
});

test('a window that is gone stops nobody: the answer goes on', async () => {
  const window = await host.openWindow();
  const { id } = await send(window.client, 'talker', 'count');
  await firstText(window.client, id);
  await window.close();
  expect(await endOf(client, id)).toMatchObject({ state: 'complete', text: expect.stringMatching(/ n256$/) });
});

test('the queue has an end, and says when to come back', async () => {
  const endless = await send(client, 'single', 'forever');
  await firstText(client, endless.id);
  const asked = await Promise.all(Array.from({ length: 130 }, () => send(client, 'single', 'hello')));
  const last = asked.at(-1);
  expect(last && (await endOf(client, last.id))).toMatchObject({
    state: 'failed',
    failure: {
      code: 'LOCAL_QUEUE_FULL',
      retryable: true,
      message: expect.stringMatching(/^128 requests wait .* Try again in about \d+ s\.$/),
      details: { waiting: 128 },
    },
  });
  await client.call('local-models.unload', { name: 'single', force: true });
  const ends = await Promise.all(asked.map(({ id }) => endOf(client, id)));
  const codes = Object.groupBy(ends, ({ failure }) => failure?.code ?? 'none');
  expect([codes.CANCELLED?.length, codes.LOCAL_QUEUE_FULL?.length]).toEqual([128, 2]);
  expect((await ask(client, 'single', 'hello')).text).toBe(sentence);
});

test.each(['Hello!', '', 'Ünïcödé – „Straße“, 你好, 🙂👩‍👩‍👧, a\u0301\n\ttabs', '<|im_start|>user'])(
  'tokens of %j and back',
  async (text) => {
    const name = 'talker';
    const { tokens } = await client.call('local-models.tokenize', { name, text });
    expect(tokens.length > 0).toBe(text !== '');
    expect(await client.call('local-models.detokenize', { name, tokens })).toEqual({ text });
  },
);

test('a special token is one only when it is asked for', async () => {
  const count = async (special: boolean) => {
    const input = { name: 'talker', text: '<|im_start|>', special };
    return (await client.call('local-models.tokenize', input)).tokens.length;
  };
  expect([await count(true), await count(false)]).toEqual([1, 12]);
});

test('vectors have the length 1, and are alike for like texts', async () => {
  const texts = ['the cat sat', 'the cat sat on', 'quarterly revenue 1987', 'the cat sat'];
  const { vectors, tokens } = await client.call('local-models.embed', { name: 'vectors', texts });
  expect(vectors).toHaveLength(4);
  expect(tokens).toBeGreaterThan(0);
  for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
  const [first = [], near = [], far = [], again] = vectors;
  const likeness = (other: number[]) => first.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
  expect(likeness(near)).toBeGreaterThan(likeness(far));
  expect(again).toEqual(first);
});

test('documents are ranked by how much of the query they have', async () => {
  const documents = ['quarterly revenue', 'the cat sat on the mat', 'the cat'];
  const { scores } = await client.call('local-models.rank', { name: 'scores', query: 'the cat sat', documents });
  expect(scores).toHaveLength(3);
  for (const score of scores) expect(score >= 0 && score <= 1).toBe(true);
  const [none = 0, all = 0] = scores;
  expect(all).toBeGreaterThan(none);
});
