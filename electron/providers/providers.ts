import type { AppContract } from '../../shared/contract/contract.ts';
import type { ParsedInput } from '../../shared/contract/define.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { CredentialId, ProviderId } from '../../shared/model/ids.ts';
import type {
  ConnectionTest,
  Credential,
  Model,
  ModelList,
  Provider,
  ProviderKind,
} from '../../shared/model/provider.ts';
import { newId } from '../lib/id.ts';
import { Secret } from '../lib/secret.ts';
import { connectProvider, type ProviderConnection, vendorOfProvider } from './connect.ts';
import { testConnection } from './connection-test.ts';
import { createKeys } from './keys.ts';
import { createModelLists } from './model-lists.ts';
import type { ProviderPorts } from './ports.ts';
import { vendorOf, vendors } from './registry.ts';

type NewProvider = ParsedInput<AppContract, 'providers.create'>;

export interface ProviderService {
  kinds(): ProviderKind[];
  list(): Provider[];
  get(id: ProviderId): Provider;
  /** Tests what is typed so far; stores nothing, neither provider nor key. */
  try(typed: NewProvider, signal: AbortSignal): Promise<ConnectionTest>;
  create(provider: NewProvider): Promise<Provider>;
  update(change: ParsedInput<AppContract, 'providers.update'>): Provider;
  delete(id: ProviderId): void;
  test(id: ProviderId, signal: AbortSignal): Promise<ConnectionTest>;
  models(id: ProviderId, options: { refresh: boolean }): Promise<ModelList>;
  allModels(): Model[];
  addKey(id: ProviderId, key: { label: string; apiKey: string }): Promise<Credential>;
  updateKey(id: CredentialId, change: { label?: string; isEnabled?: boolean }): Credential;
  deleteKey(id: CredentialId): void;
  /** For the gateway: an enabled provider with its key read. */
  connect(id: ProviderId): Promise<ProviderConnection>;
}

export function createProviders(ports: ProviderPorts): ProviderService {
  const { store, vault, events, log, fetch = globalThis.fetch, now = Date.now } = ports;
  const keys = createKeys({ store, vault, log, now });
  const readKeyOf = (provider: Provider) => (needsKey: ProviderKind['needsKey']) => keys.read(provider, needsKey);
  const connect = (provider: Provider) => connectProvider(provider, { readKey: readKeyOf(provider), fetch });
  const lists = createModelLists({ store, events, now, connect });

  const get = (id: ProviderId): Provider => {
    const provider = store.providers.get(id);
    if (provider) return provider;
    throw new AppError('PROVIDER_NOT_FOUND', `There is no provider ${id}. It may have been deleted in another window.`);
  };
  const changed = (providerId: ProviderId): void => events.publish('providers.changed', { providerId });
  const keysChanged = (providerId: ProviderId): void => {
    lists.forget(providerId);
    changed(providerId);
  };

  return {
    kinds: () => vendors.map(({ kind }) => kind),
    list: () => store.providers.list(),
    get,

    async try(typed, signal) {
      const { kind, name } = typed;
      const { settings, apiKey } = checkNew(typed);
      const key = { apiKey: apiKey === undefined ? null : new Secret(apiKey), credentialId: null };
      const { models: _, ...result } = await testConnection(
        { kind, name, settings },
        { readKey: async () => key, fetch, signal },
      );
      return result;
    },

    async create(typed) {
      const { kind, name } = typed;
      const { settings, apiKey } = checkNew(typed);
      const row = { id: newId<ProviderId>(), kind, name, settings, createdAt: now() };
      if (apiKey === undefined) {
        store.providers.insert(row);
      } else {
        await keys.store(apiKey, (insertKey) => {
          store.providers.insert(row);
          insertKey(row.id, '');
        });
      }
      changed(row.id);
      return get(row.id);
    },

    update({ providerId, settings, ...change }) {
      const vendor = vendorOfProvider(get(providerId));
      const parsed = settings === undefined ? {} : { settings: vendor.parseSettings(settings) };
      store.providers.update(providerId, { ...change, ...parsed });
      if (settings !== undefined) lists.forget(providerId);
      changed(providerId);
      return get(providerId);
    },

    delete(id) {
      get(id);
      store.providers.delete(id);
      changed(id);
    },

    async test(id, signal) {
      const provider = get(id);
      const { models, ...result } = await testConnection(provider, { readKey: readKeyOf(provider), fetch, signal });
      if (models) lists.keep(id, models);
      return result;
    },

    models: async (id, { refresh }) => lists.list(get(id), refresh),
    allModels() {
      // A vendor this version does not know (any more) cannot be asked.
      const usable = new Set(store.providers.list().flatMap(({ id, kind }) => (vendorOf(kind) ? [id] : [])));
      return store.models.listEnabled().filter(({ providerId }) => usable.has(providerId));
    },

    async addKey(id, { label, apiKey }) {
      const { readKey } = vendorOfProvider(get(id));
      const credential = await keys.store(readKey(apiKey), (insert) => insert(id, label));
      keysChanged(id);
      return credential;
    },

    updateKey(id, change) {
      const credential = keys.update(id, change);
      keysChanged(credential.providerId);
      return credential;
    },

    deleteKey(id) {
      keysChanged(keys.delete(id));
    },

    async connect(id) {
      const provider = get(id);
      if (!provider.isEnabled) {
        throw new AppError('PROVIDER_NOT_FOUND', `${provider.name} is switched off. Switch it on under Providers.`);
      }
      const connection = await connect(provider);
      keys.markUsed(connection.credentialId);
      return connection;
    },
  };
}

/** Settings and key as they are to be kept, when all that is typed fits its vendor. */
function checkNew({ kind, settings, apiKey }: NewProvider): Pick<NewProvider, 'settings' | 'apiKey'> {
  const vendor = vendorOf(kind);
  if (!vendor) {
    const known = vendors.map((one) => one.kind.id).join(', ');
    throw invalid({ param: 'kind', reason: 'unknown' }, `There is no kind of provider "${kind}". Known are: ${known}.`);
  }
  if (apiKey === undefined && vendor.kind.needsKey === 'required') {
    const message = `${vendor.kind.name} needs an API key. Make one at ${vendor.kind.keyPage}.`;
    throw invalid({ param: 'apiKey', reason: 'required' }, message);
  }
  const key = apiKey === undefined ? {} : { apiKey: vendor.readKey(apiKey) };
  return { settings: vendor.parseSettings(settings), ...key };
}

const invalid = (details: { param: string; reason: string }, message: string): AppError =>
  new AppError('VALIDATION_FAILED', message, { details });
