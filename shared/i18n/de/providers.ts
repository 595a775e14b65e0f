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

  environmentKeys: {
    title: 'Schlüssel auf diesem Computer',
    description:
      'Sie stehen in der Umgebung, in der Switchyard gestartet wurde. Beim Hinzufügen werden sie verschlüsselt gespeichert.',
    add: 'Hinzufügen',
    addNamed: (vendor) => `${vendor} mit dem gefundenen Schlüssel hinzufügen`,
  },

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
    realtime: 'Echtzeit',
    reranking: 'Rangfolge',
    moderation: 'Inhaltsprüfung',
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
    'other-vendor': 'Das sieht wie der Schlüssel eines anderen Anbieters aus.',
    'key-letters':
      'Darin stehen Leerzeichen, Umbrüche oder Zeichen, die kein Schlüssel hat. Den Schlüssel noch einmal kopieren.',
    'key-known': 'Der Anbieter hat diesen Schlüssel schon.',
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
  general: 'Allgemein',
  openSettings: 'Seine Einstellungen öffnen',
  parts: {
    label: (name) => `Bereiche von ${name}`,
    overview: 'Übersicht',
    changes: 'etwas hat sich geändert',
    notSaved: 'noch nicht gespeichert',
  },
  saved: 'Gespeichert',
  settingTexts: {
    'Providers to try first': 'Zuerst zu fragende Anbieter',
    'Their short names in the order wished for, with commas between.':
      'Ihre Kurznamen in der gewünschten Reihenfolge, mit Kommas dazwischen.',
    'Others may answer': 'Andere dürfen antworten',
    'When those to try first do not. Off, the request fails then.':
      'Wenn die zuerst gefragten es nicht tun. Aus: Die Anfrage scheitert dann.',
    'Only these providers': 'Nur diese Anbieter',
    'Nobody else is asked. Empty is everybody.': 'Niemand sonst wird gefragt. Leer sind alle.',
    'Never these providers': 'Nie diese Anbieter',
    'Their short names, with commas between.': 'Ihre Kurznamen, mit Kommas dazwischen.',
    'Only providers that keep no prompts': 'Nur Anbieter, die keine Prompts behalten',
    'Those that store what they are sent, or train on it, are not asked.':
      'Wer speichert, was er bekommt, oder damit trainiert, wird nicht gefragt.',
    'What counts most': 'Was am meisten zählt',
    'Balanced shares the requests out by price among those that work.':
      'Ausgewogen verteilt die Anfragen nach Preis auf alle, die erreichbar sind.',
    balanced: 'Ausgewogen',
    price: 'Preis',
    throughput: 'Durchsatz',
    latency: 'Wartezeit',
    'Highest input price': 'Höchster Eingabepreis',
    'Highest output price': 'Höchster Ausgabepreis',
    'US dollars per million tokens. Empty is without a limit.': 'US-Dollar je Million Token. Leer ist ohne Grenze.',
    'Name of your app': 'Name der eigenen App',
    'Named in its rankings and on your own page there. Empty is not sent.':
      'Steht in den Ranglisten und auf der eigenen Seite dort. Leer wird nicht gesendet.',
    'Address of your app': 'Adresse der eigenen App',
    'Sent as HTTP-Referer, which its rankings go by. Empty is not sent.':
      'Als HTTP-Referer gesendet, nach dem die Ranglisten gehen. Leer wird nicht gesendet.',
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
    noneNeeded: 'Kein Schlüssel ist gespeichert. Nötig ist einer nur, wenn der Server danach fragt.',
    add: 'Schlüssel hinzufügen',
    label: 'Bezeichnung',
    labelHelp: 'Um Schlüssel zu unterscheiden, zum Beispiel „Arbeit“.',
    unnamed: 'Schlüssel',
    enabled: (label) => `Schlüssel ${label} verwenden`,
    order: 'Platz',
    key: 'Schlüssel',
    group: 'Kontogruppe',
    state: 'Zustand',
    lastUsed: 'Zuletzt benutzt',
    inUse: 'An',
    actions: 'Aktionen',
    actionsFor: (label) => `Aktionen für den Schlüssel ${label}`,
    detailsOf: (label) => `Details zum Schlüssel ${label}`,

    states: {
      ready: 'Bereit',
      resting: (until) => `Ruht bis ${until}`,
      refused: 'Abgelehnt',
      off: 'Aus',
      due: 'Ersatz fällig',
    },
    nextTry: (when) => `Versuch ${when}`,
    olderThan: (days, isOne) => `älter als ${days} ${isOne ? 'Tag' : 'Tage'}`,
    notForModels: (count, isOne) => `nicht für ${count} ${isOne ? 'Modell' : 'Modelle'}`,
    refusedModels: (models) => `Darf nicht nutzen: ${models}`,

    edit: 'Schlüssel bearbeiten',
    groupHelp: 'Wessen Konto zahlt, damit sich Kosten trennen lassen.',
    position: 'Platz in der Reihenfolge',
    positionHelp: (count) => `Von 1 bis ${count}. 1 kommt zuerst, die anderen, wenn er ruht.`,
    rotateAfter: 'Ersatz fällig nach',
    rotateAfterHelp: 'Gezählt ab dem Tag, an dem der Schlüssel hinzukam oder ersetzt wurde. Leer ist nie.',
    days: 'Tage',
    moveUp: 'Nach oben',
    moveDown: 'Nach unten',
    moved: (label, place, count) => `${label} steht jetzt an Stelle ${place} von ${count}.`,

    test: 'Schlüssel testen',
    testing: 'Test läuft …',
    testPassed: (models, isOne) =>
      `Der Test ist gelungen: Der Anbieter nimmt den Schlüssel an und nennt ${models} ${isOne ? 'Modell' : 'Modelle'}.`,
    testPassedUnsure:
      'Der Test fand keinen Fehler, aber der Anbieter nennt keine Modelle. Ob er den Schlüssel annimmt, zeigt die erste Anfrage.',
    testFailed: (reason) => `Der Test ist fehlgeschlagen: ${reason}`,

    replace: 'Schlüssel ersetzen',
    replaceTitle: (label) => `Schlüssel ${label} ersetzen`,
    replaceHelp: 'Der alte bleibt, bis der neue angenommen wurde.',
    newKey: 'Neuer Schlüssel',
    submit: 'Testen und ersetzen',
    oldStays: (reason) => `${reason}. Der alte Schlüssel bleibt.`,
    replaced: 'Der Schlüssel wurde ersetzt',
    replacedTested: 'Der Anbieter hat den neuen angenommen.',
    replacedUntested:
      'Er ließ sich nicht testen: Der Anbieter hat keine Liste von Modellen, mit der man einen Schlüssel versuchen kann.',

    limits: (when) => `Grenzen, gelesen ${when}`,
    limitUnits: {
      requests: (isOne) => (isOne ? 'Anfrage' : 'Anfragen'),
      tokens: () => 'Token',
      'input-tokens': (isOne) => (isOne ? 'gelesenes Token' : 'gelesene Token'),
      'output-tokens': (isOne) => (isOne ? 'geschriebenes Token' : 'geschriebene Token'),
    },
    limitWindows: { minute: 'je Minute', hour: 'je Stunde', day: 'je Tag', month: 'je Monat' },
    leftOf: (left, limit, unit) => `noch ${left} von ${limit} ${unit}`,
    left: (left, unit) => `noch ${left} ${unit}`,
    atMost: (limit, unit) => `höchstens ${limit} ${unit}`,
    resets: (when) => `neu ${when}`,
    hasReset: 'inzwischen neu',

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
    fetched: (when) => `Gelesen: ${when}`,
    stale: 'Die Liste ließ sich nicht neu laden. Dies sind die zuletzt bekannten Modelle.',
    disabled: 'Anbieter einschalten, um seine Modelle zu sehen.',
  },

  delete: 'Anbieter löschen',
  deleteTitle: (name) => `${name} löschen?`,
  deleteBody: (keys, isOne) =>
    `${keys} ${isOne ? 'gespeicherter Schlüssel wird' : 'gespeicherte Schlüssel werden'} mit gelöscht. Unterhaltungen bleiben, mit allen Antworten.`,
  deleteBodyNoKeys: 'Es sind keine Schlüssel gespeichert. Unterhaltungen bleiben, mit allen Antworten.',
  deleted: (name) => `${name} gelöscht`,
};
