import type { responseCache as english } from '../en/response-cache.ts';

export const responseCache: typeof english = {
  title: 'Aufgehobene Antworten',
  kept: 'Zurzeit darin',
  entries: (count, size) => (count === '1' ? `1 Antwort, ${size}` : `${count} Antworten, ${size}`),
  saved: (hits, money) =>
    hits === '1' ? `Einmal erneut gegeben, gespart: ${money}.` : `${hits}-mal erneut gegeben, gespart: ${money}.`,
  never: 'Bisher wurde keine erneut gegeben.',
  empty: 'Leeren',
  emptied: 'Der Antwortspeicher ist leer.',
};
