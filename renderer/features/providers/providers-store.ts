import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client } from '../../../shared/contract/client.ts';
import type { AppContract, Input } from '../../../shared/contract/contract.ts';
import { type AppError, toAppError } from '../../../shared/errors/app-error.ts';
import type { ConnectionTest, TestStep } from '../../../shared/model/connection-test.ts';
import type { CredentialId, ProviderId } from '../../../shared/model/ids.ts';
import type { Model, ModelList, Provider, ProviderKind } from '../../../shared/model/provider.ts';
import { coalesce } from '../../lib/coalesce.ts';
import { followTest } from './follow-test.ts';
import type { InstanceChoices } from './instance-choices.ts';

export type TestRun =
  | { state: 'running'; steps: readonly TestStep[]; withToken: boolean }
  | { state: 'done'; result: ConnectionTest; at: number; withToken?: boolean }
  | { state: 'failed'; error: AppError; at: number };

export type ModelsOf =
  | { state: 'loading'; list: ModelList | null }
  | { state: 'ready'; list: ModelList }
  | { state: 'failed'; list: ModelList | null; error: AppError };

/** Why a test did not pass, when it did not. */
export const failureOfTest = (run: TestRun): unknown =>
  run.state === 'failed'
    ? run.error
    : run.state === 'done'
      ? run.result.steps.find(({ failure }) => failure)?.failure
      : undefined;

export const hasPassed = (run: TestRun): boolean => run.state === 'done' && run.result.ok;

export interface TryOptions {
  onSteps?: (steps: readonly TestStep[]) => void;
  signal?: AbortSignal;
}

/** Name, settings and choices of a provider as they are typed, not saved yet. */
export type SettingsDraft = Pick<Provider, 'name' | 'settings'> & InstanceChoices;

export interface ProvidersState {
  /** Null until they were read once. */
  kinds: readonly ProviderKind[] | null;
  providers: readonly Provider[] | null;
  error: AppError | null;
  /** The known models of all enabled providers. */
  models: readonly Model[];
  /** The newest test of each provider in this window. */
  tests: Readonly<Partial<Record<ProviderId, TestRun>>>;
  lists: Readonly<Partial<Record<ProviderId, ModelsOf>>>;
  /** Kept until they are saved or taken back, wherever the person goes meanwhile. */
  drafts: Readonly<Partial<Record<ProviderId, SettingsDraft>>>;
  setDraft(providerId: ProviderId, draft: SettingsDraft | undefined): void;
  /** Stores the draft of a provider. What is typed meanwhile stays one. */
  saveDraft(providerId: ProviderId): Promise<void>;
  refresh(): Promise<void>;
  /** Tests what is typed, without storing any of it. */
  try(typed: Input<'providers.create'>, options?: TryOptions): Promise<TestRun>;
  /** `tested`: how what was typed was tested before, when it was. */
  create(input: Input<'providers.create'>, tested: TestRun | null): Promise<Provider>;
  update(input: Input<'providers.update'>): Promise<void>;
  remove(providerId: ProviderId): Promise<void>;
  test(providerId: ProviderId, options?: { withToken: boolean }): Promise<TestRun>;
  /** What was known before the running test stands again. */
  cancelTest(providerId: ProviderId): void;
  loadModels(providerId: ProviderId, options?: { refresh: boolean }): Promise<void>;
  addKey(input: Input<'credentials.add'>): Promise<void>;
  updateKey(input: Input<'credentials.update'>): Promise<void>;
  removeKey(credentialId: CredentialId): Promise<void>;
}

