/** The command palette and the sheet of shortcuts. */
export const palette = {
  title: 'Command palette',
  placeholder: 'Type a command or search…',
  empty: 'Nothing found.',
  groups: { rooms: 'Go to', actions: 'Actions', conversations: 'Conversations', appearance: 'Appearance' },
  goTo: (room: string) => `Go to ${room}`,
  newChat: 'New chat',
  addProvider: 'Add a provider',
  theme: { system: 'Theme: System', light: 'Theme: Light', dark: 'Theme: Dark' },
  language: { system: 'Language: System', en: 'Language: English', de: 'Language: Deutsch' },
  toggleSidebar: 'Show or hide the sidebar',
  shortcuts: {
    title: 'Keyboard shortcuts',
    open: 'Show keyboard shortcuts',
    palette: 'Command palette',
    room: (room: string) => `Go to ${room}`,
    general: 'General',
  },
};
