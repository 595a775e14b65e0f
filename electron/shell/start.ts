import { join } from 'node:path';
import { app, type BrowserWindow, dialog, nativeTheme, utilityProcess } from 'electron';
import Store from 'electron-store';
import { createClient } from '../../shared/contract/client.ts';
import type { AppContract } from '../../shared/contract/contract.ts';
import { toAppError } from '../../shared/errors/app-error.ts';
import { type Catalogue, catalogueFor, resolveLanguage } from '../../shared/i18n/index.ts';
import type { Settings } from '../../shared/model/settings.ts';
import { connectInMemory } from '../api/memory.ts';
import { createHost, type Host } from '../host/create-host.ts';
import { readPort } from '../host/environment.ts';
import { homeFolder, prepareHome } from '../host/home.ts';
import { type SettingsFile, type SettingsFileOptions, setAsideUnreadable } from '../host/settings.ts';
import { appVersion } from '../host/version.ts';
import { watchProcess } from '../host/watch-process.ts';
import type { Log } from '../lib/log.ts';
import { forkWithElectron } from '../local/process/utility-process.ts';
import { setMenu } from './menu.ts';
import { showNotice } from './notices.ts';
import { createPage } from './page.ts';
import { takeSingleInstance } from './single-instance.ts';
import { openWindow } from './window.ts';
import { lenientFile } from './window-state.ts';

export interface StartOptions {
  /** Where the build put main, preload and renderer. */
  outFolder: string;
}

/** The desktop app: one instance, the host, a window. A start that fails says why and what helps, and ends. */
export async function start({ outFolder }: StartOptions): Promise<Host | undefined> {
  let host: Host | undefined;
  try {
    const home = homeFolder(process.env);
    prepareHome(home);
    // Chromium's own files; with them the instance lock is one per home.
    app.setPath('userData', join(home, 'window'));
    let window: BrowserWindow | undefined;
    let words = (): Catalogue => catalogueFor(resolveLanguage('system', app.getPreferredSystemLanguages()));
    if (!takeSingleInstance(() => bringToFront(window))) {
      app.quit();
      return undefined;
    }
    await app.whenReady();
    host = await createHost({
      shell: 'electron',
      home,
      version: appVersion,
      port: readPort(process.env),
      openSettingsFile,
      environment: process.env,
      forkEngine: forkWithElectron(utilityProcess, join(outFolder, 'main/engine.js')),
      notify: (notice) => showNotice(notice, { words: words(), onClick: () => bringToFront(window) }),
      restart() {
        app.relaunch();
        app.quit();
      },
    });
    closeBeforeQuit(host, watchProcess(host));
    words = await followSettings(host);

    const { api, log } = host;
    const show = async () => {
      window = await openWindow({
        router: api,
        page: createPage({
          file: join(outFolder, 'renderer/index.html'),
          devOrigin: app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'],
        }),
        preload: join(outFolder, 'preload/preload.cjs'),
        stateFile: openStateFile(home, log),
        words: () => words().desktop,
        log,
      });
      window.once('closed', () => {
        window = undefined;
      });
    };
    app.on('window-all-closed', () => {
      if (process.platform !== 'darwin') app.quit();
    });
    app.on('activate', () => {
      if (window === undefined) void show().catch((thrown: unknown) => giveUp(thrown, host));
    });
    await show();
    return host;
  } catch (thrown) {
    await giveUp(thrown, host);
    return undefined;
  }
}

async function giveUp(thrown: unknown, host: Host | undefined): Promise<void> {
  await app.whenReady();
  const error = toAppError(thrown);
  // There may be no log yet.
  if (error !== thrown) console.error(thrown);
  const words = catalogueFor(resolveLanguage('system', app.getPreferredSystemLanguages()));
  const { title, remedy } = words.errors[error.code];
  dialog.showErrorBox(title, `${remedy}\n\n${error.message}`);
  // Exiting asks nobody to put anything away.
  await host?.close().catch((failure: unknown) => console.error(failure));
  app.exit(1);
}

const openSettingsFile = ({ folder, name }: SettingsFileOptions): SettingsFile =>
  new Store<Record<string, unknown>>({ cwd: folder, name });

function openStateFile(home: string, log: Log): SettingsFile {
  const name = 'window';
  return lenientFile(() => {
    setAsideUnreadable(join(home, `${name}.json`), log);
    return openSettingsFile({ folder: home, name });
  }, log);
}

function bringToFront(window: BrowserWindow | undefined): void {
  if (window?.isMinimized()) window.restore();
  window?.focus();
}

/** Menu and native theme keep step with the settings. Gives the words of the present language. */
async function followSettings(host: Host): Promise<() => Catalogue> {
  const client = createClient<AppContract>(connectInMemory(host.api));
  let words = catalogueFor('en');
  const apply = ({ language, theme }: Settings) => {
    words = catalogueFor(resolveLanguage(language, app.getPreferredSystemLanguages()));
    nativeTheme.themeSource = theme;
    setMenu({ words: words.menu, platform: process.platform, address: host.address });
  };
  client.on('settings.changed', apply);
  apply(await client.call('settings.get', {}));
  return () => words;
}

/** Quitting waits until the host has put everything away. */
function closeBeforeQuit(host: Host, stopWatching: () => void): void {
  let isClosed = false;
  app.on('will-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    void host
      .close()
      .catch((error: unknown) => host.log.error({ err: error }, 'closing failed'))
      .finally(() => {
        isClosed = true;
        stopWatching();
        app.quit();
      });
  });
}
