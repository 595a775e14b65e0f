import type { AppContract } from '../../shared/contract/contract.ts';
import type { ParsedInput } from '../../shared/contract/define.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { ConnectionTest, TokenQuestion } from '../../shared/model/connection-test.ts';
import type { CredentialId, ProviderId } from '../../shared/model/ids.ts';
import type { EnvironmentKey, Provider, ProviderKind, StoredProvider } from '../../shared/model/provider.ts';
import { newId } from '../lib/id.ts';
import { Secret } from '../lib/secret.ts';
import { createKnownModels } from './catalogue/known-models.ts';
import { checkNew, checkTyped } from './check-new.ts';
import { connectProvider, type ProviderConnection, vendorOfProvider } from './connect.ts';
import { readLine } from './connection-test/reach.ts';
import { createConnectionTests, type TestWishes } from './connection-test/tests.ts';
import { tryConnection } from './connection-test/try-connection.ts';
import { createDiscovery } from './discovery/discovery.ts';
import { findEnvironmentKeys } from './keys/environment-keys.ts';
import { createKeyStates } from './keys/key-states.ts';
import { createKeyUses, type KeyWish } from './keys/key-use.ts';
import { createKeys } from './keys/keys.ts';
import { createModelLists } from './model-lists.ts';
import { createKeptSecrets, splitTyped } from './network/kept-secrets.ts';
import { createNetworks, type NetworkOwner, type Way } from './network/networks.ts';
import { ownerOf, ownerOfTyped } from './owners.ts';
import type { ProviderPorts } from './ports.ts';
import { createProviderKeys, type ProviderKeys } from './provider-keys.ts';
import { createProviderModels, type ProviderModels } from './provider-models.ts';
import { vendors } from './registry.ts';
import { createProviderSignIns, type ProviderSignIns } from './sign-in/provider-sign-ins.ts';

type NewProvider = ParsedInput<AppContract, 'providers.create'>;

export interface ProviderService extends ProviderModels, ProviderKeys {
  kinds(): ProviderKind[];
  environmentKeys(): EnvironmentKey[];
  list(): Provider[];
  get(id: ProviderId): Provider;
  /** Tests what is typed so far; stores nothing, neither provider nor key. */
  try(typed: NewProvider, signal: AbortSignal, wishes?: Pick<TestWishes, 'onStep'>): Promise<ConnectionTest>;
  create(provider: NewProvider): Promise<Provider>;
  update(change: ParsedInput<AppContract, 'providers.update'>): Promise<Provider>;
  delete(id: ProviderId): void;
  /** An import wrote it, over what was there or new; some of its keys may be gone. */
  rewritten(written: { id: ProviderId; isNew: boolean; gone: readonly CredentialId[] }): void;
  test(id: ProviderId, signal: AbortSignal, wishes?: TestWishes): Promise<ConnectionTest>;
  /** Which model a test would ask for one token. */
  tokenQuestion(id: ProviderId): Promise<TokenQuestion>;
  /** From now on models are looked up as often as their providers say. */
  startDiscovery(): void;
  /** For the gateway: an enabled provider with the key read that is the next to be asked. */
  connect(id: ProviderId, wish?: KeyWish): Promise<ProviderConnection>;
  /** For questions beside the models: also of a provider that is switched off, and with one certain key. */
  reach(id: ProviderId, key?: CredentialId): Promise<ProviderConnection>;
  signIn: ProviderSignIns;
  /** Lets go of the lines to the providers. */
  close(): void;
}

