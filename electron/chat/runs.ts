import { AppError } from '../../shared/errors/app-error.ts';
import type { Message } from '../../shared/model/conversation.ts';
import type { ConversationId, MessageId } from '../../shared/model/ids.ts';
import type { Settlement } from '../store/answer-end.ts';
import type { ChatPorts } from './ports.ts';
import { type Run, type RunOptions, startRun } from './run.ts';

type NewRun = Pick<RunOptions, 'answer' | 'wish' | 'history' | 'isLocalOnly' | 'parameters' | 'onUnsupported'>;

export interface Runs {
  start(run: NewRun): void;
  of(id: MessageId): Run | undefined;
  inConversation(id: ConversationId): Run | undefined;
  /** Throws when the conversation has no room for another answer. */
  assertFree(id: ConversationId): void;
  /** A message as it really is: one whose end could not be stored still says streaming in the database. */
  truthOf(message: Message): Message;
  /** Interrupts all, and lets none begin any more. */
  close(): Promise<void>;
}

export interface RunsOptions extends Pick<ChatPorts, 'gateway' | 'log'> {
  messages: ChatPorts['store']['messages'];
  onChange(id: ConversationId): void;
}

/** The answers that are being given, at most one a conversation. */
export function createRuns({ messages, gateway, log, onChange }: RunsOptions): Runs {
  const running = new Map<ConversationId, Run>();
  const unsettled = new Map<MessageId, Settlement>();
  let isClosed = false;

  const of = (id: MessageId) => [...running.values()].find(({ answer }) => answer.id === id);

  return {
    of,
    inConversation: (id) => running.get(id),

    assertFree(id) {
      if (isClosed) throw new AppError('CONFLICT', 'Switchyard is closing. Start it again to go on.');
      if (!running.has(id)) return;
      throw new AppError('CONFLICT', 'An answer is still being given in this conversation. Wait for it, or stop it.');
    },

    start(asked) {
      const { id, conversationId } = asked.answer;
      const run = startRun({
        ...asked,
        gateway,
        messages,
        log,
        onUnsettled: (settlement) => void unsettled.set(id, settlement),
        onEnd: () => void running.delete(conversationId),
      });
      running.set(conversationId, run);
      onChange(conversationId);
      run.ended
        .then(() => onChange(conversationId))
        .catch((error: unknown) => log.error({ err: error, messageId: id }, 'the end of an answer could not be told'));
    },

    truthOf(message) {
      if (message.state !== 'streaming' || of(message.id)) return message;
      const settlement = unsettled.get(message.id) ?? { state: 'interrupted' as const, failure: null, facts: null };
      try {
        const settled = messages.settle(message.id, settlement);
        unsettled.delete(message.id);
        return settled;
      } catch (error) {
        log.warn({ messageId: message.id, err: error }, 'the end of an answer can still not be stored');
        return { ...message, ...settlement };
      }
    },

    async close() {
      isClosed = true;
      await Promise.all([...running.values()].map((run) => run.stop('interrupted')));
    },
  };
}
