import type { AppContract } from '../../shared/contract/contract.ts';
import type { Output } from '../../shared/contract/define.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { ConnectionTest } from '../../shared/model/connection-test.ts';
import type { CredentialId, ProviderId } from '../../shared/model/ids.ts';
import type { Credential, Provider, StoredProvider } from '../../shared/model/provider.ts';
import type { ProviderRateLimits } from '../../shared/model/rate-limit.ts';
import type { CredentialChange } from '../store/credentials.ts';
import { vendorOfProvider } from './connect.ts';
import type { ConnectionTests } from './connection-test/tests.ts';
import { describeLimits } from './keys/key-limits.ts';
import type { Keys, NewKey } from './keys/keys.ts';
import { proveKey } from './keys/prove-key.ts';
import type { Way } from './network/networks.ts';

export interface ProviderKeys {
  addKey(id: ProviderId, key: NewKey & { apiKey: string }): Promise<Credential>;
  updateKey(id: CredentialId, change: CredentialChange): Credential;
  testKey(id: CredentialId, signal: AbortSignal): Promise<ConnectionTest>;
  /** Tries the new key first; one that is refused leaves the old one in its place. */
  rotateKey(id: CredentialId, apiKey: string, signal: AbortSignal): Promise<Output<AppContract, 'credentials.rotate'>>;
  deleteKey(id: CredentialId): void;
  rateLimits(id: ProviderId): ProviderRateLimits;
}

interface ProviderKeysOptions {
  keys: Keys;
  tests: ConnectionTests;
  get(id: ProviderId): Provider;
  wayTo(provider: StoredProvider): Way;
  onChange(id: ProviderId): void;
}

const isKnown = (name: string): AppError =>
  new AppError('VALIDATION_FAILED', `${name} has this key already. Add another one, or change the one that is there.`, {
    details: { param: 'apiKey', reason: 'key-known' },
  });

/** What can be done with the keys of the providers. */
export const createProviderKeys = ({ keys, tests, get, wayTo, onChange }: ProviderKeysOptions): ProviderKeys => ({
  async addKey(id, { apiKey: typed, ...key }) {
    const provider = get(id);
    const apiKey = vendorOfProvider(provider).readKey(typed);
    if (await keys.has(id, apiKey)) throw isKnown(provider.name);
    const credential = await keys.store(apiKey, (insert) => insert(id, key));
    onChange(id);
    return credential;
  },

  updateKey(id, change) {
    const credential = keys.update(id, change);
    onChange(credential.providerId);
    return credential;
  },

  async testKey(id, signal) {
    const key = keys.describe(keys.get(id));
    return tests.run({ provider: get(key.providerId), key }, signal, {});
  },

  async rotateKey(id, typed, signal) {
    const provider = get(keys.get(id).providerId);
    const apiKey = vendorOfProvider(provider).readKey(typed);
    const isTested = await proveKey(provider, apiKey, { way: wayTo(provider), signal });
    const credential = await keys.swap(id, apiKey);
    onChange(provider.id);
    return { credential, isTested };
  },

  deleteKey(id) {
    onChange(keys.delete(id));
  },

  rateLimits(id) {
    const rateLimits = get(id).credentials.map((key) => describeLimits(key.id, key.rateLimits));
    return { providerId: id, rateLimits };
  },
});
