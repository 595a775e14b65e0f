import { AppError } from '../../shared/errors/app-error.ts';
import type { AnswerDelta, ConversationSummary, Message } from '../../shared/model/conversation.ts';
import type { ConversationId, MessageId } from '../../shared/model/ids.ts';
import type { OnUnsupported } from '../../shared/model/parameters.ts';
import type { AskedTarget, Target } from '../../shared/model/provider.ts';
import { readParameters } from '../../shared/model/read-parameters.ts';
import { newId } from '../lib/id.ts';
import type { ConversationRow } from '../store/conversations.ts';
import { type FeedStart, missingFrom } from './answer-feed.ts';
import { goOn, withSeam } from './continue.ts';
import { type ConversationService, conversationMissing, createConversations } from './conversations.ts';
import { historyOf, pathTo } from './history.ts';
import type { ChatPorts } from './ports.ts';
import { createRuns } from './runs.ts';
import { titleOf } from './title.ts';

interface SendInput {
  /** Left out: a new conversation. */
  conversationId?: ConversationId;
  text: string;
  /** Default: as the conversation is; a new one may go anywhere. */
  isLocalOnly?: boolean;
}

/** Whom to ask, and how. */
interface Asking {
  target: AskedTarget;
  /** By any of their names; VALIDATION_FAILED names one that cannot be read. */
  parameters?: Record<string, unknown>;
  onUnsupported?: OnUnsupported;
}

export interface ChatService {
  conversations: ConversationService;
  /** Stores question and answer, lets the model begin, and returns at once. */
  send(input: SendInput & Asking): { conversation: ConversationSummary; question: Message; answer: Message };
  stop(id: MessageId): Promise<Message>;
  retry(id: MessageId, asking: Asking): Message;
  /** Lets a model write on behind an answer that broke off; throws where it did not, or is not the last one. */
  continue(id: MessageId, asking: Asking): Message;
  follow(id: MessageId, start: FeedStart, signal: AbortSignal): AsyncGenerator<AnswerDelta, Message, void>;
  close(): Promise<void>;
}

const askedWith = ({ target, parameters = {}, onUnsupported = 'drop' }: Asking) => ({
  wish: 'name' in target ? target : { target },
  parameters: readParameters(parameters),
  onUnsupported,
});

/** Who stands behind a name is known when somebody answers. */
const certain = (target: AskedTarget): Target | null => ('name' in target ? null : target);

export function createChat({ store, gateway, events, log, now = Date.now }: ChatPorts): ChatService {
  const { messages, conversations } = store;
  const onChange = (conversationId: ConversationId): void =>
    events.publish('conversations.changed', { conversationId });
  const runs = createRuns({ messages, gateway, log, onChange });

  const messageOf = (id: MessageId): Message => {
    const message = messages.get(id);
    if (message) return runs.truthOf(message);
    throw new AppError('NOT_FOUND', `There is no message ${id}. Its conversation may have been deleted.`);
  };

  const conversationOf = (id: ConversationId): ConversationRow => {
    const row = conversations.get(id);
    if (row) return row;
    throw conversationMissing(id);
  };

  const newMessage = (
    role: Message['role'],
    fields: Pick<Message, 'conversationId' | 'parentId' | 'text' | 'target' | 'createdAt'>,
  ): Message => ({
    id: newId(),
    role,
    state: role === 'assistant' ? 'streaming' : 'complete',
    reasoning: '',
    failure: null,
    facts: null,
    seams: [],
    continueFailure: null,
    ...fields,
  });

  return {
    conversations: createConversations({ store, runs, now, onChange }),

    send({ conversationId, text, isLocalOnly, ...asking }) {
      const { target } = asking;
      const asked = askedWith(asking);
      const known = conversationId && conversationOf(conversationId);
      const id = known?.id ?? newId<ConversationId>();
      runs.assertFree(id);
      const createdAt = now();
      const earlier = known ? messages.branch(id).map(runs.truthOf) : [];
      const common = { conversationId: id, createdAt };
      const parentId = earlier.at(-1)?.id ?? null;
      const question = newMessage('user', { ...common, parentId, text, target: null });
      const answer = newMessage('assistant', { ...common, parentId: question.id, text: '', target: certain(target) });
      const row = store.transaction(() => {
        const kept = isLocalOnly === undefined ? {} : { isLocalOnly };
        if (known) conversations.touch(id, createdAt);
        else conversations.create({ id, title: titleOf(text), now: createdAt });
        conversations.update(id, kept);
        messages.insert(question);
        messages.insert(answer);
        return conversations.get(id);
      });
      if (!row) throw conversationMissing(id);
      runs.start({ answer, ...asked, isLocalOnly: row.isLocalOnly, history: historyOf([...earlier, question]) });
      return { conversation: { ...row, isAnswering: true }, question, answer };
    },

    async stop(id) {
      const run = runs.of(id);
      if (!run) return messageOf(id);
      const end = await run.stop('stopped');
      if (end.ok) return end.message;
      throw end.error;
    },

    retry(id, asking) {
      const { target } = asking;
      const asked = askedWith(asking);
      const given = messageOf(id);
      const question = given.role === 'user' || given.parentId === null ? given : messageOf(given.parentId);
      const { conversationId } = question;
      const { isLocalOnly } = conversationOf(conversationId);
      runs.assertFree(conversationId);
      // The newest sibling is the one that is shown: also when the clock was set back in between.
      const createdAt = Math.max(now(), given.createdAt + 1);
      const answer = newMessage('assistant', {
        conversationId,
        parentId: question.id,
        text: '',
        target: certain(target),
        createdAt,
      });
      store.transaction(() => {
        conversations.touch(conversationId, now());
        messages.insert(answer);
      });
      runs.start({ answer, ...asked, isLocalOnly, history: historyOf(pathTo(question, messages.get)) });
      return answer;
    },

    continue(id, asking) {
      const asked = askedWith(asking);
      const broken = messageOf(id);
      const { conversationId } = broken;
      const { isLocalOnly } = conversationOf(conversationId);
      runs.assertFree(conversationId);
      const seams = withSeam(broken, messages.branch(conversationId).at(-1)?.id, certain(asking.target));
      const answer = store.transaction(() => {
        conversations.touch(conversationId, now());
        return messages.reopen(id, seams);
      });
      runs.start({ answer, ...asked, isLocalOnly, history: [...historyOf(pathTo(broken, messages.get)), goOn] });
      return answer;
    },

    async *follow(id, start, signal) {
      const run = runs.of(id);
      if (run) return yield* run.read(start, signal);
      const message = messageOf(id);
      yield* missingFrom(message, start);
      return message;
    },

    close: runs.close,
  };
}
