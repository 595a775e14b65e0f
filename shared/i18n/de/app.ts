import type { app as english } from '../en/app.ts';

export const app: typeof english = {
  name: 'Switchyard',
  skipToContent: 'Zum Inhalt springen',
  connecting: 'Verbindung zum Host wird aufgebaut …',
  connectionLost: 'Verbindung zum Host verloren. Neuer Versuch läuft …',
  connectionBack: 'Wieder verbunden.',
  signedOut: {
    title: 'Dieses Fenster ist nicht angemeldet',
    body: 'Die im Terminal ausgegebene Adresse öffnen. Sie enthält ein Einmal-Token, das diesen Browser anmeldet.',
    again: 'Erneut versuchen',
  },
  crashed: {
    title: 'Dieser Bereich funktioniert nicht mehr',
    body: 'Nichts ist verloren: Gesendetes steht in der Datenbank. Das Fenster neu laden; tritt der Fehler noch einmal auf, helfen die Einzelheiten bei der Suche.',
    reload: 'Fenster neu laden',
    copyDetails: 'Einzelheiten kopieren',
  },
  setAside: {
    title: 'Die Datenbank war beschädigt und wurde beiseitegelegt',
    body: (file) =>
      `Nichts wurde gelöscht: Die beschädigte Datei heißt jetzt ${file}. Switchyard ist mit einer leeren Datenbank gestartet.`,
    restore: (when) => `Sicherung vom ${when} wiederherstellen`,
    dismiss: 'Neu beginnen',
    noBackup: 'Es gibt keine Sicherung, die sich wiederherstellen lässt.',
  },
};
