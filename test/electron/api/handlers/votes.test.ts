import { expect, test, vi } from 'vitest';
import { votesHandlers } from '../../../../electron/api/handlers/votes.ts';
import { newId } from '../../../../electron/lib/id.ts';
import type { AppContract } from '../../../../shared/contract/contract.ts';
import type { EventData } from '../../../../shared/contract/define.ts';
import type { Message } from '../../../../shared/model/conversation.ts';
import type { ConversationId, MessageId, ProviderId, RequestId } from '../../../../shared/model/ids.ts';
import { newMessage, openTestStore } from '../../../helpers/test-store.ts';

const target = { providerId: newId<ProviderId>(), modelId: 'm' };

function setUp() {
  const store = openTestStore();
  const conversationId = newId<ConversationId>();
  store.conversations.create({ id: conversationId, title: 'x', now: 1 });
  const add = (fields: Partial<Message>): Message => {
    const message = newMessage(conversationId, fields);
    store.messages.insert(message);
    return message;
  };
  const question = add({ text: 'Write a poem' });
  const answer = add({ role: 'assistant', target, parentId: question.id });
  const onChange = vi.fn<(changed: EventData<AppContract, 'votes.changed'>) => void>();
  const guessTask = (text: string) => (text.includes('poem') ? ('creative' as const) : ('chat' as const));
  const handlers = votesHandlers({ store, guessTask, onChange, now: () => 7 });
  const context = { actor: 'window', signal: new AbortController().signal } as Parameters<
    (typeof handlers)['votes.set']
  >[1];
  return {
    store,
    add,
    question,
    answer,
    onChange,
    set: async (messageId: MessageId, value: 'up' | 'down' | null) =>
      handlers['votes.set']({ messageId, value }, context),
    of: async () => handlers['votes.of']({ conversationId }, context),
  };
}

// Catches: a vote for the wrong model or task, one that whoever goes by votes never hears of.
test('a vote is kept with who answered and what it was about', async () => {
  const { answer, onChange, set, of } = setUp();
  const vote = { messageId: answer.id, target, task: 'creative', value: 'up', at: 7 };
  expect(await set(answer.id, 'up')).toEqual(vote);
  expect(await of()).toEqual([vote]);
  expect(onChange.mock.calls).toEqual([[{ messageId: answer.id, value: 'up' }]]);
  expect(await set(answer.id, null)).toBeNull();
  expect(await of()).toEqual([]);
  expect(onChange).toHaveBeenLastCalledWith({ messageId: answer.id, value: null });
});

// Catches: a vote on what a person wrote, on half an answer, or on nothing.
test('only a finished answer can be voted on', async () => {
  const { add, question, onChange, set, of } = setUp();
  const running = add({ role: 'assistant', target, parentId: question.id, state: 'streaming' });
  for (const { id } of [question, running]) {
    await expect(set(id, 'up')).rejects.toMatchObject({ code: 'VALIDATION_FAILED', details: { param: 'messageId' } });
  }
  await expect(set(newId<MessageId>(), 'down')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await of()).toEqual([]);
  expect(onChange).not.toHaveBeenCalled();
});

// Catches: a vote given to the model that was asked for and failed, or to a task that was only guessed again.
test('where the request has a record, who answered and the task are from there', async () => {
  const { store, answer, set } = setUp();
  const [id, standIn] = [newId<RequestId>(), { ...target, modelId: 'stand-in' }];
  const attempt = {
    providerName: 'A provider',
    credentialId: null,
    keyLabel: null,
    startedAt: 1,
    firstToken: null,
    duration: 5,
    failure: null,
  };
  store.requests.open({
    id,
    door: 'window',
    service: 'language',
    asked: 'auto',
    client: null,
    target: null,
    messageId: answer.id,
    createdAt: 1,
  });
  store.requests.settle(id, {
    status: 'complete',
    errorCode: null,
    target: standIn,
    inputTokens: 1,
    outputTokens: 1,
    reasoningTokens: null,
    cachedTokens: null,
    cost: null,
    isCached: false,
    firstToken: 1,
    duration: 10,
    plan: {
      asked: 'auto',
      alias: null,
      rules: [],
      strategy: 'auto',
      task: 'coding',
      confidence: 0.5,
      inputTokens: 1,
      isLocalOnly: false,
      tags: [],
      attempts: [],
      passedOver: [],
    },
    facts: null,
    attempts: [
      { ...attempt, target, reason: 'strategy', outcome: 'failed' },
      { ...attempt, target: standIn, reason: 'fallback', outcome: 'answered' },
    ],
  });
  expect(await set(answer.id, 'down')).toMatchObject({ target: standIn, task: 'coding' });
});
