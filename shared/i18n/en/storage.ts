export const storage = {
  title: 'Data',
  description: 'Everything stays in one folder on this computer.',
  home: 'Folder',
  size: 'Database',
  backups: 'Backups',
  noBackups: 'No backup yet. One is made before each update of the database.',
  backUpNow: 'Back up now',
  backedUp: 'Backup made.',
  restore: 'Restore',
  restoreNamed: (when: string) => `Restore the backup of ${when}`,
  restoreTitle: 'Restore this backup?',
  restoreBody: (when: string) =>
    `The database goes back to ${when}, and the host starts again. The present database is set aside, not deleted.`,
  restoring: 'Restoring. The window connects again when the host is back.',
};
