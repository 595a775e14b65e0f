import type { AppContract } from '../../../shared/contract/contract.ts';
import type { ChatService } from '../../chat/chat.ts';
import type { DomainHandlers } from '../router.ts';

export const chatHandlers = ({
  chat,
}: {
  chat: ChatService;
}): DomainHandlers<AppContract, 'chat' | 'conversations'> => ({
  'conversations.list': () => chat.conversations.list(),
  'conversations.get': ({ conversationId }) => chat.conversations.get(conversationId),
  'conversations.update': ({ conversationId, ...changes }) => chat.conversations.update(conversationId, changes),
  async 'conversations.delete'({ conversationId }) {
    await chat.conversations.delete(conversationId);
    return {};
  },
  'conversations.restore': ({ conversationId }) => chat.conversations.restore(conversationId),

  'chat.send': (input) => chat.send(input),
  'chat.stop': ({ messageId }) => chat.stop(messageId),
  'chat.retry': ({ messageId, ...asking }) => chat.retry(messageId, asking),
  'chat.continue': ({ messageId, ...asking }) => chat.continue(messageId, asking),
  'chat.follow': ({ messageId, ...start }, { signal }) => chat.follow(messageId, start, signal),
});
