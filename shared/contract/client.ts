import { AppError } from '../errors/app-error.ts';
import type { CallName, Contract, Delta, End, EventData, EventName, Input, Output, StreamName } from './define.ts';
import type { ClientFrame, ClientLink, Result } from './frames.ts';

/** A running stream: read its deltas, await its end, or cancel it. */
export interface OpenStream<D, E> extends AsyncIterable<D> {
  /** Settles once: the end value, or the error (CANCELLED when it was cancelled). */
  readonly end: Promise<E>;
  cancel(): void;
}

/** As much of an AbortSignal as is needed: this layer knows neither Node nor the browser. */
interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { once: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

interface CallOptions {
  signal?: CancelSignal;
}

/** The contract, typed, over any link. */
export interface Client<C extends Contract> {
  /** Aborting it stops the call at the host, where it can be stopped; it ends as CANCELLED. */
  call<K extends CallName<C>>(name: K, input: Input<C, K>, options?: CallOptions): Promise<Output<C, K>>;
  open<K extends StreamName<C>>(name: K, input: Input<C, K>): OpenStream<Delta<C, K>, End<C, K>>;
  on<K extends EventName<C>>(name: K, listener: (data: EventData<C, K>) => void): () => void;
}

interface Waiting {
  settle(result: Result): void;
  deltas(deltas: unknown[]): void;
}

const disconnected: Result = {
  ok: false,
  error: { code: 'DISCONNECTED', message: 'The connection to the Switchyard host was lost.', retryable: true },
};

export function createClient<C extends Contract>(link: ClientLink): Client<C> {
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string, Set<(data: never) => void>>();
  let nextId = 1;
  let isClosed = false;

  link.onFrame((frame) => {
    switch (frame.type) {
      case 'event':
        for (const listener of listeners.get(frame.name) ?? []) listener(frame.data as never);
        return;
      case 'deltas':
        waiting.get(frame.id)?.deltas(frame.deltas);
        return;
      case 'result': {
        const entry = waiting.get(frame.id);
        waiting.delete(frame.id);
        entry?.settle(frame.result);
      }
    }
  });
  link.onClose(() => {
    isClosed = true;
    for (const entry of waiting.values()) entry.settle(disconnected);
    waiting.clear();
  });

  const start = (entry: Waiting, frame: (id: number) => ClientFrame): number => {
    const id = nextId++;
    if (isClosed) {
      entry.settle(disconnected);
      return id;
    }
    waiting.set(id, entry);
    try {
      link.send(frame(id));
    } catch {
      waiting.delete(id);
      entry.settle(disconnected);
    }
    return id;
  };

  const settleInto =
    <T>(resolve: (value: T) => void, reject: (error: AppError) => void) =>
    (result: Result): void =>
      result.ok ? resolve(result.data as T) : reject(AppError.from(result.error));

  return {
    call<K extends CallName<C>>(name: K, input: Input<C, K>, { signal }: CallOptions = {}) {
      return new Promise<Output<C, K>>((resolve, reject) => {
        const finish = settleInto(resolve, reject);
        const cancel = (): void => {
          if (waiting.has(id)) link.send({ type: 'cancel', id });
        };
        const settle = (result: Result): void => {
          signal?.removeEventListener('abort', cancel);
          finish(result);
        };
        const id = start({ settle, deltas: () => {} }, (callId) => ({ type: 'call', id: callId, name, input }));
        if (signal?.aborted) cancel();
        else signal?.addEventListener('abort', cancel, { once: true });
      });
    },

    open<K extends StreamName<C>>(name: K, input: Input<C, K>): OpenStream<Delta<C, K>, End<C, K>> {
      const queue: Delta<C, K>[] = [];
      let isDone = false;
      let wake = (): void => {};
      const { promise: end, resolve, reject } = Promise.withResolvers<End<C, K>>();
      // The end may be awaited late or, by a caller that only reads deltas, never.
      end.catch(() => {});
      const finish = settleInto(resolve, reject);
      const id = start(
        {
          deltas(deltas) {
            queue.push(...(deltas as Delta<C, K>[]));
            wake();
          },
          settle(result) {
            isDone = true;
            finish(result);
            wake();
          },
        },
        (streamId) => ({ type: 'open', id: streamId, name, input }),
      );
      const cancel = (): void => {
        if (!isDone && waiting.has(id)) link.send({ type: 'cancel', id });
      };
      return {
        end,
        cancel,
        async *[Symbol.asyncIterator]() {
          try {
            for (;;) {
              yield* queue.splice(0);
              if (isDone && queue.length === 0) break;
              if (queue.length === 0) {
                await new Promise<void>((next) => {
                  wake = next;
                });
              }
            }
            await end;
          } finally {
            cancel();
          }
        },
      };
    },

    on(name, listener) {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set);
      set.add(listener as (data: never) => void);
      return () => void set.delete(listener as (data: never) => void);
    },
  };
}
