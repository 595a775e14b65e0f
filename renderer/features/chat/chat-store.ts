import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client } from '../../../shared/contract/client.ts';
import type { AppContract } from '../../../shared/contract/contract.ts';
import { type AppError, toAppError } from '../../../shared/errors/app-error.ts';
import type { ConversationSummary, Message } from '../../../shared/model/conversation.ts';
import type { ConversationId, MessageId } from '../../../shared/model/ids.ts';
import type { AskedTarget } from '../../../shared/model/provider.ts';
import { coalesce } from '../../lib/coalesce.ts';
import { createFollower } from './follow-answers.ts';
import { branchWith, mergeMessages } from './merge-messages.ts';

export interface OpenConversation {
  /** `gone`: it was deleted, here or in another window. `lost`: and cannot be restored any more. */
  status: 'loading' | 'ready' | 'failed' | 'gone' | 'lost';
  messages: readonly Message[];
  error: AppError | null;
}

export interface NewMessage {
  conversationId?: ConversationId;
  text: string;
  target: AskedTarget;
  /** Only for a new conversation. Default: it may go anywhere. */
  isLocalOnly?: boolean;
}

export interface ChatState {
  /** Newest first; null until they were read once. */
  summaries: readonly ConversationSummary[] | null;
  listError: AppError | null;
  /** Every conversation opened in this window, kept so that switching back is instant. */
  open: Readonly<Partial<Record<ConversationId, OpenConversation>>>;
  refreshList(): Promise<void>;
  /** Shows what is known at once and reads the rest behind it. */
  openConversation(id: ConversationId): Promise<void>;
  send(message: NewMessage): Promise<ConversationId>;
  stop(id: MessageId): Promise<void>;
  retry(message: Message, target: AskedTarget): Promise<void>;
  /** Lets a model write on behind an answer that broke off. */
  goOn(message: Message, target: AskedTarget): Promise<void>;
  rename(id: ConversationId, title: string): Promise<void>;
  setLocalOnly(id: ConversationId, isLocalOnly: boolean): Promise<void>;
  remove(id: ConversationId): Promise<void>;
  restore(id: ConversationId): Promise<void>;
  /** After the connection came back: reads again, and follows running answers from where they stood. */
  resume(): Promise<void>;
}

export interface ChatStoreOptions {
  client: Client<AppContract>;
  requestFrame?: (callback: () => void) => void;
}

/** How often one answer is followed again when following fails while the connection stands. */
const maxFollowTries = 3;

const loading: OpenConversation = { status: 'loading', messages: [], error: null };
const gone: OpenConversation = { status: 'gone', messages: [], error: null };
const lost: OpenConversation = { status: 'lost', messages: [], error: null };

