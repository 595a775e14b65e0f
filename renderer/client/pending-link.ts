import type { ClientFrame, ClientLink, HostFrame } from '../../shared/contract/frames.ts';

/**
 * A link that can be used before it stands: what is sent meanwhile waits.
 * When it never comes to stand, it closes, and what waited is answered as disconnected.
 */
export function pendingLink(opening: Promise<ClientLink>): ClientLink {
  let open: ClientLink | undefined;
  let isClosed = false;
  const waiting: ClientFrame[] = [];
  const closeListeners: (() => void)[] = [];
  let listen: (frame: HostFrame) => void = () => {};

  const close = (): void => {
    if (isClosed) return;
    isClosed = true;
    for (const listener of closeListeners) listener();
  };

  opening.then((link) => {
    open = link;
    link.onFrame((frame) => listen(frame));
    link.onClose(close);
    for (const frame of waiting.splice(0)) link.send(frame);
  }, close);

  return {
    send(frame) {
      if (open) open.send(frame);
      else waiting.push(frame);
    },
    onFrame(listener) {
      listen = listener;
    },
    onClose(listener) {
      if (isClosed) listener();
      else closeListeners.push(listener);
    },
  };
}
