import type { storage as english } from '../en/storage.ts';

export const storage: typeof english = {
  title: 'Daten',
  description: 'Alles liegt in einem Ordner auf diesem Rechner.',
  home: 'Ordner',
  size: 'Datenbank',
  backups: 'Sicherungen',
  noBackups: 'Noch keine Sicherung. Vor jeder Umstellung der Datenbank entsteht eine.',
  backUpNow: 'Jetzt sichern',
  backedUp: 'Sicherung erstellt.',
  restore: 'Wiederherstellen',
  restoreNamed: (when) => `Sicherung vom ${when} wiederherstellen`,
  restoreTitle: 'Diese Sicherung wiederherstellen?',
  restoreBody: (when) =>
    `Die Datenbank geht auf den Stand vom ${when} zurück, und der Host startet neu. Die jetzige Datenbank wird beiseitegelegt, nicht gelöscht.`,
  restoring: 'Wird wiederhergestellt. Das Fenster verbindet sich neu, sobald der Host zurück ist.',
};
