export const app = {
  name: 'Switchyard',
  skipToContent: 'Skip to content',
  connecting: 'Connecting to the host…',
  connectionLost: 'Connection to the host lost. Trying again…',
  connectionBack: 'Connected again.',
  signedOut: {
    title: 'This window is not signed in',
    body: 'Open the address printed in the terminal. It holds a token that works once and signs this browser in.',
    again: 'Try again',
  },
  crashed: {
    title: 'This room stopped working',
    body: 'Nothing is lost: what was sent is in the database. Load the window again; if it happens once more, the details help to find out why.',
    reload: 'Load the window again',
    copyDetails: 'Copy details',
  },
  setAside: {
    title: 'The database was damaged and has been set aside',
    body: (file: string) =>
      `Nothing was deleted: the damaged file is now ${file}. Switchyard started with an empty database.`,
    restore: (when: string) => `Restore the backup of ${when}`,
    noBackup: 'There is no backup to restore.',
    dismiss: 'Start afresh',
  },
};
