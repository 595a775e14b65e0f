import type { Contract, EventData, EventName } from '../../shared/contract/define.ts';

/** An event as it is told to every window. */
export type AnyEvent<C extends Contract> = {
  [K in EventName<C>]: { name: K; data: EventData<C, K> };
}[EventName<C>];

export interface Events<C extends Contract> {
  publish<K extends EventName<C>>(name: K, data: EventData<C, K>): void;
  /** All events; the answer ends the subscription. */
  subscribe(listener: (event: AnyEvent<C>) => void): () => void;
}

export function createEvents<C extends Contract>(): Events<C> {
  const listeners = new Set<(event: AnyEvent<C>) => void>();
  return {
    publish(name, data) {
      const event = { name, data } as AnyEvent<C>;
      for (const listener of listeners) listener(event);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