export function createProvidersStore(client: Client<AppContract>): StoreApi<ProvidersState> {
  /** Providers whose models were asked for once because none were known. */
  const asked = new Set<ProviderId>();

  const refresh = coalesce(async () => {
    try {
      const [kinds, providers, models] = await Promise.all([
        store.getState().kinds ?? client.call('provider-kinds.list', {}),
        client.call('providers.list', {}),
        client.call('models.all', {}),
      ]);
      store.setState({ kinds, providers, models, error: null });
      askForUnknownModels(providers, models);
    } catch (thrown) {
      store.setState({ error: toAppError(thrown) });
    }
  });

  function askForUnknownModels(providers: readonly Provider[], models: readonly Model[]): void {
    const known = new Set(models.map(({ providerId }) => providerId));
    for (const { id, isEnabled } of providers) {
      if (!isEnabled || known.has(id) || asked.has(id)) continue;
      asked.add(id);
      void loadModels(id);
    }
  }

  /** To end the running tests with. */
  const cancels = new Map<ProviderId, AbortController>();

  const putTest = (id: ProviderId, run: TestRun | undefined): void =>
    store.setState(({ tests }) => ({ tests: { ...tests, [id]: run } }));

  const putList = (id: ProviderId, models: ModelsOf): void =>
    store.setState(({ lists }) => ({ lists: { ...lists, [id]: models } }));

  function forget(id: ProviderId): void {
    cancels.get(id)?.abort();
    cancels.delete(id);
    putTest(id, undefined);
    if (store.getState().lists[id]) void loadModels(id);
  }

  async function loadModels(id: ProviderId, options = { refresh: false }): Promise<void> {
    const known = store.getState().lists[id]?.list ?? null;
    putList(id, { state: 'loading', list: known });
    try {
      const list = await client.call('models.list', { providerId: id, refresh: options.refresh });
      putList(id, { state: 'ready', list });
      store.setState({ models: await client.call('models.all', {}) });
    } catch (thrown) {
      putList(id, { state: 'failed', list: known, error: toAppError(thrown) });
    }
  }

  const store = createStore<ProvidersState>(() => ({
    kinds: null,
    providers: null,
    error: null,
    models: [],
    tests: {},
    lists: {},
    drafts: {},
    refresh,
    loadModels,

    setDraft(providerId, draft) {
      store.setState(({ drafts }) => ({ drafts: { ...drafts, [providerId]: draft ?? undefined } }));
    },

    async saveDraft(providerId) {
      const draft = store.getState().drafts[providerId];
      if (!draft) return;
      const { name, settings, description, tags, priority, weight, limits } = draft;
      await store.getState().update({
        providerId,
        name: name.trim(),
        settings,
        description: description.trim(),
        tags,
        limits,
        ...(priority !== null && { priority }),
        ...(weight !== null && { weight }),
      });
      if (store.getState().drafts[providerId] === draft) store.getState().setDraft(providerId, undefined);
    },

    try: (typed, { onSteps = () => {}, signal } = {}) =>
      followTest(client.open('connection-tests.try', typed), { onSteps, signal }),

    async create(input, tested) {
      const provider = await client.call('providers.create', input);
      if (tested) putTest(provider.id, tested);
      await refresh();
      return provider;
    },

    async update(input) {
      // How it is reached is typed in another form than it is shown in.
      const { network, ...shown } = input;
      const before = store.getState().providers?.find(({ id }) => id === input.providerId);
      const isOther = before && input.settings && JSON.stringify(before.settings) !== JSON.stringify(input.settings);
      store.setState(({ providers }) => ({
        providers: providers?.map((one) => (one.id === input.providerId ? { ...one, ...shown } : one)) ?? null,
      }));
      try {
        await client.call('providers.update', input);
        // What was found out on the way it had is not true of this one.
        if (before && (isOther || network)) forget(before.id);
      } finally {
        await refresh();
      }
    },

    async remove(providerId) {
      await client.call('providers.delete', { providerId });
      store.getState().setDraft(providerId, undefined);
      await refresh();
    },

    async test(providerId, { withToken } = { withToken: false }) {
      const known = store.getState().tests[providerId];
      const before = known?.state === 'running' ? undefined : known;
      const mine = new AbortController();
      cancels.get(providerId)?.abort();
      cancels.set(providerId, mine);
      const onSteps = (steps: readonly TestStep[]): void => {
        if (!mine.signal.aborted) putTest(providerId, { state: 'running', steps, withToken });
      };
      onSteps([]);
      const ended = await followTest(client.open('connection-tests.run', { providerId, withToken }), {
        onSteps,
        signal: mine.signal,
      });
      // Another test of it has begun.
      if (cancels.get(providerId) !== mine) return ended;
      cancels.delete(providerId);
      const run = ended.state === 'done' ? { ...ended, withToken } : ended;
      putTest(providerId, mine.signal.aborted ? before : run);
      if (run.state === 'done') await loadModels(providerId);
      return run;
    },
    cancelTest: (providerId) => cancels.get(providerId)?.abort(),

    async addKey(input) {
      await client.call('credentials.add', input);
      await refresh();
    },
    async updateKey(input) {
      await client.call('credentials.update', input);
      await refresh();
    },
    async removeKey(credentialId) {
      await client.call('credentials.delete', { credentialId });
      await refresh();
    },
  }));

  client.on('providers.changed', () => void refresh());

  return store;
}
