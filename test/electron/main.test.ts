import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { toHost, toWindow } from '../../electron/shell/channels.ts';
import { type Client, createClient } from '../../shared/contract/client.ts';
import type { AppContract } from '../../shared/contract/contract.ts';
import type { BrowserWindow } from '../fakes/electron.ts';

/** Each start loads the entry afresh, and with it its own fake of Electron. */
type Electron = typeof import('../fakes/electron.ts');

let home: string;
let electron: Electron;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'switchyard-main-'));
  vi.stubEnv('SWITCHYARD_HOME', home);
  vi.stubEnv('SWITCHYARD_PORT', '0');
});
afterEach(async () => {
  await quit();
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true, force: true });
});

/** Runs the real entry, as Electron would. */
async function launch(prepare: (electron: Electron) => void = () => {}) {
  vi.resetModules();
  electron = await import('../fakes/electron.ts');
  prepare(electron);
  const { started } = await import('../../electron/main.ts');
  return await started;
}

/** Asked once by a person; asked again by the shell when the host is closed. */
async function quit(): Promise<void> {
  const { app } = electron;
  if (app.listenerCount('will-quit') === 0) return;
  app.asked = [];
  app.quit();
  await vi.waitFor(() => expect(app.asked).toEqual(['quit', 'quit', 'ended']));
  app.removeAllListeners();
}

/** What the page in the window has: the contract over the bridge. */
function pageOf(window: BrowserWindow): Client<AppContract> {
  const frame = { url: pathToFileURL(window.loaded).href, parent: null };
  return createClient<AppContract>({
    send: (sent) => window.webContents.receive(toHost, frame, sent),
    onFrame: (listener) => void window.webContents.outbox.on(toWindow, listener),
    onClose: () => {},
  });
}

function onlyWindow(): BrowserWindow {
  const { all } = electron.BrowserWindow;
  const [window] = all;
  if (!window || all.length !== 1) throw new Error(`there are ${all.length} windows`);
  return window;
}

test('the entry starts the host, opens the window and serves the contract to its page', async () => {
  const host = await launch();
  expect(electron.dialog.errors).toEqual([]);
  const page = pageOf(onlyWindow());
  expect(await page.call('app.info', {})).toMatchObject({ shell: 'electron', home, address: host?.address });
  expect(existsSync(join(home, 'switchyard.sqlite'))).toBe(true);
  expect((await fetch(`${host?.address}/api/docs`)).status).toBe(200);
  expect((await fetch(`${host?.address}/`)).status).toBe(404);
});

test('quitting closes the host before the app ends, so that the next start finds its home free', async () => {
  const host = await launch();
  await quit();
  await expect(fetch(`${host?.address}/api/docs`)).rejects.toThrow('fetch failed');
  expect(await launch()).toBeDefined();
});

test('menu and native theme follow the settings', async () => {
  await launch();
  const page = pageOf(onlyWindow());
  expect(electron.Menu.template.map(({ label }) => label)).toContain('File');
  await page.call('settings.update', { language: 'de', theme: 'dark' });
  expect(electron.Menu.template.map(({ label }) => label)).toContain('Datei');
  expect(electron.nativeTheme.themeSource).toBe('dark');
});

test('a second instance of the same home ends at once and brings the first to the front', async () => {
  await launch();
  electron.app.emit('second-instance');
  expect(onlyWindow().asked.slice(-2)).toEqual(['restore', 'focus']);
  await quit();
  expect(await launch(({ app }) => (app.hasLock = false))).toBeUndefined();
  expect(electron.app.asked).toEqual(['quit', 'ended']);
  expect(electron.BrowserWindow.all).toEqual([]);
});

test('a start that fails says why and what helps, in a native box, and ends', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as { port: number };
  vi.stubEnv('SWITCHYARD_PORT', String(port));
  expect(await launch()).toBeUndefined();
  await new Promise((resolve) => other.close(resolve));
  expect(electron.dialog.errors).toEqual([
    { title: expect.stringMatching(/port/i), content: expect.stringContaining(`${port}`) },
  ]);
  expect(electron.app.asked).toEqual(['exit 1']);
  expect(electron.BrowserWindow.all).toEqual([]);
});

// Catches: a broken window.json that keeps the app from starting, or its window from closing.
test('where the window was is worth no failed start and no window that stays', async () => {
  const stateFile = join(home, 'window.json');
  writeFileSync(stateFile, '{"x": 1');
  expect(await launch()).toBeDefined();
  expect(electron.dialog.errors).toEqual([]);
  expect(readdirSync(home).filter((name) => name.startsWith('window.damaged-'))).toHaveLength(1);
  const window = onlyWindow();
  window.emit('close');
  expect(JSON.parse(readFileSync(stateFile, 'utf8'))).toMatchObject({ width: 900 });
  rmSync(stateFile);
  mkdirSync(join(stateFile, 'in-the-way'), { recursive: true });
  expect(() => window.emit('close')).not.toThrow();
});

// Catches: a start that fails late leaving the port, the database and the lock as they are.
test('a start that fails when the host is there already closes it before the app ends', async () => {
  const prepare = ({ screen }: Electron) => {
    screen.getAllDisplays = () => {
      throw new Error('no display');
    };
  };
  expect(await launch(prepare)).toBeUndefined();
  expect(electron.app.asked).toEqual(['exit 1']);
  electron.app.removeAllListeners();
  expect(await launch()).toBeDefined();
});

// Catches: an error nobody caught ending the desktop app without a line in its log.
test('errors nobody catches are watched for while the host runs, and not after', async () => {
  const before = process.listenerCount('uncaughtException');
  await launch();
  expect(process.listenerCount('uncaughtException')).toBe(before + 1);
  await quit();
  expect(process.listenerCount('uncaughtException')).toBe(before);
});
