/** What the system shows when the window may be closed. */
export const notices = {
  key: (label: string) => `key ${label}`,
  titles: {
    'incident-opened': (what: string) => `Down: ${what}`,
    'incident-reopened': (what: string) => `Down again: ${what}`,
    'incident-closed': (what: string) => `Working again: ${what}`,
  },
};
