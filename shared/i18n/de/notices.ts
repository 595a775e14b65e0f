import type { notices as english } from '../en/notices.ts';

export const notices: typeof english = {
  key: (label) => `Schlüssel ${label}`,
  titles: {
    'incident-opened': (what) => `Ausgefallen: ${what}`,
    'incident-reopened': (what) => `Wieder ausgefallen: ${what}`,
    'incident-closed': (what) => `Läuft wieder: ${what}`,
  },
};
