import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

const store = createStore<{ name: string | undefined; isOpen: boolean }>(() => ({ name: undefined, isOpen: false }));

/** The sheet hangs over the room, so that a row, a page and a load that will not fit can all open it. */
export const openLoadSheet = (name: string): void => store.setState({ name, isOpen: true });
/** Its name stays while it fades out. */
export const closeLoadSheet = (): void => store.setState({ isOpen: false });
export const useLoadSheet = (): { name: string | undefined; isOpen: boolean } => useStore(store);
