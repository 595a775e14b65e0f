import { randomUUID } from 'node:crypto';
import type { ConversationItem } from './items.ts';
import type { ServerEvent } from './server-events.ts';

export type Tell = (event: ServerEvent) => void;

export const newId = (kind: 'item' | 'resp' | 'sess' | 'call'): string => `${kind}_${randomUUID().replaceAll('-', '')}`;

type StoredItem = ConversationItem & { id: string };

/** The chain of items, for providers that keep it to themselves. */
export interface Conversation {
  readonly last: string | null;
  add(item: StoredItem): void;
  done(item: StoredItem): void;
  /** Both at once, with an id where it has none. */
  put(item: ConversationItem): void;
}

export function createConversation(tell: Tell): Conversation {
  const previous = new Map<string, string | null>();
  let last: string | null = null;
  const add = (item: StoredItem): void => {
    previous.set(item.id, last);
    tell({ type: 'conversation.item.added', item, previous_item_id: last });
    last = item.id;
  };
  const done = (item: StoredItem): void => {
    tell({ type: 'conversation.item.done', item, previous_item_id: previous.get(item.id) ?? null });
    previous.delete(item.id);
  };
  return {
    get last() {
      return last;
    },
    add,
    done,
    put(item) {
      const stored = { ...item, id: item.id ?? newId('item') };
      add(stored);
      done(stored);
    },
  };
}
