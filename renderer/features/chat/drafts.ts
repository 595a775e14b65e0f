import type { ConversationId } from '../../../shared/model/ids.ts';

/** Where a draft belongs: a conversation, or the one not begun yet. */
export type DraftPlace = ConversationId | 'new';

export interface Drafts {
  read(place: DraftPlace): string;
  /** An empty text forgets the draft. */
  write(place: DraftPlace, text: string): void;
  /** Puts a text in front of what was typed since it was taken. */
  giveBack(place: DraftPlace, text: string): void;
  /** Takes a draft along to another place, behind what stands there. */
  move(from: DraftPlace, to: DraftPlace): void;
  subscribe(listener: () => void): () => void;
  /** Stores what was written since the last time; without it that happens after a short rest. */
  flush(): void;
}

/** Milliseconds of rest before what was typed is stored. */
const restBeforeStoring = 300;

const keyOf = (place: DraftPlace): string => `switchyard.draft.${place}`;
const join = (...texts: string[]): string => texts.filter((text) => text.trim() !== '').join('\n');

/** What was typed but not sent, kept across reloads. In memory too: the browser's storage may be full or closed. */
export function createDrafts(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): Drafts {
  const memory = new Map<DraftPlace, string>();
  const unstored = new Set<DraftPlace>();
  const listeners = new Set<() => void>();
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

  const stored = (place: DraftPlace): string => {
    try {
      return storage.getItem(keyOf(place)) ?? '';
    } catch {
      return '';
    }
  };

  const read = (place: DraftPlace): string => {
    const known = memory.get(place) ?? stored(place);
    memory.set(place, known);
    return known;
  };

  const write = (place: DraftPlace, text: string): void => {
    memory.set(place, text);
    unstored.add(place);
    clearTimeout(timer);
    timer = setTimeout(flush, restBeforeStoring);
    for (const listener of listeners) listener();
  };

  return {
    read,
    write,
    giveBack: (place, text) => write(place, join(text, read(place))),
    move(from, to) {
      const text = read(from);
      if (text === '') return;
      write(to, join(read(to), text));
      write(from, '');
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    flush,
  };
}
