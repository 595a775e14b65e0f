import { useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';

export interface ResourceState<T> {
  /** The last known answer; kept while a newer one is fetched and when that fails. */
  data: T | undefined;
  error: unknown;
}

export interface Resource<T> {
  store: StoreApi<ResourceState<T>>;
  refresh(): Promise<void>;
  /** When an answer or an event already carries the newest state. */
  set(data: T): void;
}

/** One answer of the host that several places show: asked for once, shown again at once, refreshed quietly. */
export function createResource<T>(load: () => Promise<T>): Resource<T> {
  const store = createStore<ResourceState<T>>(() => ({ data: undefined, error: undefined }));
  let newest = 0;
  return {
    store,
    async refresh() {
      newest += 1;
      const mine = newest;
      try {
        const data = await load();
        // An older answer that comes late must not replace a newer one.
        if (mine === newest) store.setState({ data, error: undefined });
      } catch (error) {
        if (mine === newest) store.setState({ error });
      }
    },
    set(data) {
      newest += 1;
      store.setState({ data, error: undefined });
    },
  };
}

/** Shows what is known at once and asks for what is new. */
export function useResource<T>(resource: Resource<T>): ResourceState<T> {
  useEffect(() => void resource.refresh(), [resource]);
  return useStore(resource.store);
}
