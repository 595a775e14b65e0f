import type { desktop as english } from '../en/desktop.ts';

export const desktop: typeof english = {
  crashTitle: 'Das Fenster ist abgestürzt',
  crashBody: 'Antworten laufen im Hintergrund weiter, und nichts Gespeichertes geht verloren.',
  hangTitle: 'Das Fenster reagiert nicht',
  hangBody: 'Warte noch etwas oder lade es neu. Antworten laufen im Hintergrund weiter.',
  reload: 'Neu laden',
  wait: 'Warten',
  closeWindow: 'Fenster schließen',
};
