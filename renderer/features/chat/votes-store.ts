import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client } from '../../../shared/contract/client.ts';
import type { AppContract } from '../../../shared/contract/contract.ts';
import type { ConversationId, MessageId } from '../../../shared/model/ids.ts';
import type { VoteValue } from '../../../shared/model/vote.ts';

export interface VotesState {
  values: Readonly<Partial<Record<MessageId, VoteValue>>>;
  /** Reads what was said of the answers of a conversation, once. */
  load(id: ConversationId): Promise<void>;
  /** Shown at once; taken back, and thrown, when the host refuses. */
  set(id: MessageId, value: VoteValue | null): Promise<void>;
}

export function createVotesStore(client: Client<AppContract>): StoreApi<VotesState> {
  const loads = new Map<ConversationId, Promise<void>>();
  /** Given meanwhile, here or in another window: what was read before it is old. */
  const given = new Set<MessageId>();
  const sending = new Set<MessageId>();

  const put = (id: MessageId, value: VoteValue | null): void =>
    store.setState(({ values }) => {
      const { [id]: _before, ...others } = values;
      return { values: value === null ? others : { ...others, [id]: value } };
    });

  const read = async (conversationId: ConversationId): Promise<void> => {
    try {
      for (const { messageId, value } of await client.call('votes.of', { conversationId })) {
        if (!given.has(messageId)) put(messageId, value);
      }
    } catch {
      // The next answer that is drawn asks again.
      loads.delete(conversationId);
    }
  };

  const store = createStore<VotesState>(() => ({
    values: {},
    load(id) {
      const load = loads.get(id) ?? read(id);
      loads.set(id, load);
      return load;
    },
    async set(messageId, value) {
      const before = store.getState().values[messageId] ?? null;
      given.add(messageId);
      sending.add(messageId);
      put(messageId, value);
      try {
        await client.call('votes.set', { messageId, value });
      } catch (error) {
        put(messageId, before);
        throw error;
      } finally {
        sending.delete(messageId);
      }
    },
  }));
  client.on('votes.changed', ({ messageId, value }) => {
    given.add(messageId);
    // What is on its way from here is the newer one.
    if (!sending.has(messageId)) put(messageId, value);
  });
  return store;
}
