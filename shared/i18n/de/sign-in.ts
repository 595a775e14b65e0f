import type { signIn as english } from '../en/sign-in.ts';

export const signIn: typeof english = {
  title: 'Anmeldung',
  description:
    'Sie geben auf der Seite des Anbieters einen kurzen Code ein. Kein Schlüssel muss erstellt oder kopiert werden.',
  start: 'Mit einem Code anmelden',
  again: 'Neu anmelden',
  another: 'Mit einem anderen Konto anmelden',
  dialogTitle: (vendor) => `Anmelden bei ${vendor}`,
  orKey: 'Oder ein Token einfügen',
  code: 'Ihr Code',
  copy: 'Code kopieren',
  help: (host) => `Geben Sie diesen Code auf ${host} ein. Sobald das geschehen ist, geht es hier von selbst weiter.`,
  open: (host) => `${host} öffnen`,
  starting: 'Der Code wird geholt …',
  waiting: 'Wartet, bis Sie dort fertig sind …',
  validFor: (time) => `Der Code gilt noch ${time}.`,
  done: 'Angemeldet',
  failed: 'Die Anmeldung ist nicht gelungen',
  restart: 'Neuen Code holen',
  reasons: {
    CANCELLED: 'Sie wurde auf der Seite des Anbieters abgelehnt.',
    REQUEST_TIMEOUT: 'Der Code wurde nicht rechtzeitig eingegeben.',
    NOT_FOUND: 'Sie wurde aufgegeben, oder die App wurde inzwischen neu gestartet.',
  },
  state: {
    ready: 'Angemeldet',
    resting: 'Angemeldet, ruht eine Weile',
    refused: 'Die Anmeldung ist beendet oder wurde zurückgenommen',
    none: 'Nicht angemeldet',
  },
};