export function createProviders(ports: ProviderPorts): ProviderService {
  const { store, vault, events, log, fetch, now = Date.now, environment = process.env } = ports;
  const networks = createNetworks({ environment, fetch });
  const networkSecrets = createKeptSecrets({ store, vault });
  const ownerOfStored = (provider: StoredProvider): NetworkOwner => ({
    ...ownerOf(vendorOfProvider(provider), provider),
    ...networkSecrets.of(provider.id),
  });
  /** The same provider as long as nobody wrote anything about it. */
  const owners = new WeakMap<StoredProvider, NetworkOwner>();
  const wayTo = (provider: StoredProvider): Way => {
    const owner = owners.get(provider) ?? ownerOfStored(provider);
    owners.set(provider, owner);
    return networks.of(provider.id, owner);
  };
  // Recorded traffic goes over no line that one could look at.
  const lineTo = (owner: () => NetworkOwner) => (fetch ? undefined : async () => readLine(owner(), environment));
  const changed = (providerId: ProviderId): void => events.publish('providers.changed', { providerId });
  const states = createKeyStates({ now, onChange: changed });
  const keys = createKeys({ store, vault, states, now });
  const uses = createKeyUses({ store, vault, log, states, now });
  const connect = (provider: StoredProvider, wish: KeyWish) =>
    connectProvider(provider, { readKey: (needsKey) => uses.read(provider, needsKey, wish), way: wayTo(provider) });
  const known = createKnownModels({ store, onChange: changed });
  const lists = createModelLists({
    store,
    events,
    now,
    connect: (provider) => connect(provider, { evenResting: true }),
    describe: known.describe,
    onList: known.forget,
  });
  const discovery = createDiscovery({
    providers: () => store.providers.list().map(describe),
    fetchedAt: store.models.fetchedAt,
    ask: (provider) => lists.list(provider, true),
    log,
    now,
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

  const tests = createConnectionTests({
    store,
    uses,
    wayTo,
    lineTo: (provider) => lineTo(() => ownerOfStored(provider)),
    keepModels: lists.keep,
    describeModels: known.describe,
    now,
  });

  const signIn = createProviderSignIns({
    now,
    placeOfTyped(typed) {
      const { vendor, ...checked } = checkTyped(typed);
      const owner = ownerOfTyped(vendor, checked);
      return { vendor, settings: checked.settings, over: (ask) => networks.once(owner, ask) };
    },
    placeOf(id) {
      const provider = stored(id);
      const { settings } = provider;
      return {
        vendor: vendorOfProvider(provider),
        settings,
        over: (ask) => networks.once(ownerOfStored(provider), ask),
      };
    },
    create: (typed) => service.create(typed),
    addKey: (id, apiKey) => service.addKey(id, { label: '', apiKey }),
    rotateKey: (id, apiKey, signal) => service.rotateKey(id, apiKey, signal),
    get,
  });

  const service: ProviderService = {
    ...createProviderModels({ store, lists, known, get, stored, onChange: changed, now }),
    ...createProviderKeys({ keys, tests, get, wayTo, onChange: keysChanged }),
    signIn,
    kinds: () => vendors.map(({ kind }) => kind),
    environmentKeys: () =>
      findEnvironmentKeys(vendors, { environment, added: new Set(store.providers.list().map(({ kind }) => kind)) }),
    list: () => store.providers.list().map(describe),
    get,

    async try(typed, signal, wishes) {
      const { kind, name } = typed;
      const { settings, network, secrets, apiKey } = checkNew(typed, environment);
      const facts = { kind, name, settings };
      const owner = ownerOfTyped(vendorOfProvider(facts), { settings, network, secrets });
      const key = apiKey === undefined ? null : new Secret(apiKey);
      const line = lineTo(() => owner);
      return networks.once(owner, (way) => tryConnection(facts, { key, way, line, signal, ...wishes }));
    },

    async create(typed) {
      const { kind, name } = typed;
      const { settings, network, secrets, apiKey } = checkNew(typed, environment);
      const row = { id: newId<ProviderId>(), kind, name, settings, network, createdAt: now() };
      await networkSecrets.keep(secrets, async (put) => {
        const insert = (): void => {
          store.providers.insert(row);
          put(row.id);
        };
        if (apiKey === undefined) return store.transaction(insert);
        await keys.store(apiKey, (insertKey) => {
          insert();
          insertKey(row.id, { label: '' });
        });
      });
      changed(row.id);
      return get(row.id);
    },

    async update({ providerId, settings, network: typed, ...change }) {
      const provider = get(providerId);
      const vendor = vendorOfProvider(provider);
      // Typed by hand: whoever writes an address of the own network means it.
      const parsed = settings === undefined ? {} : { settings: vendor.parseSettings(settings), isPrivateAllowed: true };
      const { network, secrets } = typed === undefined ? { secrets: {} } : splitTyped(typed);
      if (network !== undefined) await networkSecrets.check(providerId, network, secrets);
      await networkSecrets.keep(secrets, (put) =>
        store.transaction(() => {
          stored(providerId);
          store.providers.update(providerId, { ...change, ...parsed, ...(network !== undefined && { network }) });
          put(providerId);
        }),
      );
      if (parsed.settings && JSON.stringify(parsed.settings) !== JSON.stringify(provider.settings))
        lists.startOver(providerId);
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
      known.forget(id);
      for (const credential of credentials) states.forget(credential.id);
      changed(id);
    },

    rewritten({ id, isNew, gone }) {
      if (!isNew) lists.startOver(id);
      lists.forget(id);
      known.forget(id);
      for (const key of gone) states.forget(key);
      for (const key of stored(id).credentials) states.clear(key.id);
      changed(id);
    },

    async test(id, signal, wishes = {}) {
      const provider = get(id);
      const key = provider.credentials.find(({ isEnabled }) => isEnabled) ?? null;
      return tests.run({ provider, key }, signal, wishes);
    },
    tokenQuestion: async (id) => tests.question(get(id)),

    startDiscovery: discovery.start,

    reach(id, key) {
      const provider = stored(id);
      if (!key) return connect(provider, { evenResting: true });
      return connectProvider(provider, { readKey: () => uses.readOne(key), way: wayTo(provider) });
    },

    async connect(id, wish = {}) {
      const provider = stored(id);
      if (!provider.isEnabled) {
        throw new AppError('PROVIDER_NOT_FOUND', `${provider.name} is switched off. Switch it on under Providers.`);
      }
      if (wish.modelId) known.checkEnabled(provider, wish.modelId);
      const connection = await connect(provider, wish);
      uses.markUsed(connection.credentialId);
      return { ...connection, detailsOf: (modelId) => known.detailsOf(provider, modelId) };
    },

    close() {
      signIn.close();
      discovery.close();
      lists.close();
      states.close();
      networks.close();
    },
  };
  return service;
}
