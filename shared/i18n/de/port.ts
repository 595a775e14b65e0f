import type { port as english } from '../en/port.ts';

export const port: typeof english = {
  title: 'Port',
  description: 'Die Adresse, unter der andere Programme auf diesem Rechner Switchyard erreichen.',
  address: 'Adresse',
  addressHelp: 'Nur Programme auf diesem Rechner können sie erreichen.',
  taken: (wanted) =>
    `Port ${wanted} war von einem anderen Programm belegt, deshalb wird der nächste freie benutzt. Ein fester Port lässt sich in den Einstellungen wählen.`,
  changePort: 'Port ändern',
  api: {
    title: 'Verwaltungs-API',
    body: 'Was dieses Fenster kann, kann auch ein Skript: Anbieter, Schlüssel, Unterhaltungen, Einstellungen.',
    docs: 'Dokumentation öffnen',
  },
  key: {
    title: 'Verwaltungsschlüssel',
    body: 'Ein Skript schickt diesen Schlüssel mit jeder Anfrage. Er darf alles, was das Fenster darf: so sorgsam aufbewahren wie ein Passwort.',
    none: 'Es gibt noch keinen Schlüssel. Ohne ihn lehnt die Verwaltungs-API jede Anfrage ab.',
    createdAt: (when) => `Erstellt ${when}. Der Schlüssel selbst wird nicht gespeichert, nur ein Fingerabdruck davon.`,
    create: 'Schlüssel erstellen',
    replace: 'Schlüssel ersetzen',
    revoke: 'Schlüssel widerrufen',
    once: 'Der Schlüssel wird nur dieses eine Mal angezeigt',
    onceBody: 'Jetzt kopieren. Ein verlorener Schlüssel wird ersetzt, nie wieder angezeigt.',
    copy: 'Schlüssel kopieren',
    replaceTitle: 'Verwaltungsschlüssel ersetzen?',
    replaceBody: 'Der jetzige Schlüssel gilt sofort nicht mehr. Skripte, die ihn benutzen, brauchen den neuen.',
    revokeTitle: 'Verwaltungsschlüssel widerrufen?',
    revokeBody:
      'Skripte, die ihn benutzen, werden ab jetzt abgelehnt. Ein neuer Schlüssel lässt sich jederzeit erstellen.',
    revoked: 'Verwaltungsschlüssel widerrufen.',
  },
  example: {
    title: 'Beispiel',
    body: 'Listet die Anbieter auf. YOUR_KEY durch den Schlüssel ersetzen.',
    copy: 'Beispiel kopieren',
  },
  doors: {
    title: 'Weitere Türen',
    body: 'Programme für die OpenAI-Schnittstelle können unter /v1 schon heute nach Chats und Embeddings fragen. Ihre übrigen Aufrufe und Türen für Programme, die für Anthropic und Ollama gemacht sind, gibt es noch nicht.',
  },
};
