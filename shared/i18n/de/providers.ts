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
    description: 'Was soll angebunden werden? Oder einen Schlüssel einfügen.',
    search: 'Hersteller suchen oder Schlüssel einfügen',
    service: 'Wofür',
    allServices: 'Alle',
    noKind: (query) =>
      `Kein Hersteller heißt „${query}“. Die meisten Server sprechen die Form von OpenAI: „OpenAI-compatible“ nehmen.`,
    formTitle: (kind) => `${kind} hinzufügen`,
    back: 'Andere Hersteller',
    submit: 'Hinzufügen und testen',
    testAgain: 'Noch einmal testen',
    addAnyway: 'Trotzdem hinzufügen',
    kinds: 'Hersteller',
  },
  services: {
    language: 'Chat',
    embedding: 'Einbettungen',
    image: 'Bilder',
    speech: 'Sprachausgabe',
    transcription: 'Transkription',
    reranking: 'Rangfolge',
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
  settingTexts: {
    'Base URL': 'Basisadresse',
    'Where its API begins; most end in /v1.': 'Wo die API beginnt; meist endet sie auf /v1.',
    'Only to be changed for a proxy in between.': 'Nur für einen Proxy dazwischen zu ändern.',
    Organization: 'Organisation',
    'Only for keys that belong to more than one.': 'Nur für Schlüssel, die zu mehreren gehören.',
    Project: 'Projekt',
    'Only for keys that are not bound to a project.': 'Nur für Schlüssel, die an kein Projekt gebunden sind.',
    Region: 'Region',
    Location: 'Standort',
    'Where the models run; not every model is everywhere.': 'Wo die Modelle laufen; nicht jedes gibt es überall.',
    Profile: 'Profil',
    'Of ~/.aws/credentials; used where no key is given.': 'Aus ~/.aws/credentials; gilt, wenn kein Schlüssel da ist.',
    Role: 'Rolle',
    'Taken on with the key or the profile before anything is asked.':
      'Wird mit Schlüssel oder Profil angenommen, bevor etwas gefragt wird.',
    'Where its Messages API begins; /v1 is added where no version stands at the end.':
      'Wo seine Messages-API beginnt; /v1 kommt dazu, wenn keine Version am Ende steht.',
    'Resource or endpoint': 'Ressource oder Endpunkt',
    'The name of the resource, or the endpoint that Azure shows for it.':
      'Der Name der Ressource oder der Endpunkt, den Azure dafür zeigt.',
    'API version': 'API-Version',
    'Empty is the v1 API. A date, as in 2024-10-21, uses addresses with the deployment in them.':
      'Leer ist die v1-API. Ein Datum wie 2024-10-21 nimmt Adressen, in denen die Bereitstellung steht.',
    'API for chat': 'API für Chats',
    'chat is what every deployment knows; responses is for those that know nothing else.':
      'chat kennt jede Bereitstellung; responses ist für solche, die nichts anderes kennen.',
    'Chat completions, or Responses. Models that know only the one are asked through it.':
      'Chat Completions oder Responses. Modelle, die nur das eine kennen, werden darüber gefragt.',
    'Entra tenant': 'Entra-Mandant',
    'Only to sign in with Entra ID; the key is then the client secret.':
      'Nur für die Anmeldung mit Entra ID; der Schlüssel ist dann das Geheimnis des Clients.',
    'Entra client ID': 'Entra-Client-ID',
    'Only to sign in with Entra ID.': 'Nur für die Anmeldung mit Entra ID.',
    'Account ID': 'Konto-ID',
    'On the overview page of your account in the Cloudflare dashboard.':
      'Auf der Übersichtsseite des Kontos im Dashboard von Cloudflare.',
    'Empty is the project that the service account belongs to.': 'Leer ist das Projekt, zu dem das Dienstkonto gehört.',
    'Where it answers; on this computer or another.': 'Wo er antwortet; auf diesem Computer oder einem anderen.',
    Provider: 'Anbieter',
    'Where requests go whose model does not name it: @your-slug, or openai for a gateway of your own.':
      'Wohin Anfragen gehen, deren Modell es nicht nennt: @kürzel, oder openai bei einem eigenen Gateway.',
    Config: 'Konfiguration',
    'A saved config for routing, retries or caching.':
      'Eine gespeicherte Konfiguration für Wege, Wiederholungen oder Zwischenspeicher.',
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
    images: 'Sieht Bilder',
    deprecated: 'Läuft aus',
    context: (tokens) => `${tokens} Token`,
    price: (input, output) => `${input} · ${output}`,
    priceHelp: 'US-Dollar je Million Token: gelesen · geschrieben',
    unpriced: 'Ohne Preis',
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
