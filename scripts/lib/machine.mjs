import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { capture } from './child.mjs';

const inPath = (name) =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));

const macChromes = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The browser the tests run in: never one that Playwright downloads. */
export const findChromium = () =>
  process.env['CHROMIUM_PATH'] ??
  ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map(inPath).find(Boolean) ??
  macChromes.find((file) => existsSync(file));

async function hasLibsecret() {
  const { output } = await capture('sh', ['-c', 'PATH="$PATH:/sbin:/usr/sbin" ldconfig -p']);
  return output.includes('libsecret-1.so.0');
}

/** What the tests need of the machine, and the Debian package that brings it. */
const parts = [
  { name: 'Chromium', package: 'chromium', isThere: () => Boolean(findChromium()), needed: 'browser tests' },
  {
    name: 'dbus-run-session',
    package: 'dbus',
    isThere: () => Boolean(inPath('dbus-run-session')),
    needed: 'keychain tests',
  },
  {
    name: 'gnome-keyring-daemon',
    package: 'gnome-keyring',
    isThere: () => Boolean(inPath('gnome-keyring-daemon')),
    needed: 'keychain tests',
  },
  { name: 'libsecret', package: 'libsecret-1-0', isThere: hasLibsecret, needed: 'keychain tests' },
];

/** The keychain tests know gnome-keyring, which there is on Linux only. */
const partsHere = process.platform === 'linux' ? parts : parts.slice(0, 1);

async function missingParts() {
  const checked = await Promise.all(partsHere.map(async (part) => ({ part, isThere: await part.isThere() })));
  return checked.filter(({ isThere }) => !isThere).map(({ part }) => part);
}

const canInstall = () => process.getuid?.() === 0 && Boolean(inPath('apt-get'));

/** Installs what is missing where that is possible; says what stays missing and what is skipped for it. */
export async function prepareMachine() {
  let missing = await missingParts();
  if (missing.length > 0 && canInstall()) {
    await installDebianPackages(missing.map((part) => part.package));
    missing = await missingParts();
  }
  for (const part of missing) {
    console.log(`Missing: ${part.name} (Debian: apt-get install ${part.package}). Skipped: ${part.needed}.`);
  }
  const isMissing = (needed) => missing.some((part) => part.needed === needed);
  return {
    hasChromium: !isMissing('browser tests'),
    hasKeyring: process.platform === 'linux' && !isMissing('keychain tests'),
  };
}

async function installDebianPackages(names) {
  console.log(`Installing Debian packages for the tests: ${names.join(', ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await capture('apt-get', ['update'], { env });
  const install = ['install', '--yes', '--no-install-recommends', ...names];
  const { code, output } = await capture('apt-get', install, { env });
  if (code !== 0) console.log(output.trimEnd().split('\n').slice(-5).join('\n'));
}

/**
 * Wraps a command in a session bus with an unlocked gnome-keyring of its own; without one the command runs as it is.
 * The keyring lies in `folder`, so that the person's own is neither opened nor touched.
 */
export function withKeyring(command, { folder, hasKeyring }) {
  if (!hasKeyring) return { command, env: process.env };
  const script = 'printf test | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$@"';
  return {
    command: ['dbus-run-session', '--', 'sh', '-c', script, 'sh', ...command],
    env: { ...process.env, SWITCHYARD_KEYRING: '1', XDG_DATA_HOME: folder, XDG_RUNTIME_DIR: folder },
  };
}
