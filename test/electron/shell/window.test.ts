import type { WebContents } from 'electron';
import { afterEach, expect, test, vi } from 'vitest';
import type { SettingsFile } from '../../../electron/host/settings.ts';
import { createPage } from '../../../electron/shell/page.ts';
import { openWindow } from '../../../electron/shell/window.ts';
import { catalogueFor } from '../../../shared/i18n/index.ts';
import { BrowserWindow, dialog, preventable, shell } from '../../fakes/electron.ts';
import { silentLog } from '../../helpers/test-store.ts';
import { createTestHost } from '../../helpers/transport-contract.ts';

const file = '/app/out/renderer/index.html';
const ownUrl = `file://${file}`;
const words = catalogueFor('en').desktop;

async function open(stateFile: SettingsFile = { store: {} }): Promise<BrowserWindow> {
  await openWindow({
    router: createTestHost().router,
    page: createPage({ file, devOrigin: undefined }),
    preload: '/app/out/preload/preload.cjs',
    stateFile,
    words: () => words,
    log: silentLog,
  });
  const window = BrowserWindow.all.at(-1);
  if (!window) throw new Error('no window was opened');
  return window;
}

afterEach(() => {
  dialog.boxes = [];
  dialog.response = 0;
  shell.opened = [];
});

test('the page has no way to Node, to other windows or out of its sandbox', async () => {
  const window = await open();
  expect(window.options.webPreferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    webSecurity: true,
  });
  expect(window.loaded).toBe(file);
  expect(window.asked).not.toContain('show');
  window.emit('ready-to-show');
  expect(window.asked).toContain('show');
});

test('a link to the web opens outside; any other scheme opens nothing, and the window stays where it is', async () => {
  const { webContents } = await open();
  const openUrl = (url: string) => webContents.openHandler?.({ url } as Parameters<typeof webContents.openHandler>[0]);
  const navigate = (url: string) => {
    const event = preventable({ url });
    webContents.emit('will-navigate', event);
    return event.isPrevented;
  };
  for (const url of ['https://example.test/a', 'http://example.test/']) {
    expect(openUrl(url)).toEqual({ action: 'deny' });
    expect(navigate(url)).toBe(true);
  }
  expect(shell.opened).toHaveLength(4);
  for (const url of [
    'file:///etc/passwd',
    'javascript:alert(1)',
    'ms-msdt:/id',
    'smb://host/x',
    'data:text/html,x',
    '',
  ]) {
    expect(openUrl(url)).toEqual({ action: 'deny' });
    expect(navigate(url)).toBe(true);
  }
  expect(shell.opened).toHaveLength(4);
  expect(navigate(`${ownUrl}#/settings`)).toBe(false);
});

test('redirects, frames within the page and webviews lead nowhere', async () => {
  const { webContents } = await open();
  const isPrevented = (name: string, fields: object) => {
    const event = preventable(fields);
    webContents.emit(name, event);
    return event.isPrevented;
  };
  expect(isPrevented('will-redirect', { url: 'https://evil.test/' })).toBe(true);
  expect(isPrevented('will-frame-navigate', { isMainFrame: false, url: ownUrl })).toBe(true);
  expect(isPrevented('will-attach-webview', {})).toBe(true);
});

test('no permission is given but writing text to the clipboard, which copy buttons need', async () => {
  const { webContents } = await open();
  const { session } = webContents;
  const real = webContents as unknown as WebContents;
  const ask = (permission: string) => {
    const answers: boolean[] = [];
    session.answerRequest?.(real, permission as 'media', (isGiven) => answers.push(isGiven), {} as never);
    return [answers[0], session.answerCheck?.(real, permission as 'media', '', {} as never)];
  };
  for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'fullscreen']) {
    expect([permission, ask(permission)]).toEqual([permission, [false, false]]);
  }
  expect(ask('clipboard-sanitized-write')).toEqual([true, true]);
  expect(session.answerDevice?.({} as never)).toBe(false);
});

test('a crashed page is offered again', async () => {
  const { webContents } = await open();
  webContents.emit('render-process-gone', {}, { reason: 'clean-exit', exitCode: 0 });
  expect(dialog.boxes).toEqual([]);
  webContents.emit('render-process-gone', {}, { reason: 'oom', exitCode: 1 });
  expect(dialog.boxes).toMatchObject([{ message: words.crashTitle, buttons: [words.reload, words.closeWindow] }]);
  await vi.waitFor(() => expect(webContents.asked).toEqual(['reload']));
});

test('a crashed page that is not wanted again closes its window, not leaving a blank one', async () => {
  const window = await open();
  dialog.response = 1;
  window.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
  await vi.waitFor(() => expect(window.isDestroyed()).toBe(true));
});

test('a page that hangs is ended before it is loaded again; one that came back takes the question with it', async () => {
  const window = await open();
  window.emit('unresponsive');
  await vi.waitFor(() => expect(window.webContents.asked).toEqual(['forcefullyCrashRenderer', 'reload']));
  // The crash was ours: nobody is asked about it.
  expect(dialog.boxes).toHaveLength(1);
  dialog.response = 1;
  window.emit('unresponsive');
  window.emit('responsive');
  expect(dialog.boxes.at(-1)?.signal?.aborted).toBe(true);
  expect(window.webContents.asked).toHaveLength(2);
});

test('the window opens where it was closed', async () => {
  const stateFile: SettingsFile = { store: {} };
  const first = await open(stateFile);
  expect(first.options).toMatchObject({ width: 1280, height: 800 });
  expect(first.options.x).toBeUndefined();
  first.maximize();
  first.emit('close');
  const second = await open(stateFile);
  expect(second.options).toMatchObject({ x: 10, y: 20, width: 900, height: 700 });
  expect(second.asked).toContain('maximize');
});

test.each([
  ['on a screen that is gone', { x: 5000, y: 100, width: 900, height: 700, isMaximised: false }],
  ['above the top, out of reach', { x: 100, y: -500, width: 900, height: 700, isMaximised: false }],
  ['damaged', { x: 'left', width: -1 }],
])('a window position that is %s is not used', async (_what, store) => {
  const window = await open({ store });
  expect(window.options.x).toBeUndefined();
  expect(window.options.width).toBeGreaterThanOrEqual(720);
});
