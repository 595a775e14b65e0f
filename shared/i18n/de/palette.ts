import type { palette as english } from '../en/palette.ts';

export const palette: typeof english = {
  title: 'Befehlspalette',
  placeholder: 'Befehl eingeben oder suchen …',
  empty: 'Nichts gefunden.',
  groups: { rooms: 'Gehe zu', actions: 'Aktionen', conversations: 'Unterhaltungen', appearance: 'Darstellung' },
  goTo: (room) => `Gehe zu ${room}`,
  newChat: 'Neuer Chat',
  addProvider: 'Anbieter hinzufügen',
  theme: { system: 'Erscheinungsbild: System', light: 'Erscheinungsbild: Hell', dark: 'Erscheinungsbild: Dunkel' },
  language: { system: 'Sprache: System', en: 'Sprache: English', de: 'Sprache: Deutsch' },
  toggleSidebar: 'Seitenleiste ein- oder ausblenden',
  shortcuts: {
    title: 'Tastenkürzel',
    open: 'Tastenkürzel anzeigen',
    palette: 'Befehlspalette',
    room: (room) => `Gehe zu ${room}`,
    general: 'Allgemein',
  },
};
