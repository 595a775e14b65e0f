import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { homeFolder, prepareHome } from '../../../electron/host/home.ts';
import { temporaryFolder } from '../../helpers/test-store.ts';

// Catches: SWITCHYARD_HOME ignored, or an empty one meaning the folder the app happens to be started from.
test('SWITCHYARD_HOME wins; without it the folder of the operating system is used', () => {
  expect(homeFolder({ SWITCHYARD_HOME: '/data/switchyard' })).toBe(resolve('/data/switchyard'));
  expect(homeFolder({ SWITCHYARD_HOME: 'here' })).toBe(resolve('here'));
  for (const environment of [{}, { SWITCHYARD_HOME: '' }, { SWITCHYARD_HOME: '  ' }]) {
    expect(isAbsolute(homeFolder(environment))).toBe(true);
    expect(homeFolder(environment)).toMatch(/Switchyard/);
    expect(homeFolder(environment)).not.toMatch(/nodejs/);
  }
});

// Catches: a home other users of the machine can read, and a probe left behind.
test('a home is made for its owner only', () => {
  const home = join(temporaryFolder(), 'a', 'b');
  prepareHome(home);
  prepareHome(home);
  expect(readdirSync(home)).toEqual([]);
  // Windows has no such bits; there the user's own folder is closed to others.
  expect(statSync(home).mode & 0o077).toBe(process.platform === 'win32' ? 0o066 : 0);
});

// Catches: a start on an unwritable folder that ends in a stack trace. (/proc refuses even root.)
test('a home that cannot be written to is named, with the remedy', () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  const places = [join(file, 'home'), ...(existsSync('/proc/self') ? ['/proc/switchyard'] : [])];
  for (const place of places) {
    expect(() => prepareHome(place)).toThrow(
      expect.objectContaining({ code: 'STORAGE_UNWRITABLE', message: expect.stringContaining('SWITCHYARD_HOME') }),
    );
    expect(() => prepareHome(place)).toThrow(place);
  }
});
