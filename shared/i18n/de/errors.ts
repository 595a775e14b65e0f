import type { errors as english } from '../en/errors.ts';

export const errors: typeof english = {
  VALIDATION_FAILED: {
    title: 'Etwas an der Eingabe stimmt nicht',
    remedy: 'Das markierte Feld prüfen und erneut versuchen.',
  },
  BODY_TOO_LARGE: {
    title: 'Das ist zu groß',
    remedy: 'Weniger senden oder die größte Anfrage in den Einstellungen erhöhen.',
  },
  HEADERS_TOO_LARGE: {
    title: 'Die Kopfzeilen sind zu groß',
    remedy: 'Weniger oder kürzere Kopfzeilen und Cookies senden.',
  },
  REQUEST_TIMEOUT: { title: 'Die Anfrage kam nicht rechtzeitig an', remedy: 'Noch einmal senden.' },
  UNKNOWN_CALL: {
    title: 'Der Host kennt diesen Aufruf nicht',
    remedy: 'Fenster und Host haben vielleicht verschiedene Versionen. Das Fenster neu laden.',
  },
  NOT_FOUND: { title: 'Das gibt es nicht mehr', remedy: 'Vielleicht wurde es in einem anderen Fenster gelöscht.' },
  PROVIDER_NOT_FOUND: {
    title: 'Diesen Anbieter gibt es nicht mehr',
    remedy: 'Einen anderen Anbieter wählen oder ihn neu hinzufügen.',
  },
  MODEL_NOT_FOUND: {
    title: 'Dieses Modell gibt es nicht',
    remedy: 'Ein anderes Modell wählen oder die Modellliste auffrischen.',
  },
  NO_TARGET: {
    title: 'Niemand darf das beantworten',
    remedy: 'Ein Modell hinzufügen, das es darf, oder die Regel oder den Alias unter Routing ändern.',
  },
  REFUSED_BY_RULE: {
    title: 'Eine Regel lehnt das ab',
    remedy: 'Unter Routing steht, welche; dort lässt sie sich ändern, wenn es nicht so gemeint ist.',
  },
  CONFLICT: {
    title: 'Das verträgt sich nicht mit etwas Vorhandenem',
    remedy: 'Den jetzigen Stand ansehen und erneut versuchen.',
  },
  CANCELLED: { title: 'Abgebrochen', remedy: 'Es geschieht nichts weiter. Bei Bedarf neu starten.' },
  TOKEN_MISSING: {
    title: 'Dieses Fenster ist nicht angemeldet',
    remedy: 'Die im Terminal ausgegebene Adresse öffnen.',
  },
  TOKEN_INVALID: {
    title: 'Die Anmeldung ist nicht gültig',
    remedy: 'Die neueste Adresse aus dem Terminal öffnen. Jede gilt einmal.',
  },
  HOST_NOT_ALLOWED: {
    title: 'Diese Adresse ist nicht erlaubt',
    remedy: 'Switchyard auf diesem Rechner unter der ausgegebenen Adresse öffnen.',
  },
  ORIGIN_NOT_ALLOWED: {
    title: 'Eine fremde Seite wollte Switchyard erreichen',
    remedy: 'Das darf nur das eigene Fenster. Die andere Seite schließen.',
  },
  SENDER_NOT_TRUSTED: { title: 'Die Anfrage kam nicht aus dem Switchyard-Fenster', remedy: 'Das Fenster neu laden.' },
  INVALID_API_KEY: {
    title: 'Der Anbieter nimmt den API-Schlüssel nicht an',
    remedy: 'Den Schlüssel beim Anbieter prüfen oder einen neuen erstellen.',
  },
  PERMISSION_DENIED: {
    title: 'Der Schlüssel darf das nicht',
    remedy: 'Es auf der Seite des Anbieters erlauben oder einen anderen Schlüssel oder ein anderes Modell nehmen.',
  },
  PAYMENT_REQUIRED: {
    title: 'Der Anbieter verlangt eine Zahlung',
    remedy: 'Auf der Seite des Anbieters Guthaben aufladen.',
  },
  QUOTA_EXCEEDED: {
    title: 'Das Kontingent ist aufgebraucht',
    remedy: 'Warten, bis es neu beginnt, es erhöhen oder einen anderen Anbieter nehmen.',
  },
  RATE_LIMITED: { title: 'Zu viele Anfragen in kurzer Zeit', remedy: 'Einen Moment warten und erneut versuchen.' },
  PROVIDER_REJECTED: {
    title: 'Der Anbieter hat die Anfrage abgelehnt',
    remedy: 'Die Details sagen, warum. Ein anderes Modell nimmt sie vielleicht an.',
  },
  CONTEXT_TOO_LONG: {
    title: 'Die Unterhaltung ist zu lang für dieses Modell',
    remedy: 'Einen neuen Chat beginnen oder ein Modell mit größerem Kontext wählen.',
  },
  CONTENT_REFUSED: {
    title: 'Der Anbieter hat den Inhalt abgelehnt',
    remedy: 'Anders formulieren oder ein anderes Modell wählen.',
  },
  PROVIDER_UNHEALTHY: {
    title: 'Der Anbieter hat eine Störung',
    remedy: 'Gleich noch einmal versuchen oder einen anderen Anbieter nehmen.',
  },
  PROVIDER_UNREACHABLE: {
    title: 'Der Anbieter ist nicht erreichbar',
    remedy: 'Adresse und Netzwerk prüfen. Ein lokaler Server muss laufen.',
  },
  PROVIDER_TIMEOUT: {
    title: 'Der Anbieter hat nicht rechtzeitig geantwortet',
    remedy: 'Erneut versuchen oder ein anderes Modell nehmen.',
  },
  PROVIDER_BAD_ANSWER: {
    title: 'Die Antwort des Anbieters ergibt keinen Sinn',
    remedy: 'Prüfen, ob die Adresse zu einer API dieser Art führt.',
  },
  STREAM_INTERRUPTED: {
    title: 'Die Antwort ist abgebrochen',
    remedy: 'Was angekommen ist, bleibt. Für eine ganze Antwort erneut versuchen.',
  },
  MODEL_FILE_INVALID: {
    title: 'Diese Datei ist kein ladbares Modell',
    remedy: 'Neu herunterladen. Unter Details steht, was an ihr falsch ist.',
  },
  MODEL_FILE_UNREADABLE: {
    title: 'Die Modelldatei lässt sich nicht lesen',
    remedy: 'Prüfen, ob sie noch da ist und gelesen werden darf.',
  },
  MODEL_TEMPLATE_INVALID: {
    title: 'Die Chat-Vorlage dieses Modells funktioniert nicht',
    remedy: 'Eine andere Datei davon nehmen. Rohe Vervollständigungen gehen auch ohne Vorlage.',
  },
  MODEL_FOLDER_UNREADABLE: {
    title: 'Ein Modellordner lässt sich nicht lesen',
    remedy: 'Lesen erlauben oder ihn in den Einstellungen von der Liste nehmen.',
  },
  MODEL_NAME_AMBIGUOUS: {
    title: 'Mehrere Modelle heißen so',
    remedy: 'Mehr vom Namen schreiben. Unter Details stehen die möglichen.',
  },
  MODEL_LACKS_CAPABILITY: { title: 'Das kann dieses Modell nicht', remedy: 'Ein Modell nehmen, das es kann.' },
  MODEL_LOAD_FAILED: {
    title: 'Das Modell ließ sich nicht laden',
    remedy: 'Unter Details steht, warum. Andere Ladeeinstellungen oder eine andere Datei können helfen.',
  },
  MODEL_LOAD_TIMEOUT: {
    title: 'Das Laden des Modells hat zu lange gedauert',
    remedy: 'Erneut versuchen, wenn der Computer weniger zu tun hat, oder ein kleineres Modell nehmen.',
  },
  MODEL_CRASHES: {
    title: 'Dieses Modell bringt die Engine zum Absturz',
    remedy: 'Die Datei aktualisieren oder eine andere nehmen. Es wird erst wieder versucht, wenn sie sich ändert.',
  },
  MODEL_WILL_NOT_FIT: {
    title: 'Für dieses Modell reicht der Speicher nicht',
    remedy: 'Die passenden Einstellungen nehmen, ein anderes Modell entladen oder ein kleineres wählen.',
  },
  MODEL_IN_USE: {
    title: 'Das Modell antwortet gerade',
    remedy: 'Warten, bis es fertig ist, oder die Antworten anhalten.',
  },
  LOCAL_QUEUE_FULL: {
    title: 'Zu viele Anfragen warten auf lokale Modelle',
    remedy: 'Einen Moment warten und erneut versuchen.',
  },
  UNSUPPORTED_PARAMETER: {
    title: 'Ein Parameter wird hier nicht unterstützt',
    remedy: 'Den unter Details genannten weglassen.',
  },
  UNSUPPORTED_SCHEMA: {
    title: 'Dieses JSON-Schema lässt sich nicht erzwingen',
    remedy: 'Den unter Details genannten Teil ändern.',
  },
  GRAMMAR_INVALID: { title: 'Die Grammatik ist nicht gültig', remedy: 'Ihre Regeln prüfen. Unter Details steht, wo.' },
  ENGINE_UNAVAILABLE: {
    title: 'Die lokale Engine läuft hier nicht',
    remedy: 'Unter Details steht, was fehlt. Cloud-Modelle gehen auch ohne sie.',
  },
  ENGINE_LOST: {
    title: 'Die Engine ist mitten in der Arbeit abgebrochen',
    remedy: 'Erneut versuchen; das Modell wird neu geladen.',
  },
  ENGINE_STALLED: {
    title: 'Das Modell antwortet nicht mehr',
    remedy: 'Erneut versuchen; das Modell wird neu geladen.',
  },
  VAULT_LOCKED: { title: 'Die gespeicherten Schlüssel sind gesperrt', remedy: 'Zum Fortfahren entsperren.' },
  VAULT_NOT_SET_UP: {
    title: 'Es gibt noch keinen Ort für Schlüssel',
    remedy: 'Eine Passphrase wählen, mit der Schlüssel gespeichert werden.',
  },
  VAULT_KEY_WRONG: {
    title: 'Damit lassen sich die Schlüssel nicht öffnen',
    remedy: 'Passphrase oder Hauptschlüssel prüfen. Es wurde nichts geändert.',
  },
  KEYCHAIN_UNAVAILABLE: {
    title: 'Der Schlüsselbund dieses Systems ist nicht nutzbar',
    remedy: 'Ihn entsperren oder starten, oder eine Passphrase nehmen.',
  },
  STORAGE_FULL: {
    title: 'Der Datenträger ist voll',
    remedy: 'Platz schaffen und erneut versuchen. Gespeichertes ist nicht verloren.',
  },
  STORAGE_UNWRITABLE: {
    title: 'Der Datenordner ist nicht beschreibbar',
    remedy: 'Seine Rechte prüfen oder mit SWITCHYARD_HOME einen anderen wählen.',
  },
  STORAGE_BUSY: {
    title: 'Ein anderes Programm benutzt die Datenbank',
    remedy: 'Erneut versuchen oder das Programm beenden, das sie sperrt.',
  },
  STORE_DAMAGED: {
    title: 'Die Datenbank ist beschädigt',
    remedy:
      'Switchyard neu starten: Besteht der Schaden weiter, wird eine Sicherung angeboten. Alle stehen in den Einstellungen unter „Daten“.',
  },
  BACKUP_DAMAGED: {
    title: 'Diese Sicherung ist beschädigt',
    remedy: 'Eine andere wählen. Es wurde nichts geändert.',
  },
  SECRET_UNREADABLE: {
    title: 'Ein API-Schlüssel ist nicht lesbar',
    remedy: 'Diesen Schlüssel löschen und neu eingeben.',
  },
  STORE_TOO_NEW: {
    title: 'Die Datenbank gehört zu einer neueren Version',
    remedy: 'Switchyard aktualisieren. Die Datei blieb, wie sie ist.',
  },
  STORE_FOREIGN: {
    title: 'Die Datenbank gehört einem anderen Programm',
    remedy: 'Diese Datei verschieben oder mit SWITCHYARD_HOME einen anderen Ordner wählen. Sie blieb, wie sie ist.',
  },
  ALREADY_RUNNING: {
    title: 'Switchyard läuft bereits',
    remedy: 'Das offene Fenster benutzen oder es zuerst schließen.',
  },
  PORT_TAKEN: {
    title: 'Der gewählte Port ist belegt',
    remedy:
      'Das andere Programm schließen, einen anderen Port wählen oder mit SWITCHYARD_PORT=0 auf irgendeinem freien starten.',
  },
  DISCONNECTED: {
    title: 'Der Host ist nicht erreichbar',
    remedy: 'Das Fenster versucht es weiter. Nach der Verbindung erneut versuchen.',
  },
  INTERNAL: {
    title: 'In Switchyard ist etwas fehlgeschlagen',
    remedy: 'Erneut versuchen. Die Protokolldatei enthält die Einzelheiten.',
  },
};
