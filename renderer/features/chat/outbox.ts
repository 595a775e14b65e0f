import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ConversationId } from '../../../shared/model/ids.ts';
import type { NewMessage } from './chat-store.ts';
import type { DraftPlace, Drafts } from './drafts.ts';

export interface Posting {
  isSending: boolean;
  /** Why the last message was not sent; undefined when it was. */
  error: unknown;
}

export interface Outbox {
  store: StoreApi<Partial<Record<DraftPlace, Posting>>>;
  /** Sends the draft of a place. Gives back where it went; null when nothing was sent. */
  post(place: DraftPlace, asking: Pick<NewMessage, 'target' | 'isLocalOnly'>): Promise<ConversationId | null>;
}

export interface OutboxOptions {
  drafts: Drafts;
  send(message: NewMessage): Promise<ConversationId>;
}

/** Carries drafts out. The box is free for the next text at once, and gets the old one back when sending fails. */
export function createOutbox({ drafts, send }: OutboxOptions): Outbox {
  const store: Outbox['store'] = createStore(() => ({}));
  const put = (place: DraftPlace, posting: Posting): void => store.setState({ [place]: posting });

  return {
    store,
    async post(place, asking) {
      if (drafts.read(place).trim() === '' || store.getState()[place]?.isSending) return null;
      const text = drafts.take(place).trim();
      put(place, { isSending: true, error: undefined });
      try {
        const id = await send({ ...(place === 'new' ? {} : { conversationId: place }), text, ...asking });
        drafts.forget(place);
        if (place === 'new') drafts.move('new', id);
        put(place, { isSending: false, error: undefined });
        return id;
      } catch (error) {
        drafts.giveBack(place, text);
        put(place, { isSending: false, error });
        return null;
      }
    },
  };
}
