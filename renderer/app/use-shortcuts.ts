import { useEffect } from 'react';
import { isDialogOpen } from '../lib/open-dialog.ts';
import { isShortcut } from '../lib/shortcut.ts';
import { commandFor } from './commands.ts';
import { closeOverlay, openOverlay } from './overlays.ts';

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
