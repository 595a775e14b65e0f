import type { Catalogue } from '../../shared/i18n/index.ts';
import { isMac } from './platform.ts';

/** `mod+k`, `alt+1`, `escape`: `mod` is Cmd on a Mac and Ctrl elsewhere. */
export type Shortcut = string;

const macSigns: Record<string, string> = { mod: '⌘', shift: '⇧', alt: '⌥', enter: '↩', escape: 'esc' };

/** The keys of a shortcut as they are printed on the keyboard in front of the person. */
export function keysOf(shortcut: Shortcut, t: Pick<Catalogue, 'common'>, onMac = isMac): string[] {
  const signs: Record<string, string> = onMac ? macSigns : { alt: 'Alt', escape: 'Esc', ...t.common.keys };
  return shortcut.split('+').map((key) => signs[key] ?? (key.length === 1 ? key.toUpperCase() : key));
}

export type KeyStroke = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

export function isShortcut(event: KeyStroke, shortcut: Shortcut, onMac = isMac): boolean {
  const keys = shortcut.split('+');
  const key = keys.at(-1) ?? '';
  const wantsAlt = keys.includes('alt');
  if ((onMac ? event.metaKey : event.ctrlKey) !== keys.includes('mod')) return false;
  if ((onMac ? event.ctrlKey : event.metaKey) || event.altKey !== wantsAlt) return false;
  // Signs such as `/` need Shift on some keyboards: for them Shift may be down.
  const isSign = key.length === 1 && !/[a-z0-9]/.test(key);
  if (!isSign && event.shiftKey !== keys.includes('shift')) return false;
  // With Alt a Mac types other letters, so there the key is known by its place.
  if (wantsAlt && (event.code === `Digit${key}` || event.code === `Key${key.toUpperCase()}`)) return true;
  return event.key.toLowerCase() === key;
}
