import type { Dispatcher } from 'undici';
import { createMailbox } from './mailbox.ts';
import { watchUpgrade } from './watch-upgrade.ts';

export type SocketMessage = string | Uint8Array;

/** An open line for messages both ways. */
export interface VendorSocket {
  /** Ends when the line was closed, with whatever code; fails where it broke. What nobody reads is not asked for either. */
  readonly messages: ReadableStream<SocketMessage>;
  /** Resolves when the line is no more; null where it broke. */
  readonly closed: Promise<{ code: number; reason: string } | null>;
  /** Bytes that were sent and have not left this computer yet. */
  readonly unsent: number;
  /** Does nothing once it is closed. */
  send(message: SocketMessage): void;
  /** Default: 1000, all is well. */
  close(code?: number): void;
}

export interface SocketOptions {
  headers?: Record<string, string>;
  protocols?: readonly string[];
  /** For the opening only. */
  signal?: AbortSignal;
}

/** Opens a line to a `wss:` or `ws:` address. What goes wrong is thrown as a failed fetch throws it. */
export type OpenSocket = (url: string, options?: SocketOptions) => Promise<VendorSocket>;

/** Broken off in the middle: Node's code for it, as a body that ends too early has it. */
class SocketCut extends Error {
  override readonly name = 'SocketCut';
  readonly code = 'UND_ERR_SOCKET';
}

/** Bytes that may wait for their reader; then the other side is not read from any more. */
const mostUnread = 1024 * 1024;
/** How long the other side has to say goodbye, in ms. */
const farewell = 2000;
/** https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1: no goodbye came. */
const noGoodbye = 1006;

const sizeOf = (message: SocketMessage): number => (typeof message === 'string' ? message.length : message.byteLength);

export async function openWebSocket(
  url: URL,
  { headers, protocols, signal, dispatcher }: SocketOptions & { dispatcher: Dispatcher },
): Promise<VendorSocket> {
  const { WebSocket } = await import('undici');
  signal?.throwIfAborted();
  const upgrade = watchUpgrade();
  const socket = new WebSocket(url.href, {
    protocols: [...(protocols ?? [])],
    dispatcher: dispatcher.compose(upgrade.interceptor),
    ...(headers && { headers }),
  });
  socket.binaryType = 'arraybuffer';
  const opening = Promise.withResolvers<void>();
  const closing = Promise.withResolvers<{ code: number; reason: string } | null>();
  const inbox = createMailbox<SocketMessage>({ sizeOf, limit: mostUnread, onCancel: () => close() });
  let isOurs = false;

  function close(code = 1000): void {
    isOurs = true;
    socket.close(code);
    setTimeout(() => upgrade.line()?.destroy(), farewell).unref();
  }

  socket.addEventListener('open', () => opening.resolve());
  socket.addEventListener('message', ({ data }: { data: string | ArrayBuffer }) => {
    inbox.put(typeof data === 'string' ? data : new Uint8Array(data));
    if (!inbox.hasRoom()) upgrade.holdUntil(inbox.room());
  });
  socket.addEventListener('close', ({ code, reason }) => {
    opening.reject(upgrade.failure() ?? new Error('the handshake failed'));
    const isBroken = code === noGoodbye && !isOurs;
    inbox.end(isBroken ? { error: new SocketCut('the connection broke') } : undefined);
    closing.resolve(code === noGoodbye ? null : { code, reason });
  });

  const abort = (): void => {
    opening.reject(signal?.reason);
    socket.close();
  };
  signal?.addEventListener('abort', abort, { once: true });
  await opening.promise.finally(() => signal?.removeEventListener('abort', abort));

  return {
    messages: inbox.stream,
    closed: closing.promise,
    get unsent() {
      return socket.bufferedAmount;
    },
    send: (message) => socket.send(message),
    close,
  };
}
