import type { AppContract } from '../../shared/contract/contract.ts';
import type { Output, ParsedInput } from '../../shared/contract/define.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { CredentialId, ProviderId } from '../../shared/model/ids.ts';
import type {
  ConnectionTest,
  Credential,
  EnvironmentKey,
  Model,
  ModelList,
  Provider,
  ProviderKind,
  StoredProvider,
} from '../../shared/model/provider.ts';
import type { ProviderRateLimits } from '../../shared/model/rate-limit.ts';
import { newId } from '../lib/id.ts';
import { Secret } from '../lib/secret.ts';
import type { CredentialChange } from '../store/credentials.ts';
import { connectProvider, type ProviderConnection, vendorOfProvider } from './connect.ts';
import { testConnection } from './connection-test.ts';
import type { Vendor } from './define-vendor.ts';
import { findEnvironmentKeys, readEnvironmentKey } from './keys/environment-keys.ts';
import { describeLimits } from './keys/key-limits.ts';
import { createKeyStates } from './keys/key-states.ts';
import { createKeyUses, type KeyWish } from './keys/key-use.ts';
import { createKeys, type NewKey } from './keys/keys.ts';
import { proveKey } from './keys/prove-key.ts';
import { createModelLists } from './model-lists.ts';
import { checkNetwork, createNetworks, type Way } from './network/networks.ts';
import type { ProviderPorts } from './ports.ts';
import { vendorOf, vendors } from './registry.ts';

type RotatedKey = Output<AppContract, 'credentials.rotate'>;
type NewProvider = ParsedInput<AppContract, 'providers.create'>;

export interface ProviderService {
  kinds(): ProviderKind[];
  environmentKeys(): EnvironmentKey[];
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
  addKey(id: ProviderId, key: NewKey & { apiKey: string }): Promise<Credential>;
  updateKey(id: CredentialId, change: CredentialChange): Credential;
  testKey(id: CredentialId, signal: AbortSignal): Promise<ConnectionTest>;
  /** Tries the new key first; one that is refused leaves the old one in its place. */
  rotateKey(id: CredentialId, apiKey: string, signal: AbortSignal): Promise<RotatedKey>;
  deleteKey(id: CredentialId): void;
  rateLimits(id: ProviderId): ProviderRateLimits;
  /** For the gateway: an enabled provider with the key read that is the next to be asked. */
  connect(id: ProviderId, wish?: KeyWish): Promise<ProviderConnection>;
  /** Lets go of the lines to the providers. */
  close(): void;
}

