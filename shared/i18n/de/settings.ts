import type { settings as english } from '../en/settings.ts';

export const settings: typeof english = {
  title: 'Einstellungen',
  description: 'Sofort gespeichert und in jedem Fenster gleich.',
  appearance: 'Darstellung',
  models: 'Lokale Modelle',
  limits: 'Grenzen und Pausen',
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
    engineBackend: {
      label: 'Rechnen auf',
      help: 'Was lokale Modelle benutzen, wenn ihre eigenen Einstellungen nichts sagen. Fehlt es, rechnet die CPU, und das wird gesagt.',
      options: { auto: 'Dem Besten, was da ist', cuda: 'CUDA', vulkan: 'Vulkan', metal: 'Metal', cpu: 'CPU' },
    },
    engineIsolation: {
      label: 'Wo Modelle laufen',
      help: 'Automatisch: in Switchyard, und ein Modell, das schon einmal abgestürzt ist, in einem eigenen Prozess.',
      options: { auto: 'Automatisch', 'in-process': 'In Switchyard', 'own-process': 'Eigener Prozess' },
    },
    keepAlive: {
      label: 'Modelle geladen lassen',
      help: 'Nach der letzten Antwort. 0 entlädt sofort, leer behält sie, bis der Speicher gebraucht wird.',
      placeholder: 'Für immer',
      unit: 'min',
    },
    modelMemoryLimit: {
      label: 'Speicher für Modelle',
      help: 'Was alle geladenen Modelle zusammen nehmen dürfen, Grafik- und Arbeitsspeicher. Leer: was der Computer hat.',
      placeholder: 'Keine Grenze',
      unit: 'MiB',
    },
    findForeignModels: {
      label: 'Modelle anderer Programme finden',
      help: 'Sieht in den Ordnern von LM Studio, Ollama, llama.cpp und Hugging Face nach. Dort wird nichts geändert.',
    },
    breakerFailures: {
      label: 'Fehler bis zur Pause',
      help: 'Nach so vielen wird ein Modell eine Weile nicht gefragt, wo ein anderes gefragt werden kann.',
      unit: 'in Folge',
    },
    breakerRest: {
      label: 'Länge der Pause',
      help: 'Danach versucht eine Anfrage, ob es wieder geht.',
      unit: 's',
    },
    requestsPerMinute: {
      label: 'Anfragen pro Minute',
      help: 'An alle Anbieter zusammen. Leer: ohne Grenze. Jeder Anbieter kann eine eigene haben.',
      placeholder: 'Ohne Grenze',
      unit: '/ min',
    },
    tokensPerMinute: {
      label: 'Tokens pro Minute',
      help: 'Von allen Anbietern zusammen, Fragen und Antworten. Leer: ohne Grenze.',
      placeholder: 'Ohne Grenze',
      unit: '/ min',
    },
    limitWait: {
      label: 'Warten auf eine Grenze',
      help: 'So lange wartet eine Anfrage, bis sie an der Reihe ist; dann wird sie abgelehnt. 0 lehnt sofort ab.',
      unit: 's',
    },
    healthMinutes: {
      label: 'Anbieter prüfen alle',
      help: 'Jeder eingeschaltete Anbieter wird nach seinen Modellen gefragt, was nichts kostet. Leer: nur auf Wunsch.',
      placeholder: 'Nie',
      unit: 'min',
    },
    systemNotices: {
      label: 'Meldungen des Systems',
      help: 'Sagt über das System Bescheid, wenn ein Anbieter ausfällt und wenn er wieder da ist, auch bei geschlossenem Fenster.',
    },
    responseCacheSize: {
      label: 'Antwortspeicher',
      help: 'Was aufgehobene Antworten belegen dürfen. Nur Anfragen, die es wünschen, werden daraus beantwortet. 0 hebt keine auf.',
      unit: 'MiB',
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
