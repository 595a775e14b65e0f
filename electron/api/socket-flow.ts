import type { WebSocket } from 'ws';

/** Bytes waiting in a socket above which its streams are read no further. */
const highWater = 1 << 20;

/** Lets streams wait while the peer reads slower than they write. */
export interface Drain {
  /** To be called whenever something has gone out. */
  check(): void;
  whenWritable(): Promise<void> | undefined;
}

export function createDrain(socket: WebSocket): Drain {
  let waiting: PromiseWithResolvers<void> | undefined;
  const release = (): void => {
    waiting?.resolve();
    waiting = undefined;
  };
  socket.once('close', release);
  return {
    check() {
      if (socket.bufferedAmount < highWater) release();
    },
    whenWritable() {
      if (socket.bufferedAmount < highWater || socket.readyState !== socket.OPEN) return undefined;
      waiting ??= Promise.withResolvers();
      return waiting.promise;
    },
  };
}

/** A laptop that was shut leaves a socket that never closes by itself. The interval is in ms. */
export function watchHeartbeat(socket: WebSocket, interval: number): void {
  let isAlive = true;
  socket.on('pong', () => {
    isAlive = true;
  });
  const timer = setInterval(() => {
    if (!isAlive) return socket.terminate();
    isAlive = false;
    socket.ping();
  }, interval);
  timer.unref();
  socket.once('close', () => clearInterval(timer));
}