export function createProviders(ports: ProviderPorts): ProviderService {
  const { store, vault, events, log, fetch, now = Date.now, environment = process.env } = ports;
  const networks = createNetworks({ environment, fetch });
  const wayTo = (provider: StoredProvider): Way =>
    networks.of(provider.id, ownerOf(vendorOfProvider(provider), provider));
  const changed = (providerId: ProviderId): void => events.publish('providers.changed', { providerId });
  const states = createKeyStates({ now, onChange: changed });
  const keys = createKeys({ store, vault, states, now });
  const uses = createKeyUses({ store, vault, log, states, now });
  const connect = (provider: StoredProvider, wish: KeyWish) =>
    connectProvider(provider, { readKey: (needsKey) => uses.read(provider, needsKey, wish), way: wayTo(provider) });
  const lists = createModelLists({
    store,
    events,
    now,
    connect: (provider) => connect(provider, { evenResting: true }),
  });

  const describe = (provider: StoredProvider): Provider => ({
    ...provider,
    credentials: provider.credentials.map(keys.describe),
  });
  const stored = (id: ProviderId): StoredProvider => {
    const provider = store.providers.get(id);
    if (provider) return provider;
    throw new AppError('PROVIDER_NOT_FOUND', `There is no provider ${id}. It may have been deleted in another window.`);
  };
  const get = (id: ProviderId): Provider => describe(stored(id));
  const keysChanged = (providerId: ProviderId): void => {
    lists.forget(providerId);
    changed(providerId);
  };

  /** `key` null: without one, or as the vendor says that it cannot be. */
  async function test(provider: Provider, key: Credential | null, signal: AbortSignal): Promise<ConnectionTest> {
    const secretOf = () => key && store.credentials.get(key.id)?.secretId;
    const before = secretOf();
    const { models, isAsked, ...result } = await testConnection(provider, {
      readKey: (needsKey) => (key ? uses.readOne(key.id) : uses.read(provider, needsKey)),
      way: wayTo(provider),
      signal,
    });
    // What was found out about a key that was swapped meanwhile is not true of the new one.
    if (key && isAsked && secretOf() === before) uses.tested(key, result);
    if (models) lists.keep(provider.id, models);
    return result;
  }

  return {
    kinds: () => vendors.map(({ kind }) => kind),
    environmentKeys: () =>
      findEnvironmentKeys(vendors, { environment, added: new Set(store.providers.list().map(({ kind }) => kind)) }),
    list: () => store.providers.list().map(describe),
    get,

    async try(typed, signal) {
      const { kind, name } = typed;
      const { settings, network, apiKey } = checkNew(typed, environment);
      const facts = { kind, name, settings };
      const key = { apiKey: apiKey === undefined ? null : new Secret(apiKey), credentialId: null };
      const {
        models: _models,
        isAsked: _isAsked,
        ...result
      } = await networks.once(ownerOf(vendorOfProvider(facts), { settings, network }), (way) =>
        testConnection(facts, { readKey: async () => key, way, signal }),
      );
      return result;
    },

    async create(typed) {
      const { kind, name } = typed;
      const { settings, network, apiKey } = checkNew(typed, environment);
      const row = { id: newId<ProviderId>(), kind, name, settings, network, createdAt: now() };
      if (apiKey === undefined) {
        store.providers.insert(row);
      } else {
        await keys.store(apiKey, (insertKey) => {
          store.providers.insert(row);
          insertKey(row.id, { label: '' });
        });
      }
      changed(row.id);
      return get(row.id);
    },

    update({ providerId, settings, network, ...change }) {
      const provider = get(providerId);
      const vendor = vendorOfProvider(provider);
      const parsed = settings === undefined ? {} : { settings: vendor.parseSettings(settings) };
      if (network !== undefined) checkNetwork(network);
      store.providers.update(providerId, { ...change, ...parsed, ...(network !== undefined && { network }) });
      if (settings !== undefined || network !== undefined) {
        lists.forget(providerId);
        for (const { id } of provider.credentials) states.clear(id);
      }
      changed(providerId);
      return get(providerId);
    },

    delete(id) {
      const { credentials } = get(id);
      store.providers.delete(id);
      networks.forget(id);
      for (const credential of credentials) states.forget(credential.id);
      changed(id);
    },

    async test(id, signal) {
      const provider = get(id);
      return test(provider, provider.credentials.find(({ isEnabled }) => isEnabled) ?? null, signal);
    },

    models: async (id, { refresh }) => lists.list(get(id), refresh),
    allModels() {
      // A vendor this version does not know (any more) cannot be asked.
      const usable = new Set(store.providers.list().flatMap(({ id, kind }) => (vendorOf(kind) ? [id] : [])));
      return store.models.listEnabled().filter(({ providerId }) => usable.has(providerId));
    },

    async addKey(id, { apiKey, ...key }) {
      const { readKey } = vendorOfProvider(get(id));
      const credential = await keys.store(readKey(apiKey), (insert) => insert(id, key));
      keysChanged(id);
      return credential;
    },

    updateKey(id, change) {
      const credential = keys.update(id, change);
      keysChanged(credential.providerId);
      return credential;
    },

    async testKey(id, signal) {
      const key = keys.describe(keys.get(id));
      return test(get(key.providerId), key, signal);
    },

    async rotateKey(id, typed, signal) {
      const provider = get(keys.get(id).providerId);
      const apiKey = vendorOfProvider(provider).readKey(typed);
      const isTested = await proveKey(provider, apiKey, { way: wayTo(provider), signal });
      const credential = await keys.swap(id, apiKey);
      keysChanged(provider.id);
      return { credential, isTested };
    },

    deleteKey(id) {
      keysChanged(keys.delete(id));
    },

    rateLimits(id) {
      const rateLimits = get(id).credentials.map((key) => describeLimits(key.id, key.rateLimits));
      return { providerId: id, rateLimits };
    },

    async connect(id, wish = {}) {
      const provider = stored(id);
      if (!provider.isEnabled) {
        throw new AppError('PROVIDER_NOT_FOUND', `${provider.name} is switched off. Switch it on under Providers.`);
      }
      const connection = await connect(provider, wish);
      uses.markUsed(connection.credentialId);
      return connection;
    },

    close: networks.close,
  };
}

/** Settings and key as they are to be kept, when all that is typed fits its vendor. */
function checkNew(
  { kind, settings, network = {}, apiKey: typedKey, keyVariable: variable }: NewProvider,
  environment: NodeJS.ProcessEnv,
) {
  const vendor = vendorOf(kind);
  if (!vendor) {
    const known = vendors.map((one) => one.kind.id).join(', ');
    throw invalid({ param: 'kind', reason: 'unknown' }, `There is no kind of provider "${kind}". Known are: ${known}.`);
  }
  const apiKey =
    typedKey === undefined && variable !== undefined ? readEnvironmentKey(vendor, { environment, variable }) : typedKey;
  if (apiKey === undefined && vendor.kind.needsKey === 'required') {
    const message = `${vendor.kind.name} needs an API key. Make one at ${vendor.kind.keyPage}.`;
    throw invalid({ param: 'apiKey', reason: 'required' }, message);
  }
  const key = apiKey === undefined ? {} : { apiKey: vendor.readKey(apiKey) };
  checkNetwork(network);
  return { settings: vendor.parseSettings(settings), network, ...key };
}

const ownerOf = (vendor: Vendor, { settings, network }: Pick<StoredProvider, 'settings' | 'network'>) => ({
  network,
  baseUrl: vendor.baseUrl(settings),
});

const invalid = (details: { param: string; reason: string }, message: string): AppError =>
  new AppError('VALIDATION_FAILED', message, { details });
