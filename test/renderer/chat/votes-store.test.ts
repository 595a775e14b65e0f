import { expect, test } from 'vitest';
import { createVotesStore } from '../../../renderer/features/chat/votes-store.ts';
import { createClient } from '../../../shared/contract/client.ts';
import type { AppContract } from '../../../shared/contract/contract.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { ConversationId, MessageId } from '../../../shared/model/ids.ts';
import { type Answers, createFakeHost } from '../chat/fake-host.ts';

const talk = 'c1' as ConversationId;
const [first, second] = ['m1', 'm2'] as MessageId[] as [MessageId, MessageId];

function open(answers: Answers) {
  const host = createFakeHost(answers);
  return { host, state: createVotesStore(createClient<AppContract>(host.link)).getState };
}

// Catches: a request for each answer of a long conversation.
test('the votes of a conversation are read once', async () => {
  const { host, state } = open({ 'votes.of': () => [{ messageId: first, value: 'down' }] });
  await Promise.all([state().load(talk), state().load(talk)]);
  await state().load(talk);
  expect(state().values).toEqual({ m1: 'down' });
  expect(host.calls).toHaveLength(1);
});

// Catches: a failed read after which votes are never seen again.
test('a read that failed is tried again', async () => {
  let isDown = true;
  const { state } = open({
    'votes.of'() {
      if (isDown) throw new AppError('DISCONNECTED', 'no').toJSON();
      return [{ messageId: first, value: 'up' }];
    },
  });
  await state().load(talk);
  isDown = false;
  await state().load(talk);
  expect(state().values).toEqual({ m1: 'up' });
});

// Catches: a thumb that looks given although the host refused it.
test('a vote shows at once and is taken back when it is refused', async () => {
  let isRefused = false;
  const { state } = open({
    'votes.set'() {
      if (isRefused) throw new AppError('STORAGE_FULL', 'no').toJSON();
      return null;
    },
  });
  const voting = state().set(first, 'up');
  expect(state().values).toEqual({ m1: 'up' });
  await voting;
  isRefused = true;
  await expect(state().set(first, 'down')).rejects.toMatchObject({ code: 'STORAGE_FULL' });
  expect(state().values).toEqual({ m1: 'up' });
  isRefused = false;
  await state().set(first, null);
  expect(state().values).toEqual({});
});

// Catches: a slow read that undoes what was said meanwhile.
test('a vote given while the others are read stands', async () => {
  const read = Promise.withResolvers<unknown[]>();
  const { state } = open({ 'votes.of': () => read.promise, 'votes.set': () => null });
  const loading = state().load(talk);
  await state().set(first, 'up');
  read.resolve([
    { messageId: first, value: 'down' },
    { messageId: second, value: 'down' },
  ]);
  await loading;
  expect(state().values).toEqual({ m1: 'up', m2: 'down' });
});

// Catches: a thumb given in another window that this one never shows, one that a slow read undoes, and one of this window
// that flickers because its own news comes late.
test('votes of another window are followed, and stand', async () => {
  const read = Promise.withResolvers<unknown[]>();
  const sent = Promise.withResolvers<null>();
  const { host, state } = open({ 'votes.of': () => read.promise, 'votes.set': () => sent.promise });
  const loading = state().load(talk);
  host.emit('votes.changed', { messageId: first, value: 'down' });
  read.resolve([{ messageId: first, value: 'up' }]);
  await loading;
  expect(state().values).toEqual({ m1: 'down' });
  host.emit('votes.changed', { messageId: first, value: null });
  expect(state().values).toEqual({});
  const voting = state().set(second, 'down');
  host.emit('votes.changed', { messageId: second, value: 'up' });
  expect(state().values).toEqual({ m2: 'down' });
  sent.resolve(null);
  await voting;
  host.emit('votes.changed', { messageId: second, value: 'up' });
  expect(state().values).toEqual({ m2: 'up' });
});
