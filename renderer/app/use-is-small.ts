import { useSyncExternalStore } from 'react';

/** Below `--breakpoint-md`: nothing has room for a second column there. */
const query = globalThis.matchMedia?.('(width < 52rem)');

const subscribe = (listener: () => void): (() => void) => {
  query?.addEventListener('change', listener);
  return () => query?.removeEventListener('change', listener);
};

/** Whether the window is too small for a wide sidebar. */
export const useIsSmall = (): boolean => useSyncExternalStore(subscribe, () => query?.matches ?? false);
