import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client, OpenStream } from '../../../shared/contract/client.ts';
import type { AppContract } from '../../../shared/contract/contract.ts';
import { type AppError, toAppError } from '../../../shared/errors/app-error.ts';
import type { HostedModel, KeyBalance, PullProgress, Voice } from '../../../shared/model/extras.ts';
import type { ProviderId } from '../../../shared/model/ids.ts';

export interface Loaded<Value> {
  isLoading: boolean;
  /** Null until it was read once; then the newest that could be read. */
  value: Value | null;
  error: AppError | null;
}

/** A pull that this window began; one that ended well is in the list of models in place of here. */
export interface Pull {
  name: string;
  progress: PullProgress | null;
  /** Why it ended; null while it runs. */
  error: AppError | null;
}

type ByProvider<Value> = Readonly<Partial<Record<ProviderId, Value>>>;

export interface ExtrasState {
  balances: ByProvider<Loaded<KeyBalance[]>>;
  voices: ByProvider<Loaded<Voice[]>>;
  hosted: ByProvider<Loaded<HostedModel[]>>;
  pulls: ByProvider<readonly Pull[]>;
  loadBalance(id: ProviderId, options?: { refresh: boolean }): Promise<void>;
  loadVoices(id: ProviderId, options?: { refresh: boolean }): Promise<void>;
  loadHosted(id: ProviderId): Promise<void>;
  /** Resolves with whether the model is there now; why not stands in its row. */
  pull(id: ProviderId, name: string): Promise<boolean>;
  stopPull(id: ProviderId, name: string): void;
  dismissPull(id: ProviderId, name: string): void;
  copy(id: ProviderId, name: string, to: string): Promise<void>;
  remove(id: ProviderId, name: string): Promise<void>;
}

export function createExtrasStore(client: Client<AppContract>): StoreApi<ExtrasState> {
  const running = new Map<string, OpenStream<PullProgress, HostedModel>>();
  /** Counts the looks at each list, so that an answer that was overtaken does not bring back what is gone. */
  const turns = new Map<string, number>();
  const pullKey = (id: ProviderId, name: string): string => `${id} ${name}`;

  async function load<Name extends 'balances' | 'voices' | 'hosted'>(
    name: Name,
    id: ProviderId,
    read: () => Promise<NonNullable<NonNullable<ExtrasState[Name][ProviderId]>['value']>>,
  ): Promise<void> {
    const put = (loaded: object): void =>
      store.setState((state) => ({ [name]: { ...state[name], [id]: { ...state[name][id], ...loaded } } }));
    const turn = (turns.get(`${name} ${id}`) ?? 0) + 1;
    turns.set(`${name} ${id}`, turn);
    const isNewest = (): boolean => turns.get(`${name} ${id}`) === turn;
    // What went wrong stays in sight until it is known to be right: else it would blink with each look.
    put({ value: null, error: null, ...store.getState()[name][id], isLoading: true });
    try {
      const value = await read();
      if (isNewest()) put({ isLoading: false, value, error: null });
    } catch (thrown) {
      if (isNewest()) put({ isLoading: false, error: toAppError(thrown) });
    }
  }

  /** Undefined takes it away. */
  function putPull(id: ProviderId, name: string, pull: Pull | undefined): void {
    store.setState(({ pulls }) => {
      const known = pulls[id] ?? [];
      const isKnown = known.some((one) => one.name === name);
      const next = pull && !isKnown ? [...known, pull] : known.map((one) => (one.name === name ? pull : one));
      return { pulls: { ...pulls, [id]: next.filter((one) => one !== undefined) } };
    });
  }

  const store = createStore<ExtrasState>((_set, get) => ({
    balances: {},
    voices: {},
    hosted: {},
    pulls: {},

    loadBalance: (id, options = { refresh: false }) =>
      load('balances', id, () => client.call('providers.balance', { providerId: id, ...options })),
    loadVoices: (id, options = { refresh: false }) =>
      load('voices', id, () => client.call('providers.voices', { providerId: id, ...options })),
    loadHosted: (id) => load('hosted', id, () => client.call('hosted-models.list', { providerId: id })),

    async pull(id, name) {
      if (running.has(pullKey(id, name))) return false;
      const stream = client.open('hosted-models.pull', { providerId: id, name });
      running.set(pullKey(id, name), stream);
      let progress: PullProgress | null = null;
      putPull(id, name, { name, progress, error: null });
      try {
        for await (progress of stream) putPull(id, name, { name, progress, error: null });
        await stream.end;
        putPull(id, name, undefined);
        await get().loadHosted(id);
        return true;
      } catch (thrown) {
        putPull(id, name, { name, progress, error: toAppError(thrown) });
        return false;
      } finally {
        running.delete(pullKey(id, name));
      }
    },
    stopPull: (id, name) => running.get(pullKey(id, name))?.cancel(),
    dismissPull: (id, name) => putPull(id, name, undefined),

    async copy(id, name, to) {
      await client.call('hosted-models.copy', { providerId: id, name, to });
      await get().loadHosted(id);
    },
    async remove(id, name) {
      await client.call('hosted-models.delete', { providerId: id, name });
      await get().loadHosted(id);
    },
  }));

  return store;
}
