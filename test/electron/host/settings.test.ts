import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Conf from 'conf';
import { expect, test } from 'vitest';
import { openSettings, type SettingsFile } from '../../../electron/host/settings.ts';
import { type Settings, settingsSchema } from '../../../shared/model/settings.ts';
import { recordingLog, temporaryFolder } from '../../helpers/test-store.ts';

const defaults = settingsSchema.parse({});

function open(home: string, openFile?: () => SettingsFile) {
  const { log, lines } = recordingLog();
  const changes: Settings[] = [];
  const settings = openSettings({
    home,
    openFile: openFile ?? (({ folder, name }) => new Conf<Record<string, unknown>>({ cwd: folder, configName: name })),
    log,
    onChange: (changed) => changes.push(changed),
  });
  return { ...settings, lines, changes };
}

// Catches: a setting that is lost at the next start, or a change nobody hears of.
test('what is set is there after a restart, and the rest keeps its defaults', () => {
  const home = temporaryFolder();
  const settings = open(home);
  expect(settings.get()).toEqual(defaults);
  expect(settings.update({ theme: 'dark', port: undefined })).toEqual({ ...defaults, theme: 'dark' });
  expect(settings.changes).toEqual([{ ...defaults, theme: 'dark' }]);
  expect(open(home).get()).toEqual({ ...defaults, theme: 'dark' });
});

// Catches: one bad value in a file edited by hand costing all the others, or ending the start.
test('a bad value falls back alone and is named; what is not known stays in the file', () => {
  const home = temporaryFolder();
  const file = join(home, 'settings.json');
  writeFileSync(file, JSON.stringify({ port: 70_000, theme: 'dark', logLevel: 7, fromTheFuture: { a: 1 } }));
  const settings = open(home);
  expect(settings.get()).toEqual({ ...defaults, theme: 'dark' });
  expect(settings.lines.map(({ setting }) => setting)).toEqual(['port', 'logLevel']);
  settings.update({ language: 'de' });
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ language: 'de', fromTheFuture: { a: 1 } });
});

// Catches: a half written file that keeps the app from starting, or is deleted with all that could be rescued.
test('a file that is no JSON is set aside and the defaults are used', () => {
  const home = temporaryFolder();
  writeFileSync(join(home, 'settings.json'), '{"theme": "da');
  const settings = open(home);
  expect(settings.get()).toEqual(defaults);
  const aside = readdirSync(home).find((name) => /^settings\.damaged-\d+\.json$/.test(name)) ?? '';
  expect(readFileSync(join(home, aside), 'utf8')).toBe('{"theme": "da');
  expect(settings.lines).toHaveLength(1);
});

// Catches: a change that is shown as done and gone at the next start; an invalid one that is stored.
test('a change that cannot be saved, or is none, is refused and changes nothing', () => {
  const full: SettingsFile = {
    get store() {
      return {};
    },
    set store(_value) {
      throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    },
  };
  const settings = open(temporaryFolder(), () => full);
  expect(() => settings.update({ theme: 'dark' })).toThrow(expect.objectContaining({ code: 'STORAGE_UNWRITABLE' }));
  expect(() => open(temporaryFolder()).update({ port: 70_000 })).toThrow(/port/);
  expect(settings.get()).toEqual(defaults);
  expect(settings.changes).toEqual([]);
});
