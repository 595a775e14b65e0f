import type { connectionTest as english } from '../en/connection-test.ts';

const unknownName = 'Prüfen Sie, wie die Adresse geschrieben ist und ob dieser Computer online ist.';
const silent = 'Es kam nichts zurück. Prüfen Sie die Adresse, ein VPN oder eine Firewall dazwischen.';

export const connectionTest: typeof english = {
  steps: {
    dns: 'Name auflösen (DNS)',
    connection: 'Verbindung',
    secure: 'Verbindung (TLS)',
    key: 'Schlüssel',
    models: 'Modelle',
    token: 'Ein Token',
  },
  addressAndMore: (address, others) => `${address} und ${others} weitere`,
  through: (proxy) => `über ${proxy}`,
  certificateFor: (days, isOne) => `Zertifikat noch ${days} ${isOne ? 'Tag' : 'Tage'}`,
  certificateUnchecked: 'Zertifikat nicht geprüft',
  unproven: 'nicht erwiesen',
  unprovenHelp: 'Dieser Anbieter gibt seine Liste jedem; über den Schlüssel sagt sie nichts. Ein Token sagt es.',
  firstToken: (model, time) => `${model}, erstes Token nach ${time}`,
  noToken: (model) => `${model} hat geantwortet`,
  atMost: (cost) => `höchstens ${cost}`,
  skipped: {
    'is-address': 'schon eine Adresse',
    'by-proxy': 'durch den Proxy',
    'no-key': 'Kein Schlüssel nötig',
    'no-list': 'keine Liste zum Abfragen',
    'no-language': 'nichts, was mit Text antwortet',
    'no-models': 'kein Modell zum Fragen',
    'no-price': 'kein Modell mit bekanntem Preis',
  },
  withToken: {
    label: 'Auch ein Token abfragen',
    asks: (model, cost) => `Fragt ${model} nach einer kurzen Antwort; das kostet höchstens ${cost}.`,
    asksFree: (model) => `Fragt ${model} nach einer kurzen Antwort; das kostet nichts.`,
    asksUnpriced: (model) => `Fragt ${model} nach einer kurzen Antwort. Was das kostet, ist nicht bekannt.`,
    afterList: 'Fragt das günstigste Modell nach einer kurzen Antwort. Welches, zeigt sich mit der Liste der Modelle.',
    none: (reason) => `Es gibt keines zum Fragen: ${reason}.`,
  },
  useAddress: 'Diese Adresse verwenden',
  remedies: {
    ENOTFOUND: () => unknownName,
    EAI_AGAIN: () => unknownName,
    ECONNREFUSED: () =>
      'Der Computer ist da, aber an diesem Port antwortet nichts. Prüfen Sie den Port und ob der Server läuft.',
    UND_ERR_CONNECT_TIMEOUT: () => silent,
    ETIMEDOUT: () => silent,
    EHOSTUNREACH: () => silent,
    ENETUNREACH: () => silent,
    'speaks-http': () =>
      'An diesem Port spricht der Server einfaches http. Beginnen Sie die Basisadresse mit http://, oder nehmen Sie einen anderen Port.',
    'speaks-https': () => 'An diesem Port spricht der Server https. Beginnen Sie die Basisadresse mit https://.',
    'other-address': (what) => `Die API ist nicht an dieser Adresse, sondern unter ${what}.`,
    'other-vendor': (what) => `Er sieht wie ein Schlüssel von ${what} aus.`,
    'certificate-expired': () =>
      'Das Zertifikat des Servers ist abgelaufen. Erneuern Sie es dort, und prüfen Sie die Uhr dieses Computers.',
    'certificate-early': () => 'Das Zertifikat des Servers gilt noch nicht. Prüfen Sie die Uhr dieses Computers.',
    'certificate-name': () =>
      'Das Zertifikat ist für einen anderen Namen. Schreiben Sie den Namen, für den es gilt, in die Basisadresse.',
    'certificate-self-signed': () =>
      'Der Server hat sein Zertifikat selbst unterschrieben. Wenn Sie ihm trauen, fügen Sie es in den Einstellungen des Anbieters unter Netzwerk hinzu.',
    'certificate-issuer': () =>
      'Dieser Computer kennt den Aussteller des Zertifikats nicht. Wenn Sie ihm trauen, fügen Sie seines in den Einstellungen des Anbieters unter Netzwerk hinzu.',
    certificate: () => 'Dem Zertifikat des Servers wird nicht vertraut. Prüfen Sie die Adresse und die Uhr.',
    'proxy-login': () =>
      'Der Proxy verlangt Benutzername und Passwort. Prüfen Sie beide in den Einstellungen des Anbieters unter Netzwerk.',
    'proxy-refused': () =>
      'Der Proxy hat die Verbindung nicht durchgelassen. Prüfen Sie die Adresse, oder ob der Proxy sie erlaubt.',
    'proxy-unreachable': () =>
      'Der Proxy ist nicht erreichbar. Prüfen Sie seine Adresse in den Einstellungen des Anbieters unter Netzwerk.',
    'sign-in-ended': () => 'Die Anmeldung ist beendet oder wurde zurückgenommen. Melden Sie sich neu an.',
    redirect: () =>
      'Der Server schickt Anfragen anderswohin, und Schlüssel gehen dort nicht mit. Prüfen Sie die Basisadresse.',
  },
};
