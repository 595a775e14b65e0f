import type { rooms as english } from '../en/rooms.ts';

export const rooms: typeof english = {
  notBuilt: 'Noch nicht gebaut',
  models: {
    title: 'Modelle',
    description: 'Lokale GGUF-Modelle und die Modelle aller Anbieter in einer Liste.',
    body: 'Hier lassen sich später Modelle finden, herunterladen und auf diesem Rechner ausführen. Bis dahin stehen die Modelle eines Anbieters bei diesem Anbieter.',
    action: 'Anbieter öffnen',
  },
  routing: {
    title: 'Routing',
    description: 'Welches Modell welche Anfrage beantwortet.',
    body: 'Hier entstehen Aliasse, Regeln und Ausweichwege. Bis dahin geht jede Nachricht an das Modell, das neben ihr gewählt ist.',
    action: 'Chat öffnen',
  },
  usage: {
    title: 'Verbrauch',
    description: 'Was gefragt wurde, von wem und was es gekostet hat.',
    body: 'Hier stehen später Tokens, Kosten, Budgets und Warnungen. Bis dahin stehen Tokens und Zeiten einer Antwort im Chat unter ihr.',
    action: 'Chat öffnen',
  },
};
