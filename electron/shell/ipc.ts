import type { IpcMainEvent, WebContents } from 'electron';
import type { Contract } from '../../shared/contract/define.ts';
import type { ClientFrame, HostFrame, HostLink } from '../../shared/contract/frames.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Router } from '../api/router.ts';
import { serveLink } from '../api/serve-link.ts';
import type { Log } from '../lib/log.ts';
import { toHost, toWindow } from './channels.ts';
import type { Page } from './page.ts';

export interface IpcOptions<C extends Contract> {
  contents: WebContents;
  router: Router<C>;
  page: Page;
  log: Log;
}

/** Serves the contract to the page of one window. Each load of the page is a session of its own. */
export function serveIpc<C extends Contract>({ contents, router, page, log }: IpcOptions<C>): void {
  let session = openSession(contents, { router, log });
  contents.ipc.on(toHost, (event, frame: ClientFrame) => {
    if (isTrusted(event, page)) return session.receive(frame);
    log.warn({ code: 'SENDER_NOT_TRUSTED' }, 'a frame that is not our page sent something');
    event.reply(toWindow, refusal(frame));
  });
  contents.on('did-navigate', () => {
    session.close();
    session = openSession(contents, { router, log });
  });
  contents.on('render-process-gone', () => session.close());
  contents.on('destroyed', () => session.close());
}

/** Only the top frame, and only while it shows our own page. Looked at before anything that was sent. */
const isTrusted = ({ senderFrame }: IpcMainEvent, page: Page): boolean =>
  senderFrame !== null && senderFrame.parent === null && page.isOwn(senderFrame.url);

function refusal(frame: unknown): HostFrame {
  const id = (frame as Partial<ClientFrame> | null)?.id;
  const error = new AppError('SENDER_NOT_TRUSTED', 'Only the Switchyard window may ask. Load the window again.');
  return { type: 'result', id: typeof id === 'number' ? id : 0, result: { ok: false, error: error.toJSON() } };
}

function openSession<C extends Contract>(
  contents: WebContents,
  { router, log }: Pick<IpcOptions<C>, 'router' | 'log'>,
) {
  let isOpen = true;
  let receive = (_frame: ClientFrame): void => {};
  let onClose = (): void => {};
  const link: HostLink = {
    send(frame) {
      if (isOpen && !contents.isDestroyed()) contents.send(toWindow, frame);
    },
    onFrame(listener) {
      receive = listener;
    },
    onClose(listener) {
      onClose = listener;
    },
  };
  serveLink(router, link, { actor: 'window', log });
  return {
    receive: (frame: ClientFrame) => receive(frame),
    close() {
      if (!isOpen) return;
      isOpen = false;
      onClose();
    },
  };
}
