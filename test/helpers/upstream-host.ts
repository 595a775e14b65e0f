import { onTestFinished } from 'vitest';
import { type AnyEvent, createEvents } from '../../electron/api/events.ts';
import { createProviders, type ProviderService } from '../../electron/providers/providers.ts';
import type { OpenStoreOptions, Store } from '../../electron/store/open-store.ts';
import { openVault, type Vault } from '../../electron/vault/vault.ts';
import type { AppContract } from '../../shared/contract/contract.ts';
import type { TypedNetwork } from '../../shared/model/network-settings.ts';
import type { Provider } from '../../shared/model/provider.ts';
import { openTestStore, recordingLog } from './test-store.ts';
import { startUpstream, type Upstream, type UpstreamOptions } from './upstream.ts';

/** A running upstream that ends with the test. */
export async function openTestUpstream(options: UpstreamOptions = {}): Promise<Upstream> {
  const upstream = await startUpstream(options);
  onTestFinished(() => upstream.close());
  return upstream;
}

export interface TestProvidersOptions {
  store?: Partial<OpenStoreOptions>;
  /** 64 hex digits. Default: always the same. */
  masterKey?: string;
  now?: () => number;
  fetch?: typeof fetch;
  environment?: NodeJS.ProcessEnv;
}

export interface TestProviders {
  store: Store;
  providers: ProviderService;
  events: ReturnType<typeof createEvents<AppContract>>;
  /** All events so far. */
  published: AnyEvent<AppContract>[];
  log: ReturnType<typeof recordingLog>;
  vault: Vault;
}

const anyMasterKey = 'ab'.repeat(32);

/** The real store, vault and provider service. */
export function openTestProviders({
  store: storeOptions,
  masterKey = anyMasterKey,
  ...options
}: TestProvidersOptions = {}): TestProviders {
  const store = openTestStore(storeOptions);
  const events = createEvents<AppContract>();
  const published: AnyEvent<AppContract>[] = [];
  events.subscribe((event) => void published.push(event));
  const log = recordingLog();
  const vault = openVault({
    store,
    environment: { ENCRYPTION_MASTER_KEY: masterKey },
    keychain: async () => ({ ok: false, reason: 'there is no keychain in this test' }),
    log: log.log,
    onChange: () => {},
  });
  const providers = createProviders({ store, vault, events, log: log.log, ...options });
  return { store, providers, events, published, log, vault };
}

export interface AddUpstreamOptions {
  apiKey?: string;
  /** Default: openai-compatible. */
  kind?: string;
  /** Default: what fails is not tried again, so that a test sees it fail at once. */
  network?: TypedNetwork;
}

/** The upstream as a provider of a person. */
export const addUpstream = (
  { providers }: Pick<TestProviders, 'providers'>,
  { url }: Pick<Upstream, 'url'>,
  { kind = 'openai-compatible', network = { maxRetries: 0 }, ...key }: AddUpstreamOptions = {},
): Promise<Provider> => providers.create({ kind, name: 'Upstream', settings: { baseUrl: url }, network, ...key });
