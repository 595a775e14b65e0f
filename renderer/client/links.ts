import type { ClientFrame, ClientLink, HostFrame } from '../../shared/contract/frames.ts';
import { AppError } from '../../shared/errors/app-error.ts';

/** What `electron/preload.ts` puts on the window. */
export interface PreloadBridge {
  send(frame: ClientFrame): void;
  onFrame(listener: (frame: HostFrame) => void): void;
}

declare global {
  interface Window {
    switchyard?: PreloadBridge;
  }
}

/** The desktop window: the line stands as long as the window does. */
export const ipcLink = (bridge: PreloadBridge): ClientLink => ({
  send: (frame) => bridge.send(frame),
  onFrame: (listener) => bridge.onFrame(listener),
  onClose: () => {},
});

export const tokenIn = ({ hash }: Location): string | null => new URLSearchParams(hash.slice(1)).get('token');

/** Signs this browser in with the token of the printed address, if there is one, and asks whether it is signed in. */
export async function signIn(location: Location, history: History): Promise<void> {
  const token = tokenIn(location);
  if (token) {
    await fetch('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    // Used or refused: either way it has no business in the address bar or the history any longer.
    history.replaceState(null, '', location.pathname + location.search);
  }
  const { status } = await fetch('/session');
  if (status === 401) throw new AppError('TOKEN_MISSING', 'This browser is not signed in.');
  if (status >= 400) throw new AppError('DISCONNECTED', `The host answered ${status} when asked for the session.`);
}

/** A browser window: a WebSocket to the host that served the page. */
export function webSocketLink(url: string): Promise<ClientLink> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    let listen: (frame: HostFrame) => void = () => {};
    const closeListeners: (() => void)[] = [];
    socket.onmessage = ({ data }) => listen(JSON.parse(String(data)) as HostFrame);
    socket.onclose = () => {
      reject(new AppError('DISCONNECTED', 'The connection to the Switchyard host was lost.'));
      for (const listener of closeListeners) listener();
    };
    socket.onopen = () =>
      resolve({
        send: (frame) => socket.send(JSON.stringify(frame)),
        onFrame(listener) {
          listen = listener;
        },
        onClose: (listener) => void closeListeners.push(listener),
      });
  });
}
