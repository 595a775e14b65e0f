import type { Contract } from '../../shared/contract/define.ts';
import type { ClientFrame, ClientLink, HostFrame, HostLink } from '../../shared/contract/frames.ts';
import type { Router } from './router.ts';
import { serveLink } from './serve-link.ts';

/** A link inside one process: for tests, and for parts of the host that want the typed contract. */
export interface MemoryLink extends ClientLink {
  close(): void;
}

export function connectInMemory<C extends Contract>(router: Router<C>): MemoryLink {
  const toHost = createWire<ClientFrame>();
  const toWindow = createWire<HostFrame>();
  const hostEnd: HostLink = { send: toWindow.send, onFrame: toHost.onFrame, onClose: toHost.onClose };
  serveLink(router, hostEnd, { actor: 'window' });
  return {
    send: toHost.send,
    onFrame: toWindow.onFrame,
    onClose: toWindow.onClose,
    close() {
      toHost.close();
      toWindow.close();
    },
  };
}

/** One direction. It goes through JSON and arrives later, as on a real wire: nothing is shared by accident. */
function createWire<Frame>() {
  let onFrame = (_frame: Frame): void => {};
  let onClose = (): void => {};
  let isOpen = true;
  return {
    send(frame: Frame) {
      const text = JSON.stringify(frame);
      queueMicrotask(() => {
        if (isOpen) onFrame(JSON.parse(text) as Frame);
      });
    },
    onFrame(listener: (frame: Frame) => void) {
      onFrame = listener;
    },
    onClose(listener: () => void) {
      onClose = listener;
    },
    close() {
      if (!isOpen) return;
      isOpen = false;
      onClose();
    },
  };
}
