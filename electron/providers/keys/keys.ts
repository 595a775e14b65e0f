import { AppError } from '../../../shared/errors/app-error.ts';
import type { CredentialId, ProviderId } from '../../../shared/model/ids.ts';
import {
  type Credential,
  type CredentialChoices,
  type StoredCredential,
  storedCredential,
} from '../../../shared/model/provider.ts';
import { newId } from '../../lib/id.ts';
import { maskKey, Secret } from '../../lib/secret.ts';
import type { CredentialChange, CredentialRow } from '../../store/credentials.ts';
import type { ProviderPorts } from '../ports.ts';
import { isDue } from './key-rest.ts';
import type { KeyStates } from './key-states.ts';

type KeysOptions = Pick<ProviderPorts, 'store' | 'vault'> & { states: KeyStates; now(): number };
export type NewKey = Pick<CredentialChoices, 'label'> & Partial<CredentialChoices>;

/** The row of a key that somebody asked for by its id. */
export function found(id: CredentialId, row: CredentialRow | undefined): CredentialRow {
  if (row) return row;
  throw new AppError('NOT_FOUND', `There is no key ${id}. It may have been deleted in another window.`);
}

export type Keys = ReturnType<typeof createKeys>;

/** The keys as they are kept: their rows, and the secrets that these point to. */
export function createKeys({ store, vault, states, now }: KeysOptions) {
  const get = (id: CredentialId): CredentialRow => found(id, store.credentials.get(id));
  const describe = (row: StoredCredential): Credential => ({
    ...storedCredential.parse(row),
    isDue: isDue(row, now()),
    ...states.view(row.id),
  });

  /**
   * Seals the key, then lets `write` put the rows that point to it into one transaction. The vault may have to ask the
   * keychain first, which a transaction cannot wait for; so a write that fails takes the sealed key back.
   */
  async function seal<Row>(apiKey: string, write: (sealed: Pick<CredentialRow, 'secretId' | 'masked'>) => Row) {
    const secretId = await vault.seal(new Secret(apiKey));
    try {
      return store.transaction(() => write({ secretId, masked: maskKey(apiKey) }));
    } catch (error) {
      vault.forget(secretId);
      throw error;
    }
  }

  return {
    get,
    describe,

    /** Whether a provider has this very key: asked with it twice as often, it would be limited as before. */
    async has(id: ProviderId, apiKey: string): Promise<boolean> {
      const alike = store.credentials.list(id).filter(({ masked }) => masked === maskKey(apiKey));
      const secrets = await Promise.all(alike.map(({ secretId }) => vault.reveal(secretId)));
      return secrets.some((secret) => secret.reveal() === apiKey);
    },

    store: <Row>(apiKey: string, write: (insert: (providerId: ProviderId, key: NewKey) => Credential) => Row) =>
      seal(apiKey, (sealed) =>
        write((providerId, key) =>
          describe(store.credentials.insert({ ...key, ...sealed, id: newId(), providerId, createdAt: now() })),
        ),
      ),

    /** From one moment to the next: whoever reads the key gets the old one or the new one, never none. */
    swap: (id: CredentialId, apiKey: string): Promise<Credential> =>
      seal(apiKey, (sealed) => {
        const old = get(id);
        const row = found(id, store.credentials.swap(id, { ...sealed, rotatedAt: now() }));
        vault.forget(old.secretId);
        states.forget(id);
        return describe(row);
      }),

    update(id: CredentialId, change: CredentialChange): Credential {
      const row = found(id, store.credentials.update(id, change));
      if (change.isEnabled !== undefined) states.clear(id);
      return describe(row);
    },

    /** Says whose key it was. */
    delete(id: CredentialId): ProviderId {
      const { providerId } = get(id);
      store.credentials.delete(id);
      states.forget(id);
      return providerId;
    },
  };
}
