import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { toastError } from '../../app/toast-error.ts';
import type { DraftPlace } from './drafts.ts';
import { chatStore, useChat } from './store.ts';

const key = 'switchyard.new-chat-local-only';

function kept(): boolean {
  try {
    return globalThis.localStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}

/** Of the chat that is not begun yet. Kept like its draft: after a reload the text must not go where it was not to. */
const forNew = createStore<{ isOn: boolean }>(() => ({ isOn: kept() }));

function setForNew(isOn: boolean): void {
  forNew.setState({ isOn });
  try {
    if (isOn) globalThis.localStorage.setItem(key, 'yes');
    else globalThis.localStorage.removeItem(key);
  } catch {
    // It holds for as long as the window is open.
  }
}

/** The new chat was begun; the next one starts as any other. */
export const forgetNewLocalOnly = (): void => setForNew(false);

/** Whether what is written at a place stays on this computer, and the switch for it. */
export function useLocalOnly(place: DraftPlace): { isLocalOnly: boolean; setLocalOnly: (isOn: boolean) => void } {
  const isNewOn = useStore(forNew, ({ isOn }) => isOn);
  const isOn = useChat(({ summaries }) => summaries?.find(({ id }) => id === place)?.isLocalOnly ?? false);
  if (place === 'new') return { isLocalOnly: isNewOn, setLocalOnly: setForNew };
  return {
    isLocalOnly: isOn,
    setLocalOnly: (next) => void chatStore.getState().setLocalOnly(place, next).catch(toastError),
  };
}
