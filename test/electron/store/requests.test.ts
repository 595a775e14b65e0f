import Database from 'better-sqlite3';
import { expect, test, vi } from 'vitest';
import { newId } from '../../../electron/lib/id.ts';
import { storeFiles } from '../../../electron/store/files.ts';
import type { NewRequest, RequestEnd } from '../../../electron/store/requests.ts';
import type { MessageId, RequestId } from '../../../shared/model/ids.ts';
import { openTestStore, recordingLog } from '../../helpers/test-store.ts';

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

const isError = ({ level }: Record<string, unknown>): boolean => level === 50;

// Catches: requests that have ended and wait for the disk until somebody asks for them.
test('what is settled is soon on disk by itself, all that ended in the meantime together', async () => {
  const store = openTestStore();
  const other = new Database(storeFiles(store.status().home).database, { readonly: true });
  const rows = [opened(), opened(), opened()];
  for (const row of rows) store.requests.open(row);
  const count = () => other.prepare("SELECT count(*) FROM request WHERE status = 'complete'").pluck().get();
  for (const { id } of rows) store.requests.settle(id, complete);
  expect(count()).toBe(0);
  await vi.waitFor(() => expect(count()).toBe(3));
  other.close();
});

// Catches: whoever looks right after the end and sees a request that still runs.
test('whoever reads sees what is settled at once', () => {
  const store = openTestStore();
  const row = opened();
  store.requests.open(row);
  store.requests.settle(row.id, complete);
  expect(store.requests.get(row.id)?.status).toBe('complete');
});

// Catches: one request that cannot be written and takes those that ended beside it with it, or is lost without a word.
test('one that cannot be written is alone in that, and told', () => {
  const { log, lines } = recordingLog();
  const store = openTestStore({ log });
  const [good, bad, last] = [opened(), opened(newId<MessageId>()), opened()];
  for (const row of [good, bad, last]) store.requests.open(row);
  for (const { id } of [good, bad, last]) store.requests.settle(id, complete);
  expect(store.requests.get(good.id)?.status).toBe('complete');
  expect(store.requests.get(last.id)?.status).toBe('complete');
  expect(lines.filter(isError)).toMatchObject([{ modelRequestId: bad.id, msg: 'a request could not be settled' }]);
});

// Catches: requests that ended just before the host did and are found running at the next start.
test('closing the store writes what has ended', async () => {
  const store = openTestStore();
  const { home } = store.status();
  const row = opened();
  store.requests.open(row);
  store.requests.settle(row.id, complete);
  await store.close();
  const again = new Database(storeFiles(home).database, { readonly: true });
  expect(again.prepare('SELECT status FROM request WHERE id = ?').pluck().get(row.id)).toBe('complete');
  again.close();
});

// Catches: the whole host ended by one row that cannot be written while its request still runs.
test('a row that cannot be written is told at the end of its request, not thrown at nobody', async () => {
  const { log, lines } = recordingLog();
  const store = openTestStore({ log });
  const lost = opened(newId<MessageId>());
  store.requests.open(lost);
  const thrown: unknown[] = [];
  const catchIt = (error: unknown): void => void thrown.push(error);
  process.on('uncaughtException', catchIt);
  await new Promise((resolve) => setTimeout(resolve, 300));
  process.off('uncaughtException', catchIt);
  expect(thrown).toEqual([]);
  store.requests.settle(lost.id, complete);
  expect(store.requests.get(lost.id)).toBeUndefined();
  expect(lines.filter(isError)).toMatchObject([{ modelRequestId: lost.id }]);
});

// Catches: what requests cost lost because the disk was full, or somebody else had the file, for a moment.
test('what cannot be written now is written later', async () => {
  const { log, lines } = recordingLog();
  const store = openTestStore({ log });
  const other = new Database(storeFiles(store.status().home).database);
  other.exec('BEGIN IMMEDIATE');
  const row = opened();
  store.requests.open(row);
  store.requests.settle(row.id, complete);
  expect(store.requests.get(row.id)).toBeUndefined();
  other.exec('COMMIT');
  await vi.waitFor(() => expect(store.requests.get(row.id)?.status).toBe('complete'), { timeout: 10_000 });
  expect(lines.filter(isError)).toEqual([]);
  other.close();
});
