// A toast has the role of a dialog as well, and a dialog that fades out is still there: neither holds anybody up.
const dialogs = ['dialog', 'alertdialog'].map((role) => `[role="${role}"][data-open]:not([data-toasts] *)`).join(',');

/** Whether the person is in a dialog: keys and focus then belong to it, not to the room behind. */
export const isDialogOpen = (): boolean => document.querySelector(dialogs) !== null;
