import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { newId } from '../../../electron/lib/id.ts';
import { storeFiles } from '../../../electron/store/files.ts';
import type { NewRequest, RequestEnd } from '../../../electron/store/requests.ts';
import type { MessageId, RequestId } from '../../../shared/model/ids.ts';
import { openTestStore } from '../../helpers/test-store.ts';

const opened = (messageId: MessageId | null = null): NewRequest => ({
  id: newId<RequestId>(),
  door: 'openai-chat',
  service: 'language',
  asked: 'm',
  client: null,
  target: null,
  messageId,
  createdAt: 1,
});
const complete: RequestEnd = {
  status: 'complete',
  errorCode: null,
  target: null,
  inputTokens: 1,
  outputTokens: 2,
  reasoningTokens: null,
  cachedTokens: null,
  cost: null,
  isCached: false,
  firstToken: 1,
  duration: 2,
  plan: null,
  facts: null,
  attempts: [],
};

// Catches: an answer given to its last byte while nothing of it is on disk.
test('what is settled is on disk when that is said', async () => {
  const store = openTestStore();
  const other = new Database(storeFiles(store.status().home).database, { readonly: true });
  const rows = [opened(), opened(), opened()];
  for (const row of rows) store.requests.open(row);
  const count = () => other.prepare("SELECT count(*) FROM request WHERE status = 'complete'").pluck().get();
  const settling = rows.map(({ id }) => store.requests.settle(id, complete));
  expect(count()).toBe(0);
  await settling[0];
  expect(count()).toBe(3);
  await Promise.all(settling);
  other.close();
});

// Catches: one request that cannot be written and takes those that ended beside it with it.
test('one that cannot be written is alone in that', async () => {
  const store = openTestStore();
  const [good, bad, last] = [opened(), opened(newId<MessageId>()), opened()];
  for (const row of [good, bad, last]) store.requests.open(row);
  const ends = await Promise.allSettled([good, bad, last].map(({ id }) => store.requests.settle(id, complete)));
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(store.requests.get(good.id)?.status).toBe('complete');
  expect(store.requests.get(last.id)?.status).toBe('complete');
});

// Catches: requests that ended just before the host did and are found running at the next start.
test('closing the store writes what has ended', async () => {
  const store = openTestStore();
  const { home } = store.status();
  const row = opened();
  store.requests.open(row);
  const settling = store.requests.settle(row.id, complete);
  await store.close();
  await settling;
  const again = new Database(storeFiles(home).database, { readonly: true });
  expect(again.prepare('SELECT status FROM request WHERE id = ?').pluck().get(row.id)).toBe('complete');
  again.close();
});

// Catches: the whole host ended by one row that cannot be written while its request still runs.
test('a row that cannot be written is told at the end of its request, not thrown at nobody', async () => {
  const store = openTestStore();
  const lost = opened(newId<MessageId>());
  store.requests.open(lost);
  const thrown: unknown[] = [];
  const catchIt = (error: unknown): void => void thrown.push(error);
  process.on('uncaughtException', catchIt);
  await new Promise((resolve) => setTimeout(resolve, 300));
  process.off('uncaughtException', catchIt);
  expect(thrown).toEqual([]);
  await expect(store.requests.settle(lost.id, complete)).rejects.toThrow(/FOREIGN KEY|constraint/i);
});
