import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

const store = createStore(() => ({ isOpen: false }));

/** The dialog hangs over the whole window, so the palette, the chat and the providers room can all open it. */
export const openAddProvider = (): void => store.setState({ isOpen: true });
export const closeAddProvider = (): void => store.setState({ isOpen: false });
export const useIsAddingProvider = (): boolean => useStore(store, ({ isOpen }) => isOpen);
