/** The key that starts shortcuts: Cmd on a Mac, Ctrl elsewhere. */
export const isMac = typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.platform);
