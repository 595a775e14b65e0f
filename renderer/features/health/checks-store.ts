import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client } from '../../../shared/contract/client.ts';
import type { AppContract } from '../../../shared/contract/contract.ts';
import type { ProviderId } from '../../../shared/model/ids.ts';

interface Round {
  done: number;
  all: number;
}

export interface ChecksState {
  /** Asked for in this window and not through. */
  running: ReadonlySet<ProviderId>;
  /** A check of all of them; null while there is none. */
  round: Round | null;
  check(id: ProviderId, withToken?: boolean): Promise<void>;
  /** Resolves when all are through, or those that ran when it was cancelled. */
  checkAll(ids: readonly ProviderId[]): Promise<{ isCancelled: boolean }>;
  /** Stops one that this window asked for. */
  cancel(id: ProviderId): void;
  /** No further one begins, and those that run are stopped. */
  cancelRound(): void;
}

/** More at once the host would let wait. */
const atOnce = 4;

export function createChecksStore(client: Client<AppContract>): StoreApi<ChecksState> {
  let isCancelled = false;
  const stops = new Map<ProviderId, AbortController>();

  const check = async (providerId: ProviderId, withToken = false): Promise<void> => {
    if (store.getState().running.has(providerId)) return;
    const stop = new AbortController();
    const { signal } = stop;
    stops.set(providerId, stop);
    store.setState(({ running }) => ({ running: new Set(running).add(providerId) }));
    try {
      await client.call('health.check', { providerId, withToken }, { signal });
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      stops.delete(providerId);
      store.setState(({ running }) => ({ running: new Set([...running].filter((id) => id !== providerId)) }));
    }
  };

  const store = createStore<ChecksState>(() => ({
    running: new Set(),
    round: null,
    check,

    async checkAll(ids) {
      isCancelled = false;
      store.setState({ round: { done: 0, all: ids.length } });
      const left = [...ids];
      const failures: unknown[] = [];
      const work = async (): Promise<void> => {
        for (let id = left.shift(); id !== undefined && !isCancelled; id = left.shift()) {
          // One that is deleted meanwhile must not hold up the others.
          await check(id).catch((error: unknown) => failures.push(error));
          store.setState(({ round }) => ({ round: round && { ...round, done: round.done + 1 } }));
        }
      };
      await Promise.all(Array.from({ length: atOnce }, work));
      store.setState({ round: null });
      if (failures.length > 0) throw failures[0];
      return { isCancelled };
    },
    cancel: (id) => stops.get(id)?.abort(),
    cancelRound() {
      isCancelled = true;
      for (const stop of stops.values()) stop.abort();
    },
  }));
  return store;
}
