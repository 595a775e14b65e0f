import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

interface Waiting {
  answer: (isOpen: boolean) => void;
}

const store = createStore<{ waiting: readonly Waiting[] }>(() => ({ waiting: [] }));

/**
 * Asks for the passphrase, or for a new one where there is none yet. Call it when something failed with VAULT_LOCKED or
 * VAULT_NOT_SET_UP, and do that again when it gives true. False: the person closed the dialog.
 */
export function requestVault(): Promise<boolean> {
  return new Promise((answer) => store.setState(({ waiting }) => ({ waiting: [...waiting, { answer }] })));
}

/** The dialog's side: everybody who waits gets the same answer. */
export function answerVault(isOpen: boolean): void {
  const { waiting } = store.getState();
  store.setState({ waiting: [] });
  for (const { answer } of waiting) answer(isOpen);
}

export const useIsVaultAsked = (): boolean => useStore(store, ({ waiting }) => waiting.length > 0);
