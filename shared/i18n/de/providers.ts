import type { providers as source } from '../en/providers.ts';

export const providers: typeof source = {
  room: 'Anbieter',
  description: 'Konten und Server, die antworten. Schlüssel liegen verschlüsselt auf diesem Rechner.',
  add: 'Anbieter hinzufügen',
  empty: {
    title: 'Noch keine Anbieter',
    body: 'Ein Anbieter ist ein Konto bei einem Hersteller oder ein eigener Server. Der erste macht die erste Unterhaltung möglich.',
  },
  enabled: (name) => `${name} verwenden`,
  disabledBadge: 'Aus',
  models: (count, isOne) => `${count} ${isOne ? 'Modell' : 'Modelle'}`,
  noKey: 'Kein Schlüssel',
  noKeyNeeded: 'Kein Schlüssel nötig',
  unknownKind: 'Unbekannter Hersteller',
  actionsFor: (name) => `Aktionen für ${name}`,
  back: 'Alle Anbieter',
  chat: 'Unterhaltung beginnen',

  dialog: {
    title: 'Anbieter hinzufügen',
    description: 'Was soll angebunden werden?',
    formTitle: (kind) => `${kind} hinzufügen`,
    back: 'Andere Hersteller',
    submit: 'Hinzufügen und testen',
    testAgain: 'Noch einmal testen',
    addAnyway: 'Trotzdem hinzufügen',
    kinds: 'Hersteller',
  },
  kindHelp: {
    ownServer: 'Ein Server an beliebiger Adresse',
    account: 'Ein Konto mit API-Schlüssel',
  },

  reasons: {
    required: 'Dieses Feld wird gebraucht.',
    'too-long': 'Das ist zu lang.',
    'not-a-url': 'Das ist keine Adresse. Eine sieht so aus: https://api.example.com/v1 oder http://localhost:1234/v1.',
    scheme: 'Die Adresse muss mit http:// oder https:// beginnen.',
    credentials: 'Hier gehören weder Benutzername noch Passwort hin. Der Schlüssel hat ein eigenes Feld.',
    query: 'Die Adresse muss mit ihrem Pfad enden, ohne ? und #.',
    'key-letters':
      'Darin stehen Leerzeichen, Umbrüche oder Zeichen, die kein Schlüssel hat. Den Schlüssel noch einmal kopieren.',
  },

  name: 'Name',
  nameMissing: 'Ein Name fehlt.',
  apiKey: 'API-Schlüssel',
  apiKeyOptional: 'API-Schlüssel (freiwillig)',
  apiKeyHelp: 'Wird verschlüsselt gespeichert und nie wieder gezeigt.',
  apiKeyMissing: 'Ein Schlüssel fehlt.',
  getKey: 'Schlüssel holen',
  moreSettings: 'Weitere Einstellungen',
  settings: 'Einstellungen',
  saved: 'Gespeichert',
  settingWords: {
    baseUrl: { label: 'Basisadresse', help: 'Wo die API beginnt; meist endet sie auf /v1.' },
    organization: { label: 'Organisation', help: 'Nur wenn der Schlüssel zu mehreren gehört.' },
    project: { label: 'Projekt', help: 'Nur wenn der Verbrauch einem Projekt zugerechnet werden soll.' },
  },

  keys: {
    title: 'Schlüssel',
    none: 'Kein Schlüssel ist gespeichert.',
    add: 'Schlüssel hinzufügen',
    label: 'Bezeichnung',
    labelHelp: 'Um Schlüssel zu unterscheiden, zum Beispiel „Arbeit“.',
    unnamed: 'Schlüssel',
    enabled: (label) => `Schlüssel ${label} verwenden`,
    neverUsed: 'Nie benutzt',
    lastUsed: (when) => `Zuletzt benutzt: ${when}`,
    delete: 'Schlüssel löschen',
    deleteTitle: (label) => `Schlüssel ${label} löschen?`,
    deleteBody:
      'Switchyard vergisst den Schlüssel endgültig. Beim Hersteller bleibt er gültig, bis er dort widerrufen wird.',
  },

  test: {
    title: 'Verbindung',
    run: 'Testen',
    running: 'Test läuft …',
    never: 'In dieser Sitzung nicht getestet.',
    passed: 'Verbunden',
    failed: 'Fehlgeschlagen',
    ranAt: (when) => `Getestet: ${when}`,
    steps: { key: 'Schlüssel', connection: 'Verbindung', models: 'Modelle' },
    waiting: 'wartet',
    skipped: 'nicht erreicht',
    ok: 'gelungen',
    notOk: 'fehlgeschlagen',
  },

  modelList: {
    title: 'Modelle',
    refresh: 'Neu laden',
    search: 'Modelle durchsuchen',
    none: 'Dieser Anbieter antwortet, nennt aber keine Modelle; so gibt es nichts zum Chatten. Auf dem Server ein Modell laden oder die Rechte des Schlüssels prüfen, dann neu laden.',
    noMatch: (query) => `Kein Modell heißt „${query}“.`,
    fetched: (when) => `Gelesen: ${when}`,
    stale: 'Die Liste ließ sich nicht neu laden. Dies sind die zuletzt bekannten Modelle.',
    disabled: 'Anbieter einschalten, um seine Modelle zu sehen.',
    more: (count) => `und ${count} weitere`,
  },

  delete: 'Anbieter löschen',
  deleteTitle: (name) => `${name} löschen?`,
  deleteBody: (keys, isOne) =>
    `${keys} ${isOne ? 'gespeicherter Schlüssel wird' : 'gespeicherte Schlüssel werden'} mit gelöscht. Unterhaltungen bleiben, mit allen Antworten.`,
  deleteBodyNoKeys: 'Es sind keine Schlüssel gespeichert. Unterhaltungen bleiben, mit allen Antworten.',
  deleted: (name) => `${name} gelöscht`,
};