export function createChatStore({
  client,
  requestFrame = requestAnimationFrame,
}: ChatStoreOptions): StoreApi<ChatState> {
  /** Counts what this window did to a conversation, so that an answer read before it is not taken for news. */
  const deeds = new Map<ConversationId, number>();
  const followTries = new Map<MessageId, number>();
  const refreshers = new Map<ConversationId, () => Promise<void>>();
  let currentId: ConversationId | null = null;

  const store = createStore<ChatState>(() => ({
    summaries: null,
    listError: null,
    open: {},
    refreshList,
    openConversation,
    send,
    stop,
    retry,
    goOn,
    rename,
    setLocalOnly,
    remove,
    restore,
    resume,
  }));

  const put = (id: ConversationId, conversation: OpenConversation): void =>
    store.setState(({ open }) => ({ open: { ...open, [id]: conversation } }));

  const putMessages = (id: ConversationId, messages: readonly Message[]): void => {
    put(id, { status: 'ready', messages, error: null });
    for (const message of messages) if ((followTries.get(message.id) ?? 0) < maxFollowTries) follower.follow(message);
  };

  const messagesOf = (id: ConversationId): readonly Message[] => store.getState().open[id]?.messages ?? [];

  const replaceMessage = (message: Message): void => {
    const messages = messagesOf(message.conversationId);
    if (!messages.some(({ id }) => id === message.id)) return;
    putMessages(
      message.conversationId,
      messages.map((old) => (old.id === message.id ? message : old)),
    );
  };

  const follower = createFollower({
    client,
    requestFrame,
    onGrowth(growth) {
      store.setState(({ open }) => {
        const next = { ...open };
        for (const [id, conversation] of Object.entries(open) as [ConversationId, OpenConversation][]) {
          if (!conversation.messages.some((message) => growth.has(message.id))) continue;
          const messages = conversation.messages.map((message) => {
            const more = growth.get(message.id);
            if (!more) return message;
            return { ...message, text: message.text + more.text, reasoning: message.reasoning + more.reasoning };
          });
          next[id] = { ...conversation, messages };
        }
        return { open: next };
      });
    },
    onEnd(message) {
      followTries.delete(message.id);
      replaceMessage(message);
    },
    onFailure(message, error) {
      // After a lost connection, resume() takes it up again.
      if (error.code === 'DISCONNECTED') return;
      followTries.set(message.id, (followTries.get(message.id) ?? 0) + 1);
      void refreshConversation(message.conversationId);
    },
  });

  async function readConversation(id: ConversationId): Promise<void> {
    try {
      for (;;) {
        const before = deeds.get(id);
        const { messages } = await client.call('conversations.get', { conversationId: id });
        if (deeds.get(id) !== before) continue;
        follower.flush();
        putMessages(id, mergeMessages(messagesOf(id), messages, follower.isFollowing));
        return;
      }
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code === 'NOT_FOUND') put(id, store.getState().open[id]?.status === 'lost' ? lost : gone);
      else if (store.getState().open[id]?.status !== 'ready') put(id, { status: 'failed', messages: [], error });
    }
  }

  function refreshConversation(id: ConversationId): Promise<void> {
    const refresh = refreshers.get(id) ?? coalesce(() => readConversation(id));
    refreshers.set(id, refresh);
    return refresh();
  }

  const readList = coalesce(async () => {
    try {
      store.setState({ summaries: await client.call('conversations.list', {}), listError: null });
    } catch (thrown) {
      store.setState({ listError: toAppError(thrown) });
    }
  });

  function refreshList(): Promise<void> {
    return readList();
  }

  async function openConversation(id: ConversationId): Promise<void> {
    currentId = id;
    const known = store.getState().open[id];
    if (!known || known.status === 'failed' || known.status === 'gone') put(id, loading);
    await refreshConversation(id);
  }

  const noteDeed = (id: ConversationId): void => void deeds.set(id, (deeds.get(id) ?? 0) + 1);

  async function send(input: NewMessage): Promise<ConversationId> {
    const { conversation, question, answer } = await client.call('chat.send', input);
    const { id } = conversation;
    noteDeed(id);
    store.setState(({ summaries }) => ({
      summaries: [conversation, ...(summaries ?? []).filter((summary) => summary.id !== id)],
    }));
    putMessages(id, [
      ...messagesOf(id).filter((old) => old.id !== question.id && old.id !== answer.id),
      question,
      answer,
    ]);
    return id;
  }

  async function stop(messageId: MessageId): Promise<void> {
    const message = await client.call('chat.stop', { messageId });
    if (!follower.isFollowing(messageId)) replaceMessage(message);
  }

  async function retry(message: Message, target: AskedTarget): Promise<void> {
    const answer = await client.call('chat.retry', { messageId: message.id, target });
    noteDeed(message.conversationId);
    putMessages(message.conversationId, branchWith(messagesOf(message.conversationId), answer));
  }

  async function goOn({ id: messageId }: Message, target: AskedTarget): Promise<void> {
    const answer = await client.call('chat.continue', { messageId, target });
    noteDeed(answer.conversationId);
    followTries.delete(messageId);
    replaceMessage(answer);
  }

  const changeSummary = (id: ConversationId, change: Partial<ConversationSummary>): void =>
    store.setState(({ summaries }) => ({
      summaries: summaries?.map((summary) => (summary.id === id ? { ...summary, ...change } : summary)) ?? null,
    }));

  async function update(
    id: ConversationId,
    changes: Partial<Pick<ConversationSummary, 'title' | 'isLocalOnly'>>,
  ): Promise<void> {
    changeSummary(id, changes);
    try {
      await client.call('conversations.update', { conversationId: id, ...changes });
    } finally {
      void refreshList();
    }
  }

  function rename(id: ConversationId, title: string): Promise<void> {
    return update(id, { title });
  }

  function setLocalOnly(id: ConversationId, isLocalOnly: boolean): Promise<void> {
    return update(id, { isLocalOnly });
  }

  async function remove(id: ConversationId): Promise<void> {
    store.setState(({ summaries }) => ({ summaries: summaries?.filter((summary) => summary.id !== id) ?? null }));
    try {
      await client.call('conversations.delete', { conversationId: id });
    } finally {
      void refreshList();
    }
  }

  async function restore(id: ConversationId): Promise<void> {
    try {
      await client.call('conversations.restore', { conversationId: id });
    } catch (thrown) {
      const error = toAppError(thrown);
      // One that is there was restored in another window first.
      if (error.code === 'NOT_FOUND' && store.getState().open[id]?.status === 'gone') put(id, lost);
      throw error;
    }
    await refreshList();
  }

  async function resume(): Promise<void> {
    followTries.clear();
    const { open } = store.getState();
    const ids = (Object.keys(open) as ConversationId[]).filter(
      (id) => id === currentId || open[id]?.messages.some(({ state }) => state === 'streaming'),
    );
    await Promise.all([refreshList(), ...ids.map(refreshConversation)]);
  }

  client.on('conversations.changed', ({ conversationId }) => {
    void refreshList();
    if (store.getState().open[conversationId]) void refreshConversation(conversationId);
  });

  return store;
}
