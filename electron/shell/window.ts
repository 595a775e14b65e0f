import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { Contract } from '../../shared/contract/define.ts';
import type { Catalogue } from '../../shared/i18n/index.ts';
import type { Router } from '../api/router.ts';
import type { SettingsFile } from '../host/settings.ts';
import type { Log } from '../lib/log.ts';
import { watchCrash } from './crash.ts';
import { serveIpc } from './ipc.ts';
import { lockNavigation } from './navigation.ts';
import type { Page } from './page.ts';
import { denyPermissions } from './permissions.ts';
import { keepWindowState, readWindowState, smallestWindow } from './window-state.ts';

export interface WindowOptions<C extends Contract> {
  router: Router<C>;
  page: Page;
  preload: string;
  stateFile: SettingsFile;
  words: () => Catalogue['desktop'];
  log: Log;
}

export async function openWindow<C extends Contract>(options: WindowOptions<C>): Promise<BrowserWindow> {
  const { router, page, preload, stateFile, words, log } = options;
  const workAreas = screen.getAllDisplays().map(({ workArea }) => workArea);
  const { isMaximised, ...bounds } = readWindowState(stateFile.store, workAreas);
  const window = new BrowserWindow({
    ...bounds,
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    show: false,
    title: 'Switchyard',
    // The page's own ground, so that nothing flashes before it is drawn.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#141618' : '#ffffff',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      spellcheck: true,
    },
  });
  if (isMaximised) window.maximize();
  window.once('ready-to-show', () => window.show());
  keepWindowState(window, stateFile);
  denyPermissions(window.webContents.session);
  lockNavigation(window.webContents, page);
  watchCrash({ window, words, log });
  serveIpc({ contents: window.webContents, router, page, log });
  await page.load(window);
  return window;
}
