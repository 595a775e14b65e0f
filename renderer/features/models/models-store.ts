import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client, OpenStream } from '../../../shared/contract/client.ts';
import type { AppContract, Input } from '../../../shared/contract/contract.ts';
import { type AppError, toAppError } from '../../../shared/errors/app-error.ts';
import type { LoadedModel, LoadPreset, LocalModel } from '../../../shared/model/local-model.ts';
import { coalesce } from '../../lib/coalesce.ts';

export interface ModelsState {
  /** By name of the file; null until they were read once. */
  models: readonly LocalModel[] | null;
  error: AppError | null;
  /** The folders are being looked through, because somebody asked. */
  isLooking: boolean;
  /** Null until they were read once. */
  presets: readonly LoadPreset[] | null;
  refresh(): Promise<void>;
  /** Looks through the folders again. */
  look(): Promise<void>;
  /** Resolves when the model is loaded. */
  load(name: string, options?: { ignoreMemory: boolean }): Promise<void>;
  /** Stops the load, whoever began it. */
  stopLoading(name: string): Promise<void>;
  unload(name: string, options?: { force: boolean }): Promise<void>;
  update(change: Input<'local-models.update'>): Promise<void>;
  forgetFailure(name: string): Promise<void>;
  refreshPresets(): Promise<void>;
  savePreset(preset: Pick<LoadPreset, 'name' | 'choices'>): Promise<void>;
  deletePreset(id: LoadPreset['id']): Promise<void>;
}

type Load = OpenStream<number, LoadedModel>;

export function createModelsStore(client: Client<AppContract>): StoreApi<ModelsState> {
  /** Loads that this window began. */
  const loads = new Map<string, Load>();
  const readers = new Map<string, () => Promise<void>>();

  const put = (model: LocalModel): void =>
    store.setState(({ models }) => ({
      models: models?.map((one) => (one.name === model.name ? model : one)) ?? null,
    }));

  const refresh = coalesce(async () => {
    try {
      store.setState({ models: await client.call('local-models.list', {}), error: null });
    } catch (thrown) {
      store.setState({ error: toAppError(thrown) });
    }
  });

  /** Reads one model again; the whole list where it is not in it, or not there any more. */
  const readOne = (name: string): Promise<void> => {
    const reader =
      readers.get(name) ??
      coalesce(async () => {
        if (!store.getState().models?.some((model) => model.name === name)) return refresh();
        try {
          const model = await client.call('local-models.get', { name });
          if (model.name === name) put(model);
          else await refresh();
        } catch {
          await refresh();
        }
      });
    readers.set(name, reader);
    return reader();
  };

  const onProgress = (name: string, progress: number): void => {
    const model = store.getState().models?.find((one) => one.name === name);
    // A last word of progress may come after the model is loaded.
    if (!model || model.state === 'loaded' || model.state === 'unloading') return;
    put({ ...model, state: 'loading', progress });
  };

  const store = createStore<ModelsState>(() => ({
    models: null,
    error: null,
    isLooking: false,
    presets: null,
    refresh,

    async look() {
      store.setState({ isLooking: true });
      try {
        store.setState({ models: await client.call('local-models.refresh', {}), error: null });
      } finally {
        store.setState({ isLooking: false });
      }
    },

    async load(name, options = { ignoreMemory: false }) {
      const load = client.open('local-models.load', { name, ...options });
      loads.set(name, load);
      try {
        for await (const progress of load) onProgress(name, progress);
        await load.end;
      } finally {
        if (loads.get(name) === load) loads.delete(name);
        await readOne(name);
      }
    },

    async stopLoading(name) {
      const own = loads.get(name);
      if (own) own.cancel();
      else put(await client.call('local-models.unload', { name, force: true }));
    },

    async unload(name, options = { force: false }) {
      put(await client.call('local-models.unload', { name, ...options }));
    },
    async update(change) {
      put(await client.call('local-models.update', change));
    },
    async forgetFailure(name) {
      put(await client.call('local-models.forget-failure', { name }));
    },

    async refreshPresets() {
      store.setState({ presets: await client.call('load-presets.list', {}) });
    },
    async savePreset(preset) {
      await client.call('load-presets.save', preset);
      await store.getState().refreshPresets();
    },
    async deletePreset(id) {
      await client.call('load-presets.delete', { id });
      await store.getState().refreshPresets();
    },
  }));

  client.on('local-models.changed', ({ name }) => void (name === null ? refresh() : readOne(name)));
  client.on('local-models.progress', ({ name, progress }) => onProgress(name, progress));

  return store;
}
