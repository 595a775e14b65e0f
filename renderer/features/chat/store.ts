import { useStore } from 'zustand';
import { client, onReconnected } from '../../client/connect.ts';
import { type ChatState, createChatStore } from './chat-store.ts';
import { createDrafts } from './drafts.ts';

/** The conversations of this window. */
export const chatStore = createChatStore({ client });
export const useChat = <T>(select: (state: ChatState) => T): T => useStore(chatStore, select);

onReconnected(() => void chatStore.getState().resume());

export const drafts = createDrafts(globalThis.localStorage);
globalThis.window?.addEventListener('pagehide', drafts.flush);
