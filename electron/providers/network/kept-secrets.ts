import type { ProviderId, SecretId } from '../../../shared/model/ids.ts';
import {
  type NetworkChoices,
  type NetworkSecretName,
  networkSecretName,
  networkSettings,
  type TypedNetwork,
} from '../../../shared/model/network-settings.ts';
import { Secret } from '../../lib/secret.ts';
import type { ProviderPorts } from '../ports.ts';
import type { NetworkSecrets } from './network-fetch.ts';
import type { NetworkOwner } from './networks.ts';
import { tlsOptions } from './tls-options.ts';

/** Secrets as they were typed; null takes away the one there is. */
export type TypedSecrets = Partial<Record<NetworkSecretName, string | null>>;

/** What may be shown, and what may not. */
export function splitTyped({ proxyPassword, clientKey, ...network }: TypedNetwork): {
  network: NetworkChoices;
  secrets: TypedSecrets;
} {
  const secrets = {
    ...(proxyPassword !== undefined && { proxyPassword }),
    ...(clientKey !== undefined && { clientKey }),
  };
  return { network, secrets };
}

const secretOf = (text: string | null | undefined): Secret | null => (text ? new Secret(text) : null);

export const typedSecrets = ({ proxyPassword, clientKey }: TypedSecrets): NetworkSecrets => ({
  proxyPassword: secretOf(proxyPassword),
  clientKey: secretOf(clientKey),
});

/** Throws VALIDATION_FAILED with the field, where the texts of certificates are none, or key and certificate no pair. */
export const checkNetwork = (network: NetworkChoices, { clientKey }: Pick<NetworkSecrets, 'clientKey'>): void =>
  void tlsOptions(networkSettings.parse(network), clientKey);

/** The secrets of the ways to the stored providers. */
export function createKeptSecrets({ store, vault }: Pick<ProviderPorts, 'store' | 'vault'>) {
  const reveal = async (id: SecretId | undefined): Promise<Secret | null> => (id ? vault.reveal(id) : null);

  return {
    of(id: ProviderId): Pick<NetworkOwner, 'secrets' | 'secretsMark'> {
      const secrets = async (): Promise<NetworkSecrets> => {
        const kept = store.networkSecrets.of(id);
        return { proxyPassword: await reveal(kept.proxyPassword), clientKey: await reveal(kept.clientKey) };
      };
      return { secrets, secretsMark: JSON.stringify(store.networkSecrets.of(id)) };
    },

    /** Before a change is stored: what is typed, with the key that stays. */
    async check(id: ProviderId, network: NetworkChoices, typed: TypedSecrets): Promise<void> {
      const clientKey =
        typed.clientKey === undefined ? await reveal(store.networkSecrets.of(id).clientKey) : secretOf(typed.clientKey);
      checkNetwork(network, { clientKey });
    },

    /**
     * Seals what is typed, then lets `write` store the rest and put the secrets beside it, in one transaction. A write
     * that fails takes what was sealed back.
     */
    async keep<Result>(
      typed: TypedSecrets,
      write: (put: (id: ProviderId) => void) => Result | Promise<Result>,
    ): Promise<Result> {
      const sealed: Partial<Record<NetworkSecretName, SecretId | null>> = {};
      try {
        for (const name of networkSecretName.options) {
          const text = typed[name];
          if (text !== undefined) sealed[name] = text === null ? null : await vault.seal(new Secret(text));
        }
        return await write((id) => store.networkSecrets.put(id, sealed));
      } catch (error) {
        for (const id of Object.values(sealed)) if (id) vault.forget(id);
        throw error;
      }
    },
  };
}
