import { useEffect } from 'react';
import { isShortcut } from '../lib/shortcut.ts';
import { commandFor } from './commands.ts';
import { closeOverlay, openOverlay } from './overlays.ts';

// A toast has the role of a dialog as well, and a dialog that fades out is still there: neither holds anybody up.
const dialogs = ['dialog', 'alertdialog'].map((role) => `[role="${role}"][data-open]:not([data-toasts] *)`).join(',');
const isDialogOpen = (): boolean => document.querySelector(dialogs) !== null;

/** The keys that work everywhere in the window. While a dialog is open only the palette's own key does. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      if (isShortcut(event, 'mod+k')) {
        event.preventDefault();
        if (document.querySelector('[data-palette][data-open]')) closeOverlay();
        else if (!isDialogOpen()) openOverlay('palette');
        return;
      }
      if (isDialogOpen()) return;
      const command = commandFor(event);
      if (!command) return;
      event.preventDefault();
      command.run();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
