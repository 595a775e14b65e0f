import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Client, createClient } from '../../shared/contract/client.ts';
import type { Contract, EventData, EventName } from '../../shared/contract/define.ts';
import type { ClientLink } from '../../shared/contract/frames.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { pendingLink } from './pending-link.ts';

export type ConnectionState = 'connecting' | 'online' | 'offline' | 'signed-out';

export interface Connection<C extends Contract> {
  /** Stays the same over reconnects; listeners set with `on` stay set. */
  client: Client<C>;
  state: StoreApi<{ state: ConnectionState }>;
  /** Called when the line stands again after it was lost: what is shown may be old. */
  onReconnected(listener: () => void): () => void;
  /** Tries now instead of at the next turn. */
  retry(): void;
  close(): void;
}

export interface ConnectionOptions {
  /** Resolves with a link that stands. Rejects with TOKEN_MISSING or TOKEN_INVALID when nobody is signed in. */
  openLink(): Promise<ClientLink>;
  /** Milliseconds before each try after a loss; the last one repeats. */
  backoff?: readonly number[];
}

const defaultBackoff = [200, 500, 1000, 2000, 4000];

export function createConnection<C extends Contract>(options: ConnectionOptions): Connection<C> {
  const backoff = options.backoff ?? defaultBackoff;
  const state = createStore<{ state: ConnectionState }>(() => ({ state: 'connecting' }));
  const listeners = new Map<EventName<C>, Set<(data: never) => void>>();
  const reconnected = new Set<() => void>();
  let current: Client<C>;
  let failures = 0;
  let wasOnline = false;
  let isOpening = false;
  let isClosed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const subscribe = <K extends EventName<C>>(client: Client<C>, name: K): void => {
    client.on(name, (data: EventData<C, K>) => {
      // A line that was replaced may still deliver what was under way.
      if (client !== current) return;
      for (const listener of listeners.get(name) ?? []) listener(data as never);
    });
  };

  const later = (): void => {
    if (isClosed) return;
    const wait = backoff[Math.min(failures, backoff.length - 1)] ?? 1000;
    failures += 1;
    timer = setTimeout(connect, wait);
  };

  function connect(): void {
    clearTimeout(timer);
    timer = undefined;
    isOpening = true;
    const opening = options.openLink();
    const link = pendingLink(opening);
    const client = createClient<C>(link);
    current = client;
    for (const name of listeners.keys()) subscribe(client, name);
    opening.then(
      () => {
        isOpening = false;
        failures = 0;
        state.setState({ state: 'online' });
        if (wasOnline) for (const listener of reconnected) listener();
        wasOnline = true;
        link.onClose(() => {
          if (isClosed) return;
          state.setState({ state: 'offline' });
          later();
        });
      },
      (error: unknown) => {
        isOpening = false;
        const isSignedOut =
          error instanceof AppError && (error.code === 'TOKEN_MISSING' || error.code === 'TOKEN_INVALID');
        state.setState({ state: isSignedOut ? 'signed-out' : 'offline' });
        if (!isSignedOut) later();
      },
    );
  }

  connect();

  return {
    client: {
      call: (name, input, options) => current.call(name, input, options),
      open: (name, input) => current.open(name, input),
      on(name, listener) {
        const set = listeners.get(name) ?? new Set();
        if (!listeners.has(name)) {
          listeners.set(name, set);
          subscribe(current, name);
        }
        set.add(listener as (data: never) => void);
        return () => void set.delete(listener as (data: never) => void);
      },
    },
    state,
    onReconnected(listener) {
      reconnected.add(listener);
      return () => void reconnected.delete(listener);
    },
    retry() {
      if (isClosed || isOpening || state.getState().state === 'online') return;
      failures = 0;
      connect();
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}
