import type { settings as english } from '../en/settings.ts';

export const settings: typeof english = {
  title: 'Einstellungen',
  description: 'Sofort gespeichert und in jedem Fenster gleich.',
  appearance: 'Darstellung',
  connection: 'Port und Protokoll',
  saved: 'Gespeichert',
  fields: {
    theme: {
      label: 'Erscheinungsbild',
      help: 'Folgt dem System oder bleibt hell oder dunkel.',
      options: { system: 'System', light: 'Hell', dark: 'Dunkel' },
    },
    language: {
      label: 'Sprache',
      help: 'Die Sprache des Fensters, seiner Datumsangaben und Zahlen.',
      options: { system: 'System', en: 'English', de: 'Deutsch' },
    },
    port: {
      label: 'Port',
      help: 'Leer: 4747 oder der nächste freie. Eine Zahl gilt genau so, sonst endet der Start mit einer klaren Meldung.',
      placeholder: 'Automatisch',
    },
    bodyLimit: {
      label: 'Größte Anfrage',
      help: 'Eine größere Anfrage an den Port wird abgelehnt.',
      unit: 'MiB',
    },
    logLevel: {
      label: 'Ausführlichkeit des Protokolls',
      help: 'Wie viel in der Protokolldatei steht. Schlüssel und Nachrichten stehen nie darin.',
      options: { error: 'Fehler', warn: 'Warnungen', info: 'Normal', debug: 'Ausführlich', trace: 'Alles' },
    },
  },
  fromNextStart: 'Gilt ab dem nächsten Start.',
  reasons: {
    'port-taken': 'Ein anderes Programm benutzt diesen Port. Es schließen oder einen anderen Port wählen.',
    'port-not-allowed': 'Dieses System gibt diesen Port nicht frei. Einen ab 1024 wählen.',
  },
  about: {
    title: 'Über Switchyard',
    version: 'Version',
    shell: 'Läuft als',
    shells: { electron: 'Desktop-App', headless: 'Host mit Browserfenster' },
    platform: 'System',
    logFile: 'Protokolldatei',
    address: 'Adresse',
    copyPath: 'Pfad kopieren',
  },
};
