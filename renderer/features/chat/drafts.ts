import type { ConversationId } from '../../../shared/model/ids.ts';

/** Where a draft belongs: a conversation, or the one not begun yet. */
export type DraftPlace = ConversationId | 'new';

export interface Drafts {
  read(place: DraftPlace): string;
  /** An empty text forgets the draft. */
  write(place: DraftPlace, text: string): void;
  /** Stores what was written since the last time; without it that happens after a short rest. */
  flush(): void;
}

/** Milliseconds of rest before what was typed is stored. */
const restBeforeStoring = 300;

const keyOf = (place: DraftPlace): string => `switchyard.draft.${place}`;

/** What was typed but not sent, kept across reloads. In memory too: the browser's storage may be full or closed. */
export function createDrafts(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): Drafts {
  const memory = new Map<DraftPlace, string>();
  const unstored = new Set<DraftPlace>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const store = (place: DraftPlace): void => {
    const text = memory.get(place) ?? '';
    try {
      if (text === '') storage.removeItem(keyOf(place));
      else storage.setItem(keyOf(place), text);
    } catch {
      // A draft that does not fit stays in memory for as long as the window is open.
    }
  };

  const flush = (): void => {
    clearTimeout(timer);
    for (const place of unstored) store(place);
    unstored.clear();
  };

  return {
    read(place) {
      const known = memory.get(place);
      if (known !== undefined) return known;
      try {
        return storage.getItem(keyOf(place)) ?? '';
      } catch {
        return '';
      }
    },
    write(place, text) {
      memory.set(place, text);
      unstored.add(place);
      clearTimeout(timer);
      timer = setTimeout(flush, restBeforeStoring);
    },
    flush,
  };
}
