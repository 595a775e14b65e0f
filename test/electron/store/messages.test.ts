import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { newId } from '../../../electron/lib/id.ts';
import type { Store } from '../../../electron/store/open-store.ts';
import type { ConversationId, MessageId } from '../../../shared/model/ids.ts';
import { newMessage, openTestStore, recordingLog, runningAnswer, temporaryFolder } from '../../helpers/test-store.ts';

function newConversation(store: Store): ConversationId {
  const id = newId<ConversationId>();
  store.conversations.create({ id, title: 'Trains', now: 1 });
  return id;
}

// Catches: a running answer shown without what it has got; folding in the wrong order; chunks left behind.
test('an answer grows by chunks and is whole at each moment', () => {
  const store = openTestStore();
  const conversation = newConversation(store);
  const answer = runningAnswer(conversation);
  store.messages.insert(answer);
  const pieces = Array.from({ length: 250 }, (_, index) => `${index}·ü👍 `);
  for (const text of pieces)
    store.messages.appendChunks(answer.id, [
      { kind: 'text', text },
      { kind: 'reasoning', text: '.' },
    ]);
  expect(store.messages.get(answer.id)).toEqual({ ...answer, text: pieces.join(''), reasoning: '.'.repeat(250) });

  const facts = { inputTokens: 3, outputTokens: 250, firstToken: 12.5, duration: 900.25 };
  const settled = store.messages.settle(answer.id, { state: 'complete', failure: null, facts });
  expect(settled).toEqual({ ...answer, state: 'complete', text: pieces.join(''), reasoning: '.'.repeat(250), facts });
  expect(store.messages.get(answer.id)).toEqual(settled);
});

// Catches: an answer stopped by hand turning "complete" when the upstream's end arrives a moment later.
test('the first end counts, and nothing is added to a settled answer', () => {
  const store = openTestStore();
  const answer = runningAnswer(newConversation(store));
  store.messages.insert(answer);
  store.messages.settle(answer.id, { state: 'stopped', failure: null, facts: null });
  const failure = { code: 'RATE_LIMITED', message: 'Too fast.', retryable: true } as const;
  expect(store.messages.settle(answer.id, { state: 'failed', failure, facts: null }).state).toBe('stopped');
  expect(() => store.messages.appendChunks(answer.id, [{ kind: 'text', text: 'late' }])).toThrow(/no running answer/);
  expect(store.messages.get(answer.id)?.text).toBe('');
});

// Catches: half of a flush kept when its second piece fails.
test('a flush is written whole or not at all', () => {
  const store = openTestStore();
  const answer = runningAnswer(newConversation(store));
  store.messages.insert(answer);
  const broken = { kind: 'sound', text: 'x' } as unknown as { kind: 'text'; text: string };
  expect(() => store.messages.appendChunks(answer.id, [{ kind: 'text', text: 'a' }, broken])).toThrow(/CHECK/);
  expect(store.messages.get(answer.id)?.text).toBe('');
});

// Catches: answers that "stream" for ever after the host was killed, or that lose what had arrived.
test('what the last host left running is ended with all it had got', async () => {
  const folder = temporaryFolder();
  const first = openTestStore({ folder });
  const answer = runningAnswer(newConversation(first));
  first.messages.insert(answer);
  first.messages.appendChunks(answer.id, [{ kind: 'text', text: 'The first ' }]);
  first.messages.appendChunks(answer.id, [{ kind: 'text', text: 'half' }]);
  await first.close();
  const second = openTestStore({ folder });
  expect(second.messages.interruptStreaming()).toEqual([answer.id]);
  expect(second.messages.get(answer.id)).toMatchObject({ state: 'interrupted', text: 'The first half' });
  expect(second.messages.interruptStreaming()).toEqual([]);
});

// Catches: a retried answer shown together with the first one, or the old one shown instead of the new one.
test('the branch follows the newest child at each fork', () => {
  const store = openTestStore();
  const conversation = newConversation(store);
  const put = (fields: Parameters<typeof newMessage>[1]) => {
    const message = newMessage(conversation, fields);
    store.messages.insert(message);
    return message.id;
  };
  const question = put({ text: 'q', createdAt: 1 });
  const first = put({ parentId: question, text: 'a1', createdAt: 2 });
  put({ parentId: first, text: 'q2', createdAt: 3 });
  const second = put({ parentId: question, text: 'a2', createdAt: 4 });
  const third = put({ parentId: question, text: 'a3', createdAt: 4 });
  expect(second < third).toBe(true);
  expect(store.messages.branch(conversation).map(({ text }) => text)).toEqual(['q', 'a3']);
  const running = runningAnswer(conversation, { parentId: third, createdAt: 5 });
  store.messages.insert(running);
  store.messages.appendChunks(running.id, [{ kind: 'text', text: 'so far' }]);
  expect(store.messages.branch(conversation).map(({ text }) => text)).toEqual(['q', 'a3', 'so far']);
  expect(store.messages.branch(newConversation(store))).toEqual([]);
});

// Catches: SQLite's limit of 1000 on cascades along a chain, which makes long conversations undeletable.
test('a conversation of 2500 messages is read and deleted', () => {
  const store = openTestStore();
  const conversation = newConversation(store);
  store.transaction(() => {
    let parentId: MessageId | null = null;
    for (let index = 0; index < 2500; index += 1) {
      const message = newMessage(conversation, { parentId, createdAt: index });
      store.messages.insert(message);
      parentId = message.id;
    }
  });
  expect(store.messages.branch(conversation)).toHaveLength(2500);
  store.conversations.softDelete(conversation, 10);
  expect(store.conversations.purgeDeletedBefore(11)).toBe(1);
  expect(store.messages.branch(conversation)).toEqual([]);
});

// Catches: one unreadable row taking the whole conversation with it.
test('a bad row is left out and named; the others stay', () => {
  const folder = temporaryFolder();
  const { log, lines } = recordingLog();
  const store = openTestStore({ folder, log });
  const conversation = newConversation(store);
  const good = newMessage(conversation, { text: 'good' });
  const bad = newMessage(conversation, { parentId: good.id, text: 'bad', createdAt: 2 });
  const last = newMessage(conversation, { parentId: bad.id, text: 'last', createdAt: 3 });
  for (const message of [good, bad, last]) store.messages.insert(message);
  const other = new Database(`${folder}/switchyard.sqlite`);
  other.prepare("UPDATE message SET facts = '{broken' WHERE id = ?").run(bad.id);
  other.close();
  expect(store.messages.branch(conversation).map(({ text }) => text)).toEqual(['good', 'last']);
  expect(lines).toContainEqual(expect.objectContaining({ noun: 'message', row: bad.id }));
  expect(() => store.messages.get(bad.id)).toThrow(expect.objectContaining({ code: 'STORE_DAMAGED' }));
});
