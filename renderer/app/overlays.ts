import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { remember, remembered } from '../lib/remember.ts';

/** What lies over the room, and how wide the sidebar is. */
type Overlay = 'palette' | 'shortcuts';

const store = createStore<{ overlay: Overlay | undefined; isSidebarNarrow: boolean }>(() => ({
  overlay: undefined,
  isSidebarNarrow: remembered('switchyard.sidebar') === 'narrow',
}));

export const useOverlay = (): Overlay | undefined => useStore(store, ({ overlay }) => overlay);
export const openOverlay = (overlay: Overlay): void => store.setState({ overlay });
export const closeOverlay = (): void => store.setState({ overlay: undefined });

export const useIsSidebarNarrow = (): boolean => useStore(store, ({ isSidebarNarrow }) => isSidebarNarrow);
export function toggleSidebar(): void {
  const isSidebarNarrow = !store.getState().isSidebarNarrow;
  remember('switchyard.sidebar', isSidebarNarrow ? 'narrow' : 'wide');
  store.setState({ isSidebarNarrow });
}
