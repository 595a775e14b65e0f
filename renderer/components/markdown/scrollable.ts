/** For a box that scrolls and holds nothing to focus: the keyboard must reach it, and a name says what it is. */
export const scrollable = (name: string) => ({ tabIndex: 0, role: 'group', 'aria-label': name }) as const;
