import { type BrowserWindow, dialog, type RenderProcessGoneDetails } from 'electron';
import type { Catalogue } from '../../shared/i18n/index.ts';
import type { Log } from '../lib/log.ts';

export interface CrashOptions {
  window: BrowserWindow;
  words: () => Catalogue['desktop'];
  log: Log;
}

/** The host goes on when the page dies or hangs: loading it again loses nothing, so that is what is offered. */
export function watchCrash({ window, words, log }: CrashOptions): void {
  const { webContents } = window;
  let hanging: AbortController | undefined;
  let isEndedByUs = false;

  const offerReload = async (text: { title: string; body: string; leave: string }, signal?: AbortSignal) => {
    const { response } = await dialog.showMessageBox(window, {
      type: 'error',
      message: text.title,
      detail: text.body,
      buttons: [words().reload, text.leave],
      defaultId: 0,
      cancelId: 1,
      ...(signal && { signal }),
    });
    return response === 0 && !window.isDestroyed();
  };

  const onCrash = async ({ reason, exitCode }: RenderProcessGoneDetails): Promise<void> => {
    if (reason === 'clean-exit') return;
    if (isEndedByUs) {
      isEndedByUs = false;
      return;
    }
    log.error({ reason, exitCode }, 'the window crashed');
    const { crashTitle: title, crashBody: body, closeWindow: leave } = words();
    if (await offerReload({ title, body, leave })) webContents.reload();
    else if (!window.isDestroyed()) window.destroy();
  };

  const onHang = async (): Promise<void> => {
    log.warn('the window does not respond');
    hanging = new AbortController();
    const { hangTitle: title, hangBody: body, wait: leave } = words();
    if (!(await offerReload({ title, body, leave }, hanging.signal))) return;
    // A page that hangs cannot be reloaded; its process is ended first.
    isEndedByUs = true;
    webContents.forcefullyCrashRenderer();
    webContents.reload();
  };

  webContents.on('render-process-gone', (_event, details) => void onCrash(details));
  window.on('unresponsive', () => void onHang());
  window.on('responsive', () => hanging?.abort());
}
