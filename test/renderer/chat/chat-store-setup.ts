import { expect, vi } from 'vitest';
import { createChatStore } from '../../../renderer/features/chat/chat-store.ts';
import type { Conversation, Message } from '../../../shared/model/conversation.ts';
import type { ConversationId, MessageId, ProviderId } from '../../../shared/model/ids.ts';
import { type Answers, createFakeHost, createSwitchingClient, type FakeHost } from './fake-host.ts';

export const conversationId = 'c1' as ConversationId;
export const target = { providerId: 'p1' as ProviderId, modelId: 'm' };

export const message = (change: Partial<Message> = {}): Message => ({
  id: 'a1' as MessageId,
  conversationId,
  parentId: 'q1' as MessageId,
  role: 'assistant',
  state: 'streaming',
  text: '',
  reasoning: '',
  target,
  failure: null,
  seams: [],
  continueFailure: null,
  facts: null,
  createdAt: 1,
  ...change,
});
export const question = message({
  id: 'q1' as MessageId,
  parentId: null,
  role: 'user',
  state: 'complete',
  text: 'Why?',
  target: null,
});
export const summary = {
  id: conversationId,
  title: 'Why?',
  createdAt: 1,
  updatedAt: 1,
  isLocalOnly: false,
  isAnswering: true,
};
export const conversation = (...messages: Message[]): Conversation => ({
  ...summary,
  messages: [question, ...messages],
});

/** Frames the test draws by hand. */
function createFrames() {
  const waiting: (() => void)[] = [];
  return {
    requestFrame: (callback: () => void) => void waiting.push(callback),
    draw: () => {
      for (const callback of waiting.splice(0)) callback();
    },
  };
}

export function setUp(answers: Answers) {
  const host = createFakeHost({ 'conversations.list': () => [summary], ...answers });
  const { client, reconnect } = createSwitchingClient(host);
  const { requestFrame, draw } = createFrames();
  const store = createChatStore({ client, requestFrame });
  const answer = (): Message | undefined => store.getState().open[conversationId]?.messages.at(-1);
  return { host, store, draw, answer, reconnect };
}

export const streamAt = async (host: FakeHost, index: number) => {
  await vi.waitFor(() => expect(host.opened.length).toBeGreaterThan(index));
  const stream = host.opened[index];
  if (!stream) throw new Error('no stream');
  return stream;
};
