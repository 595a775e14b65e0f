import type { ConversationId } from '../../../shared/model/ids.ts';

/** Where a draft belongs: a conversation, or the one not begun yet. */
export type DraftPlace = ConversationId | 'new';

export interface Drafts {
  read(place: DraftPlace): string;
  /** An empty text forgets the draft. */
  write(place: DraftPlace, text: string): void;
  /** Empties the box to send its text, which comes back after a reload until it is given back or known to be sent. */
  take(place: DraftPlace): string;
  /** What was taken has arrived. */
  forget(place: DraftPlace): void;
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
const sendingKeyOf = (place: DraftPlace): string => `switchyard.sending.${place}`;
const join = (...texts: string[]): string => texts.filter((text) => text.trim() !== '').join('\n');

/** What was typed but not sent, kept across reloads. In memory too: the browser's storage may be full or closed. */
export function createDrafts(storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): Drafts {
  const memory = new Map<DraftPlace, string>();
  const unstored = new Set<DraftPlace>();
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const keep = (key: string, text: string): void => {
    try {
      if (text === '') storage.removeItem(key);
      else storage.setItem(key, text);
    } catch {
      // A draft that does not fit stays in memory for as long as the window is open.
    }
  };
  const store = (place: DraftPlace): void => keep(keyOf(place), memory.get(place) ?? '');

  const flush = (): void => {
    clearTimeout(timer);
    for (const place of unstored) store(place);
    unstored.clear();
  };

  const kept = (key: string): string => {
    try {
      return storage.getItem(key) ?? '';
    } catch {
      return '';
    }
  };

  const read = (place: DraftPlace): string => {
    const known = memory.get(place);
    if (known !== undefined) return known;
    // The window went away while that was being sent; whether it arrived, nobody can say.
    const sending = kept(sendingKeyOf(place));
    const text = join(sending, kept(keyOf(place)));
    memory.set(place, text);
    if (sending !== '') {
      keep(sendingKeyOf(place), '');
      store(place);
    }
    return text;
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
    take(place) {
      const text = read(place);
      write(place, '');
      // At once: stored in both places it would come back twice after a crash, and a long text may not fit twice.
      flush();
      keep(sendingKeyOf(place), text);
      return text;
    },
    forget: (place) => keep(sendingKeyOf(place), ''),
    giveBack(place, text) {
      write(place, join(text, read(place)));
      keep(sendingKeyOf(place), '');
      flush();
    },
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
