import type { rooms as english } from '../en/rooms.ts';

export const rooms: typeof english = {
  notBuilt: 'Noch nicht gebaut',
  usage: {
    title: 'Verbrauch',
    description: 'Was gefragt wurde, von wem und was es gekostet hat.',
    body: 'Hier stehen später Tokens, Kosten, Budgets und Warnungen. Bis dahin stehen Tokens und Zeiten einer Antwort im Chat unter ihr.',
    action: 'Chat öffnen',
  },
};
