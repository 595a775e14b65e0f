import type { Message } from '../../shared/model/conversation.ts';
import type { MessageId } from '../../shared/model/ids.ts';
import type { GatewayMessage } from '../gateway/messages.ts';

/** From the first message down to this one. */
export function pathTo(message: Message, get: (id: MessageId) => Message | undefined): Message[] {
  const path: Message[] = [];
  for (let step: Message | undefined = message; step; step = step.parentId === null ? undefined : get(step.parentId)) {
    path.push(step);
  }
  return path.reverse();
}

/** What a model is told of a conversation. Answers that never said anything are left out: vendors refuse empty ones. */
export const historyOf = (messages: readonly Message[]): GatewayMessage[] =>
  messages.filter(({ role, text }) => role === 'user' || text !== '').map(({ role, text }) => ({ role, text }));
