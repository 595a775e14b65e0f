import { expect, test } from 'vitest';
import { newId } from '../../../electron/lib/id.ts';
import type { Store } from '../../../electron/store/open-store.ts';
import type { Message } from '../../../shared/model/conversation.ts';
import type { ConversationId, ProviderId } from '../../../shared/model/ids.ts';
import type { Vote } from '../../../shared/model/vote.ts';
import { newMessage, openTestStore } from '../../helpers/test-store.ts';

const target = { providerId: newId<ProviderId>(), modelId: 'm' };

function conversation({ conversations }: Store): ConversationId {
  const id = newId<ConversationId>();
  conversations.create({ id, title: 'x', now: 1 });
  return id;
}

function answer({ messages }: Store, conversationId: ConversationId, createdAt = 1): Message {
  const message = newMessage(conversationId, { role: 'assistant', target, createdAt });
  messages.insert(message);
  return message;
}

const vote = (message: Message, own: Partial<Vote> = {}): Vote => ({
  messageId: message.id,
  target,
  task: 'coding',
  value: 'up',
  at: 5,
  ...own,
});

// Catches: votes of another conversation shown, or those of this one in an order of chance.
test('gives the votes of one conversation, in the order of its answers', () => {
  const store = openTestStore();
  const [here, there] = [conversation(store), conversation(store)];
  const [second, first, other] = [answer(store, here, 3), answer(store, here, 2), answer(store, there)];
  for (const one of [second, first, other]) store.votes.put(vote(one));
  expect(store.votes.ofConversation(here)).toEqual([vote(first), vote(second)]);
  expect(store.votes.ofConversation(newId<ConversationId>())).toEqual([]);
});

// Catches: a change of mind counted twice, or one that cannot be taken back.
test('a vote takes the place of the earlier one, and can be taken back', () => {
  const store = openTestStore();
  const here = conversation(store);
  const message = answer(store, here);
  store.votes.put(vote(message));
  store.votes.put(vote(message, { value: 'down', at: 9 }));
  expect(store.votes.ofConversation(here)).toEqual([vote(message, { value: 'down', at: 9 })]);
  store.votes.delete(message.id);
  store.votes.delete(message.id);
  expect(store.votes.ofConversation(here)).toEqual([]);
});

// Catches: sums over models or tasks that were to be kept apart.
test('counts by target, task and value', () => {
  const store = openTestStore();
  const here = conversation(store);
  const put = (own: Partial<Vote>) => store.votes.put(vote(answer(store, here), own));
  const other = { ...target, modelId: 'n' };
  for (const own of [{}, {}, { value: 'down' as const }, { task: 'chat' as const }, { target: other }]) put(own);
  const counts = store.votes.counts().map(({ modelId, task, value, count }) => `${modelId} ${task} ${value} ${count}`);
  expect(counts.sort()).toEqual(['m chat up 1', 'm coding down 1', 'm coding up 2', 'n coding up 1']);
});
