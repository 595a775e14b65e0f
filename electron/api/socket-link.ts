import type { WebSocket } from 'ws';
import type { ClientFrame, HostLink } from '../../shared/contract/frames.ts';
import type { Log } from '../lib/log.ts';

/** Why the host closed: 1000-1999 are the protocol's own, 4000 and up are ours (4000 + the HTTP status). */
export const closeCodes = { goingAway: 1001, notText: 1003, notJson: 1007, failed: 1011, signedOut: 4401 } as const;

/** The host's end of a WebSocket: one frame a message, as JSON. */
export function socketLink(socket: WebSocket, { log, onSent }: { log: Log; onSent: () => void }): HostLink {
  const close = (closeCode: number): void => {
    log.info({ code: 'VALIDATION_FAILED', closeCode }, 'a window sent what is no frame');
    socket.close(closeCode);
  };
  return {
    send: (frame) => socket.send(JSON.stringify(frame), onSent),
    onClose: (listener) => void socket.once('close', listener),
    onFrame: (listener) =>
      void socket.on('message', (data, isBinary) => {
        if (isBinary) return close(closeCodes.notText);
        let frame: ClientFrame;
        try {
          frame = JSON.parse((data as Buffer).toString());
        } catch {
          return close(closeCodes.notJson);
        }
        listener(frame);
      }),
  };
}
