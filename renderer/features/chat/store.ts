import { useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { Message } from '../../../shared/model/conversation.ts';
import type { ConversationId } from '../../../shared/model/ids.ts';
import { client, onReconnected } from '../../client/connect.ts';
import { type ChatState, createChatStore } from './chat-store.ts';
import { createDrafts, type DraftPlace } from './drafts.ts';
import { createOutbox, type Posting } from './outbox.ts';

/** The conversations of this window. */
export const chatStore = createChatStore({ client });
export const useChat = <T>(select: (state: ChatState) => T): T => useStore(chatStore, select);

const lastOf = ({ open }: ChatState, id: ConversationId | undefined): Message | undefined =>
  id && open[id]?.messages.at(-1);

/** How the last message stands, for what must not be drawn again with each of its words. */
export const useLastMessage = (
  id: ConversationId | undefined,
): { [Key in 'id' | 'state']: Message[Key] | undefined } => ({
  id: useChat((state) => lastOf(state, id)?.id),
  state: useChat((state) => lastOf(state, id)?.state),
});

onReconnected(() => void chatStore.getState().resume());

export const drafts = createDrafts(globalThis.localStorage);
export const useDraft = (place: DraftPlace): string => useSyncExternalStore(drafts.subscribe, () => drafts.read(place));

export const outbox = createOutbox({ drafts, send: (message) => chatStore.getState().send(message) });
export const usePosting = (place: DraftPlace): Posting | undefined => useStore(outbox.store, (all) => all[place]);
globalThis.window?.addEventListener('pagehide', drafts.flush);
