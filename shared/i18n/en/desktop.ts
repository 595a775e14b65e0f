/** The native dialogs of the desktop app. */
export const desktop = {
  crashTitle: 'The window has crashed',
  crashBody: 'Answers go on in the background, and nothing that was saved is lost.',
  hangTitle: 'The window does not respond',
  hangBody: 'Wait for it, or load it again. Answers go on in the background.',
  reload: 'Reload',
  wait: 'Wait',
  closeWindow: 'Close window',
};
