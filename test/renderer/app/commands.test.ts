// Catches: two commands on one key, of which the second never runs, and a command that shows words of the old language.
import { describe, expect, test } from 'vitest';
import '../../../renderer/app/frame-commands.ts';
import { allCommands, commandFor, registerCommands } from '../../../renderer/app/commands.ts';
import { applyLanguage } from '../../../renderer/lib/i18n.ts';

const stroke = (key: string, keys: Partial<KeyboardEvent> = {}) => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...keys,
});

describe('the commands of the window', () => {
  test('no key is used twice, and the palette keeps its own', () => {
    const used = ['mod+k', ...allCommands().flatMap(({ shortcuts }) => shortcuts ?? [])];
    expect(used.filter((key, index) => used.indexOf(key) !== index)).toEqual([]);
  });

  test('ids are unique', () => {
    const ids = allCommands().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('keys find their command', () => {
    expect(commandFor(stroke('n', { ctrlKey: true }))?.id).toBe('chat.new');
    expect(commandFor(stroke('3', { ctrlKey: true }))?.id).toBe('room.providers');
    expect(commandFor(stroke(',', { ctrlKey: true }))?.id).toBe('room.settings');
    expect(commandFor(stroke('n'))).toBeUndefined();
  });

  test('speak the language of now', () => {
    applyLanguage('de');
    expect(allCommands().find(({ id }) => id === 'chat.new')?.label).toBe('Neuer Chat');
    applyLanguage('en');
    expect(allCommands().find(({ id }) => id === 'chat.new')?.label).toBe('New chat');
  });
});

test('a source that is taken back is asked no more', () => {
  const remove = registerCommands(() => [{ id: 'test', label: 'Test', group: 'actions', run: () => {} }]);
  expect(allCommands().some(({ id }) => id === 'test')).toBe(true);
  remove();
  expect(allCommands().some(({ id }) => id === 'test')).toBe(false);
});
