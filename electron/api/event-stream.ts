import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';

/** Quiet streams say something now and then, so that clients and proxies do not take them for dead. In ms. */
const keepAliveInterval = 15_000;

/** Server-sent events as the body of a reply. */
export interface EventStream {
  body: Readable;
  /** Aborts when the reader is gone. */
  signal: AbortSignal;
  /** Bytes written but not read yet. */
  readonly backlog: number;
  /** Resolves when the reader can take more. */
  send(event: string, data: unknown): Promise<void>;
  end(): void;
}

export function createEventStream(): EventStream {
  const body = new PassThrough();
  const gone = new AbortController();
  const keepAlive = setInterval(() => body.write(': still here\n\n'), keepAliveInterval);
  keepAlive.unref();
  body.once('close', () => {
    clearInterval(keepAlive);
    gone.abort();
  });
  // A reader that goes away is no fault of ours; 'close' follows.
  body.on('error', () => {});
  body.write(': connected\n\n');
  return {
    body,
    signal: gone.signal,
    get backlog() {
      return body.writableLength;
    },
    async send(event, data) {
      if (gone.signal.aborted) return;
      const isReady = body.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      if (!isReady) await once(body, 'drain', { signal: gone.signal }).catch(() => {});
    },
    end() {
      clearInterval(keepAlive);
      body.end();
    },
  };
}
