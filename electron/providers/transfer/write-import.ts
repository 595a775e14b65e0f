import { AppError } from '../../../shared/errors/app-error.ts';
import type { CredentialId, ProviderId, SecretId } from '../../../shared/model/ids.ts';
import { newId } from '../../lib/id.ts';
import { maskKey, Secret } from '../../lib/secret.ts';
import type { CredentialRow } from '../../store/credentials.ts';
import type { NetworkSecretIds } from '../../store/network-secrets.ts';
import type { PlannedWrite } from './plan.ts';
import type { TransferPorts } from './ports.ts';
import { privateHosts, targetsOf } from './ways.ts';

type Ports = Pick<TransferPorts, 'store' | 'vault'> & { now(): number };

/** What was written, and the keys that are gone with it. */
export interface Written {
  id: ProviderId;
  isNew: boolean;
  gone: CredentialId[];
}

interface SealedWrite extends PlannedWrite {
  secrets: NetworkSecretIds;
  keys: (Pick<CredentialRow, 'secretId' | 'masked'> & Omit<PlannedWrite['ready']['keys'][number], 'apiKey'>)[];
}

/**
 * Seals all secrets, then writes everything in one transaction. The vault may have to ask the keychain first, which a
 * transaction cannot wait for; so a write that fails takes what was sealed back.
 */
export async function writeImport({ store, vault, now }: Ports, writes: readonly PlannedWrite[]): Promise<Written[]> {
  const ids: SecretId[] = [];
  const seal = async (secret: Secret): Promise<SecretId> => {
    const id = await vault.seal(secret);
    ids.push(id);
    return id;
  };
  try {
    const sealed: SealedWrite[] = [];
    for (const write of writes) sealed.push(await sealOne(write, seal));
    return store.transaction(() => sealed.map((write) => writeOne({ store, now }, write)));
  } catch (error) {
    for (const id of ids) vault.forget(id);
    throw error;
  }
}

async function sealOne(write: PlannedWrite, seal: (secret: Secret) => Promise<SecretId>): Promise<SealedWrite> {
  const { proxyPassword, clientKey } = write.ready.secrets;
  const keys: SealedWrite['keys'] = [];
  for (const { apiKey, ...key } of write.ready.keys) {
    keys.push({ ...key, masked: maskKey(apiKey.reveal()), secretId: await seal(apiKey) });
  }
  const secrets = {
    ...(proxyPassword && { proxyPassword: await seal(new Secret(proxyPassword)) }),
    ...(clientKey && { clientKey: await seal(new Secret(clientKey)) }),
  };
  return { ...write, secrets, keys };
}

function writeOne({ store, now }: Omit<Ports, 'vault'>, { ready, name, over, secrets, keys }: SealedWrite): Written {
  const { kind, settings, network, isEnabled, description, tags, priority, weight, discoveryHours, models } = ready;
  const id = over?.id ?? newId<ProviderId>();
  const gone: CredentialId[] = [];
  if (over) {
    const present = store.providers.get(id);
    if (!present) throw new AppError('PROVIDER_NOT_FOUND', `${over.name} was deleted meanwhile. Choose again.`);
    if (keys.length > 0) gone.push(...present.credentials.map((key) => key.id));
    for (const key of gone) store.credentials.delete(key);
    for (const { modelId } of store.modelChoices.list(id)) store.modelChoices.delete(id, modelId);
  } else {
    store.providers.insert({ id, kind, name, settings, network, createdAt: now() });
  }
  const { clientCertificate } = over?.network ?? {};
  // A certificate whose key stays stays, too: neither travels without a passphrase.
  const staysCertificate = clientCertificate && !network.clientCertificate;
  const choices = { isEnabled, description, tags, priority, weight, discoveryHours };
  store.providers.update(id, {
    ...choices,
    settings,
    network: { ...network, ...(staysCertificate && { clientCertificate }) },
    // Nobody comes here with such an address who did not allow it. Other names must not turn out to be one.
    isPrivateAllowed: privateHosts(targetsOf(ready.vendor, ready)).length > 0,
  });
  // The password of one proxy is not for another.
  const isOtherProxy = over && (over.network.proxy !== network.proxy || over.network.proxyUser !== network.proxyUser);
  store.networkSecrets.put(id, { ...(isOtherProxy && { proxyPassword: null }), ...secrets });
  for (const choice of models) store.modelChoices.put({ providerId: id, ...choice });
  for (const { createdAt = now(), isEnabled: isKeyEnabled, ...key } of keys) {
    const row = store.credentials.insert({ ...key, id: newId(), providerId: id, createdAt });
    if (!isKeyEnabled) store.credentials.update(row.id, { isEnabled: false });
  }
  return { id, isNew: !over, gone };
}
