import { expect, it, vi } from 'vitest';
import type { ChatState } from '../../../renderer/features/chat/chat-store.ts';
import type { Conversation } from '../../../shared/model/conversation.ts';
import type { ConversationId, MessageId } from '../../../shared/model/ids.ts';
import {
  conversation,
  conversationId,
  message,
  question,
  setUp,
  streamAt,
  summary,
  target,
} from './chat-store-setup.ts';
import { createFakeHost } from './fake-host.ts';

/** Lets everything that is already on its way arrive. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

it('follows from the lengths that are loaded, so a reload mid-stream neither doubles nor drops a word', async () => {
  const { host, store, draw, answer } = setUp({
    'conversations.get': () => conversation(message({ text: 'Because ', reasoning: 'Hm.' })),
  });
  await store.getState().openConversation(conversationId);
  const stream = await streamAt(host, 0);
  expect(stream.input).toMatchObject({ messageId: 'a1', textLength: 8, reasoningLength: 3 });
  host.deltas(stream, { kind: 'reasoning', text: ' Yes.' }, { kind: 'text', text: 'the sky' });
  await settle();
  draw();
  expect(answer()).toMatchObject({ text: 'Because the sky', reasoning: 'Hm. Yes.' });
});

it('changes the state once a frame, however many deltas came, and leaves other messages the same objects', async () => {
  const { host, store, draw } = setUp({ 'conversations.get': () => conversation(message()) });
  await store.getState().openConversation(conversationId);
  const stream = await streamAt(host, 0);
  const seen: ChatState[] = [];
  const before = store.getState().open[conversationId]?.messages[0];
  store.subscribe((state) => seen.push(state));
  for (const text of ['a', 'b', 'c', 'd']) host.deltas(stream, { kind: 'text', text });
  await settle();
  expect(seen).toHaveLength(0);
  draw();
  expect(seen).toHaveLength(1);
  expect(seen[0]?.open[conversationId]?.messages[0]).toBe(before);
  expect(seen[0]?.open[conversationId]?.messages[1]?.text).toBe('abcd');
});

it('takes the end as the whole truth, without what still waited for a frame', async () => {
  const { host, store, draw, answer } = setUp({ 'conversations.get': () => conversation(message()) });
  await store.getState().openConversation(conversationId);
  const stream = await streamAt(host, 0);
  host.deltas(stream, { kind: 'text', text: 'half' });
  host.end(stream, message({ state: 'complete', text: 'half and half' }));
  await settle();
  draw();
  expect(answer()).toMatchObject({ state: 'complete', text: 'half and half' });
});

it('shows a failed answer with what had arrived', async () => {
  const { host, store, answer } = setUp({ 'conversations.get': () => conversation(message()) });
  await store.getState().openConversation(conversationId);
  const stream = await streamAt(host, 0);
  const failure = { code: 'STREAM_INTERRUPTED' as const, message: 'The line broke.', retryable: true };
  host.deltas(stream, { kind: 'text', text: 'half' });
  host.end(stream, message({ state: 'failed', text: 'half', failure }));
  await settle();
  expect(answer()).toMatchObject({ state: 'failed', text: 'half', failure });
});

it('goes on after a lost connection from what is on screen, even when the fetched copy lags behind', async () => {
  const { host, store, draw, answer, reconnect } = setUp({ 'conversations.get': () => conversation(message()) });
  await store.getState().openConversation(conversationId);
  const first = await streamAt(host, 0);
  host.deltas(first, { kind: 'text', text: 'one two ' });
  await settle();
  // The line is lost before the frame is drawn.
  host.close();
  await settle();
  expect(answer()).toMatchObject({ state: 'streaming', text: 'one two ' });

  const next = createFakeHost({
    'conversations.list': () => [summary],
    'conversations.get': () => conversation(message({ text: 'one ' })),
  });
  reconnect(next);
  await store.getState().resume();
  const second = await streamAt(next, 0);
  expect(second.input).toMatchObject({ textLength: 8 });
  next.deltas(second, { kind: 'text', text: 'three' });
  await settle();
  draw();
  expect(answer()?.text).toBe('one two three');
});

it('shows the answer as interrupted when the host was started anew', async () => {
  const { host, store, answer, reconnect } = setUp({ 'conversations.get': () => conversation(message()) });
  await store.getState().openConversation(conversationId);
  host.deltas(await streamAt(host, 0), { kind: 'text', text: 'one' });
  await settle();
  host.close();
  await settle();
  const next = createFakeHost({
    'conversations.list': () => [],
    'conversations.get': () => conversation(message({ state: 'interrupted', text: 'one' })),
  });
  reconnect(next);
  await store.getState().resume();
  expect(answer()).toMatchObject({ state: 'interrupted', text: 'one' });
  expect(next.opened).toHaveLength(0);
});

it('does not let an older copy, read while the stream went on, take back text', async () => {
  const held = Promise.withResolvers<Conversation>();
  let isHeld = false;
  const { host, store, draw, answer } = setUp({
    'conversations.get': () => (isHeld ? held.promise : conversation(message())),
  });
  await store.getState().openConversation(conversationId);
  const stream = await streamAt(host, 0);
  isHeld = true;
  host.emit('conversations.changed', { conversationId });
  await settle();
  host.deltas(stream, { kind: 'text', text: 'newer' });
  host.end(stream, message({ state: 'complete', text: 'newer' }));
  await settle();
  held.resolve(conversation(message({ text: 'ne' })));
  await settle();
  draw();
  expect(answer()).toMatchObject({ state: 'complete', text: 'newer' });
  expect(host.opened).toHaveLength(1);
});

it('keeps a message that was sent while an older copy was being read', async () => {
  const held = Promise.withResolvers<Conversation>();
  let reads = 0;
  const answer2 = message({ id: 'a2' as MessageId, parentId: 'q2' as MessageId });
  const question2 = { ...question, id: 'q2' as MessageId, parentId: 'a1' as MessageId, text: 'And?' };
  const done = message({ state: 'complete', text: 'So.' });
  const { host, store } = setUp({
    'conversations.get': () => {
      reads += 1;
      if (reads === 2) return held.promise;
      return reads === 1 ? conversation(done) : conversation(done, question2, answer2);
    },
    'chat.send': () => ({ conversation: summary, question: question2, answer: answer2 }),
  });
  await store.getState().openConversation(conversationId);
  host.emit('conversations.changed', { conversationId });
  await settle();
  await store.getState().send({ conversationId, text: 'And?', target });
  const ids = () => store.getState().open[conversationId]?.messages.map(({ id }) => id);
  expect(ids()).toEqual(['q1', 'a1', 'q2', 'a2']);
  held.resolve(conversation(done));
  await settle();
  expect(ids()).toEqual(['q1', 'a1', 'q2', 'a2']);
  await vi.waitFor(() => expect(reads).toBe(3));
});

it('follows several conversations at once, each from its own stream', async () => {
  const other = 'c2' as ConversationId;
  const { host, store, draw } = setUp({
    'conversations.get': ({ conversationId: id }: { conversationId: ConversationId }) =>
      id === other
        ? { ...summary, id, messages: [message({ id: 'b1' as MessageId, conversationId: other })] }
        : conversation(message()),
  });
  await store.getState().openConversation(conversationId);
  await store.getState().openConversation(other);
  const [one, two] = [await streamAt(host, 0), await streamAt(host, 1)];
  host.deltas(one, { kind: 'text', text: 'first' });
  host.deltas(two, { kind: 'text', text: 'second' });
  await settle();
  draw();
  expect(store.getState().open[conversationId]?.messages.at(-1)?.text).toBe('first');
  expect(store.getState().open[other]?.messages.at(-1)?.text).toBe('second');
});

it('gives up following after a few failures in a row instead of asking forever', async () => {
  const { host, store } = setUp({ 'conversations.get': () => conversation(message()) });
  await store.getState().openConversation(conversationId);
  for (let index = 0; index < 3; index += 1) {
    host.fail(await streamAt(host, index), { code: 'INTERNAL', message: 'No.', retryable: false });
    await settle();
  }
  await settle();
  expect(host.opened).toHaveLength(3);
});

it('puts a new answer in place of the one it retries, keeping the question', async () => {
  const again = message({ id: 'a2' as MessageId });
  const failed = message({ state: 'failed' });
  const { store } = setUp({ 'conversations.get': () => conversation(failed), 'chat.retry': () => again });
  await store.getState().openConversation(conversationId);
  await store.getState().retry(failed, target);
  expect(store.getState().open[conversationId]?.messages.map(({ id }) => id)).toEqual(['q1', 'a2']);
});

it('keeps nothing of a message that was not sent, so that it stays in the box', async () => {
  const { store } = setUp({
    'chat.send': () => Promise.reject({ code: 'STORAGE_FULL', message: 'The disk is full.', retryable: false }),
  });
  await expect(store.getState().send({ text: 'Why?', target })).rejects.toMatchObject({ code: 'STORAGE_FULL' });
  expect(store.getState().open).toEqual({});
});

// Catches a conversation that stays on screen, and takes messages, after another window deleted it.
it('lets go of a conversation that was deleted elsewhere, and shows it again once it is restored', async () => {
  let isDeleted = false;
  const { host, store } = setUp({
    'conversations.get': () => {
      if (isDeleted) return Promise.reject({ code: 'NOT_FOUND', message: 'Not there.', retryable: false });
      return conversation(message({ state: 'complete', text: 'So.' }));
    },
  });
  const now = () => store.getState().open[conversationId];
  await store.getState().openConversation(conversationId);
  isDeleted = true;
  host.emit('conversations.changed', { conversationId });
  await vi.waitFor(() => expect(now()).toEqual({ status: 'gone', messages: [], error: null }));
  isDeleted = false;
  host.emit('conversations.changed', { conversationId });
  await vi.waitFor(() => expect(now()?.status).toBe('ready'));
  expect(now()?.messages).toHaveLength(2);
});

// Catches a Restore that is offered again and again for what no longer exists, and one given up over a lost line.
it('knows a conversation as lost once restoring finds nothing, until it is there again', async () => {
  const notFound = { code: 'NOT_FOUND', message: 'Not there.', retryable: false };
  let failure: unknown = { code: 'DISCONNECTED', message: 'Away.', retryable: true };
  let isThere = false;
  const { store } = setUp({
    'conversations.get': () => (isThere ? conversation(message({ state: 'complete' })) : Promise.reject(notFound)),
    'conversations.restore': () => Promise.reject(failure),
  });
  const { openConversation, restore } = store.getState();
  const status = () => store.getState().open[conversationId]?.status;
  await openConversation(conversationId);
  await expect(restore(conversationId)).rejects.toMatchObject({ code: 'DISCONNECTED' });
  expect(status()).toBe('gone');
  failure = notFound;
  await expect(restore(conversationId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(status()).toBe('lost');
  await openConversation(conversationId);
  expect(status()).toBe('lost');
  isThere = true;
  await openConversation(conversationId);
  expect(status()).toBe('ready');
  // Another window was quicker.
  await expect(restore(conversationId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(status()).toBe('ready');
});

// Catches a lost line that makes a conversation look deleted.
it('keeps what it shows when it cannot be read again for another reason', async () => {
  let isDown = false;
  const { host, store } = setUp({
    'conversations.get': () =>
      isDown
        ? Promise.reject({ code: 'DISCONNECTED', message: 'Away.', retryable: true })
        : conversation(message({ state: 'complete' })),
  });
  await store.getState().openConversation(conversationId);
  isDown = true;
  host.emit('conversations.changed', { conversationId });
  await settle();
  expect(store.getState().open[conversationId]?.status).toBe('ready');
});
