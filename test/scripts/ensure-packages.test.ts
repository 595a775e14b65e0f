// Catches: an install that is skipped when the lockfile changed, repeated on every start, run twice at the same time, or
// waits for ever for one that was killed.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

interface LockEntry {
  version: string;
  optional?: boolean;
}

let folder: string;
const at = (...parts: string[]) => join(folder, ...parts);
const writeJson = (path: string, value: unknown) => writeFileSync(path, JSON.stringify(value));
const writeLock = (packages: Record<string, LockEntry>) =>
  writeJson(at('package-lock.json'), { packages: { '': {}, ...packages } });

/** Stands in for npm: counts how often it is called, takes its time, and installs by writing npm's own list. */
const npm = `
const { appendFileSync, cpSync, mkdirSync } = require('node:fs');
appendFileSync('calls', process.argv[2] + '\\n');
setTimeout(() => {
  mkdirSync('node_modules', { recursive: true });
  cpSync('package-lock.json', 'node_modules/.package-lock.json');
}, 300);
`;
const calls = () => (existsSync(at('calls')) ? readFileSync(at('calls'), 'utf8').trim().split('\n') : []);

const program = () => [
  '--input-type=module',
  '-e',
  `await (await import(${JSON.stringify(at('scripts/lib/ensure-packages.mjs'))})).ensurePackages()`,
];
const options = () => ({
  cwd: folder,
  env: { ...process.env, npm_execpath: at('npm-cli.js'), npm_node_execpath: at('node'), TMPDIR: folder },
});
const ensurePackages = () => spawnSync(process.execPath, program(), options()).status;
const exitOf = (child: ChildProcess) => new Promise((resolve) => child.once('exit', resolve));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchyard-packages-'));
  mkdirSync(at('scripts'));
  cpSync(join(import.meta.dirname, '../../scripts/lib'), at('scripts/lib'), { recursive: true });
  // npm is never run with the packaged Node, which it is about to replace; the tests themselves run on that one.
  symlinkSync(process.execPath, at('node'));
  writeFileSync(at('npm-cli.js'), npm);
  writeLock({
    'node_modules/a': { version: '1.0.0' },
    'node_modules/other-system': { version: '1.0.0', optional: true },
  });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('installs once, then leaves it at that', () => {
  expect(ensurePackages()).toBe(0);
  expect(ensurePackages()).toBe(0);
  expect(calls()).toEqual(['ci']);
});

test('installs again when the lockfile wants another version', () => {
  ensurePackages();
  writeLock({ 'node_modules/a': { version: '1.0.1' } });
  ensurePackages();
  expect(calls()).toHaveLength(2);
});

test('a package of another system that is not there is no reason to install', () => {
  mkdirSync(at('node_modules'));
  writeJson(at('node_modules/.package-lock.json'), { packages: { 'node_modules/a': { version: '1.0.0' } } });
  ensurePackages();
  expect(calls()).toEqual([]);
});

test('an install that was broken off is done again', () => {
  mkdirSync(at('node_modules/a'), { recursive: true });
  ensurePackages();
  expect(calls()).toHaveLength(1);
});

test('of two starts at the same time one installs and the other waits for it', async () => {
  const both = [1, 2].map(() => spawn(process.execPath, program(), { ...options(), stdio: 'ignore' }));
  expect(await Promise.all(both.map(exitOf))).toEqual([0, 0]);
  expect(calls()).toHaveLength(1);
});

test('the lock of a process that was killed holds nobody up', async () => {
  const first = spawn(process.execPath, program(), { ...options(), stdio: 'ignore' });
  await expect.poll(calls).toHaveLength(1);
  first.kill('SIGKILL');
  await exitOf(first);
  rmSync(at('node_modules'), { recursive: true, force: true });
  expect(ensurePackages()).toBe(0);
  expect(calls().length).toBeGreaterThanOrEqual(1);
  expect(existsSync(at('node_modules/.package-lock.json'))).toBe(true);
});
