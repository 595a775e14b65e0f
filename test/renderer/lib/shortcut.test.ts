// Catches: Ctrl+K that also runs on Ctrl+Shift+K, Cmd and Ctrl mixed up, Ctrl+/ that a German keyboard can't type.
import { expect, test } from 'vitest';
import { isShortcut, keysOf } from '../../../renderer/lib/shortcut.ts';
import { catalogueFor } from '../../../shared/i18n/index.ts';

const stroke = (key: string, held = '', code = '') => ({
  key,
  code,
  ctrlKey: held.includes('C'),
  metaKey: held.includes('M'),
  shiftKey: held.includes('S'),
  altKey: held.includes('A'),
});

test.each([
  ['mod+k', stroke('k', 'C'), false, true],
  ['mod+k', stroke('K', 'C'), false, true],
  ['mod+k', stroke('K', 'CS'), false, false],
  ['mod+k', stroke('k', 'M'), false, false],
  ['mod+k', stroke('k', 'M'), true, true],
  ['mod+k', stroke('k', 'C'), true, false],
  ['mod+/', stroke('/', 'C'), false, true],
  ['mod+/', stroke('/', 'CS'), false, true],
  ['alt+1', stroke('1', 'A', 'Digit1'), false, true],
  ['alt+n', stroke('˜', 'A', 'KeyN'), true, true],
  ['alt+n', stroke('n'), false, false],
  ['escape', stroke('Escape'), false, true],
])('%s on %j (Mac: %s): %s', (shortcut, event, onMac, expected) => {
  expect(isShortcut(event, shortcut, onMac)).toBe(expected);
});

test('keys are named as on the keyboard', () => {
  const [en, de] = [catalogueFor('en'), catalogueFor('de')];
  expect(keysOf('mod+shift+k', en, false)).toEqual(['Ctrl', 'Shift', 'K']);
  expect(keysOf('mod+shift+enter', de, false)).toEqual(['Strg', 'Umschalt', 'Eingabe']);
  expect(keysOf('mod+,', de, true)).toEqual(['⌘', ',']);
});
