import type { ClientFrame, HostFrame, HostLink } from '../../../shared/contract/frames.ts';

/** The child's end of the line to the host. */
export interface ParentLine extends HostLink {
  /** Pending while too much lies unsent. */
  whenWritable(): Promise<void> | undefined;
}

/** `process.parentPort` of a process that Electron started. */
export interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
}

/** Electron keeps its own watch over the processes it started, and ends them with the app. */
export const parentPort = (process as { parentPort?: ParentPort }).parentPort;

/** Frames that may be under way: enough to never wait for the host's turn, few enough to lie in memory. */
const mostUnsent = 16;

export const openParentLine = (): ParentLine => (parentPort ? overPort(parentPort) : overChannel());

const overPort = (port: ParentPort): ParentLine => ({
  send: (frame) => port.postMessage(frame),
  onFrame: (listener) => void port.on('message', ({ data }) => listener(data as ClientFrame)),
  onClose: () => {},
  whenWritable: () => undefined,
});

function overChannel(): ParentLine {
  let unsent = 0;
  let writable = Promise.withResolvers<void>();
  const onSent = (): void => {
    unsent -= 1;
    if (unsent >= mostUnsent) return;
    writable.resolve();
    writable = Promise.withResolvers();
  };
  return {
    send(frame: HostFrame) {
      if (!process.connected) return;
      unsent += 1;
      process.send?.(frame, undefined, undefined, onSent);
    },
    onFrame: (listener) => void process.on('message', (frame) => listener(frame as ClientFrame)),
    onClose: (listener) => void process.once('disconnect', listener),
    whenWritable: () => (unsent < mostUnsent ? undefined : writable.promise),
  };
}
