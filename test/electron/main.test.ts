import { existsSync, mkdtempSync, rmSync } from 'node:fs';
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
