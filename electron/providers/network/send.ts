import type { Dispatcher } from 'undici';

export interface SendRequest {
  url: string;
  method: 'POST';
  headers: Readonly<Record<string, string>>;
  body: string | Uint8Array;
  signal: AbortSignal;
}

/** An answer as it comes; nothing more of it is asked for than is read, but for a little. */
export interface AnswerBody {
  /** All that is there by now; undefined at the end. One read at a time. */
  read(): Promise<Uint8Array | undefined>;
  /** Nobody reads on: the other side is told at once where there is more to come. */
  cancel(): void;
}

export interface Answer {
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  body: AnswerBody;
}

/** The short way to ask: what fetch does for a web page is left out. What goes wrong is thrown as fetch would name it. */
export type Send = (request: SendRequest) => Promise<Answer>;

export interface SendOptions {
  dispatcher: Pick<Dispatcher, 'dispatch'>;
  origin: string;
  path: string;
  /** For the whole answer, in ms; null is without a limit. */
  limit: number | null;
}

export function sendOver(request: SendRequest, options: SendOptions): Promise<Answer> {
  const { signal } = request;
  if (signal.aborted) return Promise.reject(signal.reason as Error);
  return new Exchange(request, options).head.promise;
}

/** Bytes that may wait for their reader; then the other side is not read from any more. */
const mostUnread = 256 * 1024;

/** One for all: an error for each would look for its stack each time. */
const left = new Error('nobody waits for this answer any more');

class Exchange implements Dispatcher.DispatchHandler, AnswerBody {
  readonly head = Promise.withResolvers<Answer>();
  readonly #signal: AbortSignal;
  readonly #timer: NodeJS.Timeout | undefined;
  #line: Dispatcher.DispatchController | undefined;
  #unread: Buffer[] = [];
  #size = 0;
  #reader: PromiseWithResolvers<Uint8Array | undefined> | undefined;
  /** How it ended. */
  #end: 'whole' | { error: unknown } | undefined;

  constructor({ method, headers, body, signal }: SendRequest, { dispatcher, origin, path, limit }: SendOptions) {
    this.#signal = signal;
    signal.addEventListener('abort', this);
    if (limit !== null) this.#timer = setTimeout(() => this.#leave(timeIsUp()), limit);
    dispatcher.dispatch({ origin, path, method, headers, body }, this);
  }

  handleEvent(): void {
    this.#leave(this.#signal.reason);
  }

  read(): Promise<Uint8Array | undefined> {
    const [first] = this.#unread;
    if (first) return Promise.resolve(this.#take(first));
    if (!this.#end) {
      this.#reader = Promise.withResolvers();
      return this.#reader.promise;
    }
    return this.#end === 'whole' ? Promise.resolve(undefined) : Promise.reject(this.#end.error as Error);
  }

  cancel(): void {
    this.#unread = [];
    this.#leave(left);
  }

  onRequestStart(line: Dispatcher.DispatchController): void {
    this.#line = line;
    // It waited for a connection, and nobody for it.
    if (this.#end) line.abort(left);
  }

  onResponseStart(_line: Dispatcher.DispatchController, status: number, headers: Headers): void {
    // A hint on the way to the answer.
    if (status < 200) return;
    this.head.resolve({ status, headers: inOneLine(headers), body: this });
  }

  onResponseData(line: Dispatcher.DispatchController, chunk: Buffer): void {
    const reader = this.#reader;
    if (reader) {
      this.#reader = undefined;
      reader.resolve(chunk);
      return;
    }
    this.#unread.push(chunk);
    this.#size += chunk.length;
    if (this.#size > mostUnread) line.pause();
  }

  onResponseEnd(): void {
    this.#over('whole');
  }

  onResponseError(_line: Dispatcher.DispatchController, error: Error): void {
    this.#over({ error });
  }

  #take(first: Buffer): Buffer {
    const all = this.#unread.length === 1 ? first : Buffer.concat(this.#unread);
    this.#unread = [];
    this.#size = 0;
    this.#line?.resume();
    return all;
  }

  #leave(error: unknown): void {
    if (this.#end) return;
    this.#over({ error });
    this.#line?.abort(left);
  }

  #over(end: 'whole' | { error: unknown }): void {
    if (this.#end) return;
    this.#end = end;
    clearTimeout(this.#timer);
    this.#signal.removeEventListener('abort', this);
    if (end === 'whole') this.#reader?.resolve(undefined);
    else {
      this.head.reject(end.error);
      this.#reader?.reject(end.error);
    }
    this.#reader = undefined;
  }
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

function inOneLine(headers: Headers): Record<string, string> {
  const lines: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) lines[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return lines;
}

const timeIsUp = (): Error => new DOMException('the time for the whole answer is over', 'TimeoutError');
