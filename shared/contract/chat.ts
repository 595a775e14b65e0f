import { z } from 'zod';
import { answerDelta, conversation, conversationSummary, message } from '../model/conversation.ts';
import { conversationId, messageId } from '../model/ids.ts';
import { onUnsupported } from '../model/parameters.ts';
import { askedTarget } from '../model/provider.ts';
import { call, event, stream } from './define.ts';

const one = z.object({ conversationId });

/** Only models on this computer may answer. Switched on, it stops an answer that is coming from elsewhere. */
const isLocalOnly = z.boolean();

const asking = {
  /** By any of their names: docs/parameters.md. */
  parameters: z.record(z.string(), z.unknown()).exactOptional(),
  onUnsupported: onUnsupported.exactOptional(),
};

export const chatContract = {
  'conversations.list': call({
    summary: 'All conversations, newest first',
    method: 'GET',
    path: '/conversations',
    input: z.object({}),
    output: z.array(conversationSummary),
  }),
  'conversations.get': call({
    summary: 'One conversation with the messages of its current branch',
    method: 'GET',
    path: '/conversations/{conversationId}',
    input: one,
    output: conversation,
  }),
  'conversations.update': call({
    summary: 'Rename a conversation, or keep it on this computer; what is left out stays as it is',
    method: 'PATCH',
    path: '/conversations/{conversationId}',
    input: one.extend({
      title: z.string().trim().min(1).max(200).exactOptional(),
      isLocalOnly: isLocalOnly.exactOptional(),
    }),
    output: conversationSummary,
  }),
  'conversations.delete': call({
    summary: 'Delete a conversation; it can be restored for 30 days',
    method: 'DELETE',
    path: '/conversations/{conversationId}',
    input: one,
    output: z.object({}),
  }),
  'conversations.restore': call({
    summary: 'Bring a deleted conversation back',
    method: 'POST',
    path: '/conversations/{conversationId}/restore',
    input: one,
    output: conversationSummary,
  }),
  'conversations.changed': event({ summary: 'A conversation was made, changed, deleted or restored', data: one }),

  'chat.send': call({
    summary: 'Write a message and let a model answer; without a conversation a new one is made',
    method: 'POST',
    path: '/chat/messages',
    input: z.object({
      conversationId: conversationId.exactOptional(),
      text: z.string().trim().min(1).max(10_000_000),
      target: askedTarget,
      /** From this message on. Default: as the conversation is; a new one may go anywhere. */
      isLocalOnly: isLocalOnly.exactOptional(),
      ...asking,
    }),
    output: z.object({ conversation: conversationSummary, question: message, answer: message }),
  }),
  'chat.stop': call({
    summary: 'Stop an answer; what has arrived is kept',
    method: 'POST',
    path: '/messages/{messageId}/stop',
    input: z.object({ messageId }),
    output: message,
  }),
  'chat.retry': call({
    summary: 'Answer the same question once more; the earlier answer is kept beside it',
    method: 'POST',
    path: '/messages/{messageId}/retry',
    input: z.object({ messageId, target: askedTarget, ...asking }),
    output: message,
  }),
  'chat.continue': call({
    summary: 'Go on with the last answer where it broke off, with the same model or another one',
    method: 'POST',
    path: '/messages/{messageId}/continue',
    input: z.object({ messageId, target: askedTarget, ...asking }),
    output: message,
  }),
  'chat.follow': stream({
    summary: 'The rest of an answer from the given lengths on, as it arrives; ends with the whole message',
    method: 'GET',
    path: '/messages/{messageId}/follow',
    input: z.object({
      messageId,
      textLength: z.int().nonnegative().default(0),
      reasoningLength: z.int().nonnegative().default(0),
    }),
    delta: answerDelta,
    end: message,
  }),
};
