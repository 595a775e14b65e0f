import type { Readable } from 'node:stream';

export interface DrainOptions {
  /** Bytes. */
  most: number;
  /** In ms. */
  patience: number;
}

/**
 * Reads a body nobody wants. A client that is still sending does not listen: were the connection closed on it, it would
 * see a broken pipe and never the answer.
 */
export function drain(body: Readable, { most, patience }: DrainOptions): Promise<void> {
  return new Promise((resolve) => {
    if (body.readableEnded || body.destroyed) return resolve();
    let read = 0;
    const stop = (): void => {
      clearTimeout(timer);
      body.off('data', onData).off('end', stop).off('close', stop).off('error', stop).pause();
      resolve();
    };
    const onData = (chunk: Buffer): void => {
      read += chunk.length;
      if (read > most) stop();
    };
    const timer = setTimeout(stop, patience);
    body.on('data', onData).on('end', stop).on('close', stop).on('error', stop).resume();
  });
}
