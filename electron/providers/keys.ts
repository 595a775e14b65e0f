import { AppError } from '../../shared/errors/app-error.ts';
import type { CredentialId, ProviderId } from '../../shared/model/ids.ts';
import type { Credential, Provider, ProviderKind } from '../../shared/model/provider.ts';
import { credential as credentialSchema } from '../../shared/model/provider.ts';
import { newId } from '../lib/id.ts';
import { maskKey, Secret } from '../lib/secret.ts';
import type { ProviderPorts } from './ports.ts';

/** A key read from the vault; both null where the vendor works without one. */
export interface ReadKey {
  apiKey: Secret | null;
  credentialId: CredentialId | null;
}

type KeysOptions = Pick<ProviderPorts, 'store' | 'vault' | 'log' | 'now'>;

export function createKeys({ store, vault, log, now = Date.now }: KeysOptions) {
  const missing = (credentialId: CredentialId) =>
    new AppError('NOT_FOUND', `There is no key ${credentialId}. It may have been deleted in another window.`);

  return {
    /**
     * Seals the key, then lets `write` put the rows that point to it into one transaction. The vault may have to ask
     * the keychain first, which a transaction cannot wait for; so a write that fails takes the sealed key back.
     */
    async store<Row>(apiKey: string, write: (insert: (providerId: ProviderId, label: string) => Credential) => Row) {
      const secretId = await vault.seal(new Secret(apiKey));
      try {
        return store.transaction(() =>
          write((providerId, label) =>
            credentialSchema.parse(
              store.credentials.insert({
                id: newId(),
                providerId,
                secretId,
                label,
                masked: maskKey(apiKey),
                createdAt: now(),
              }),
            ),
          ),
        );
      } catch (error) {
        vault.forget(secretId);
        throw error;
      }
    },

    /** The first enabled key of the provider. */
    async read({ id, name }: Provider, needsKey: ProviderKind['needsKey']): Promise<ReadKey> {
      const row = store.credentials.list(id).find(({ isEnabled }) => isEnabled);
      if (row) return { apiKey: await vault.reveal(row.secretId), credentialId: row.id };
      if (needsKey !== 'required') return { apiKey: null, credentialId: null };
      throw new AppError('INVALID_API_KEY', `${name} has no key that is switched on. Add one under Providers.`);
    },

    markUsed(id: CredentialId | null): void {
      if (id === null) return;
      try {
        store.credentials.markUsed(id, now());
      } catch (error) {
        // When a key was last used is not worth an answer.
        log.warn({ err: error, credentialId: id }, 'the use of a key could not be noted');
      }
    },

    update(id: CredentialId, change: { label?: string; isEnabled?: boolean }): Credential {
      const row = store.credentials.update(id, change);
      if (!row) throw missing(id);
      return credentialSchema.parse(row);
    },

    /** Says whose key it was. */
    delete(id: CredentialId): ProviderId {
      const row = store.credentials.get(id);
      if (!row) throw missing(id);
      store.credentials.delete(id);
      return row.providerId;
    },
  };
}
