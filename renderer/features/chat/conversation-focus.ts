import type { ConversationId } from '../../../shared/model/ids.ts';

/** Puts the focus on a row of the list, once the row is drawn. */
export function focusConversation(id: ConversationId): void {
  // After a menu that closes now has given the focus back.
  setTimeout(() =>
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-conversation="${id}"]`)?.focus()),
  );
}

/** Whether what had the focus is gone, or goes with a toast. */
export const isFocusLost = (): boolean =>
  document.activeElement === document.body || document.activeElement?.closest('[data-toasts]') != null;
