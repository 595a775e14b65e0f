import { AppError } from '../../../shared/errors/app-error.ts';
import type { ProviderId } from '../../../shared/model/ids.ts';
import type { StoredProvider } from '../../../shared/model/provider.ts';
import {
  type TransferFile,
  type TransferredProvider,
  transferFile,
  transferFormat,
  transferredProvider,
  transferVersion,
} from '../../../shared/model/transfer.ts';
import { largestTransferFile } from '../../../shared/model/transfer-rules.ts';
import { mapTexts } from './map-texts.ts';
import type { TransferPorts } from './ports.ts';
import { closeSecrets, type SecretsOfOne } from './secret-part.ts';
import { escapeVariables } from './variables.ts';

export interface ExportWishes {
  /** Default: all. */
  providerIds?: readonly ProviderId[];
  /** Default: no keys. */
  passphrase?: string;
}

type Ports = Pick<TransferPorts, 'store' | 'vault' | 'box'>;

export async function exportFile(ports: Ports, { providerIds, passphrase }: ExportWishes): Promise<TransferFile> {
  const { store, box } = ports;
  const stored = providerIds ? providerIds.map((id) => storedOne(store, id)) : store.providers.list();
  const open = stored.map((provider) => openPart(store, provider));
  const head = { format: transferFormat, version: transferVersion, providers: open };
  if (passphrase === undefined) return checkSize(transferFile.parse(head));
  const secrets = await Promise.all(stored.map((provider) => secretsOf(ports, provider)));
  return checkSize(transferFile.parse({ ...head, secrets: await closeSecrets(box, { open, secrets, passphrase }) }));
}

function storedOne(store: Ports['store'], id: ProviderId): StoredProvider {
  const provider = store.providers.get(id);
  if (provider) return provider;
  throw new AppError('PROVIDER_NOT_FOUND', `There is no provider ${id}. It may have been deleted in another window.`);
}

function openPart(store: Ports['store'], provider: StoredProvider): TransferredProvider {
  const { kind, name, isEnabled, description, tags, priority, weight, discoveryHours, settings } = provider;
  const { clientCertificate: _, ...network } = provider.network;
  const models = store.modelChoices.list(provider.id).map(({ providerId: __, ...choice }) => choice);
  const about = { kind, name, isEnabled, description, tags, priority, weight, discoveryHours, settings };
  return transferredProvider.parse(mapTexts({ ...about, network, models, keys: [] }, escapeVariables));
}

async function secretsOf({ store, vault }: Ports, provider: StoredProvider): Promise<SecretsOfOne> {
  const { clientCertificate } = provider.network;
  const { proxyPassword, clientKey } = store.networkSecrets.of(provider.id);
  const keys = store.credentials.list(provider.id).map(async (row) => {
    const { label, accountGroup, priority, rotateAfterDays, isEnabled } = row;
    const apiKey = (await vault.reveal(row.secretId)).reveal();
    const createdAt = row.rotatedAt ?? row.createdAt;
    return { label, accountGroup, priority, rotateAfterDays, isEnabled, createdAt, apiKey };
  });
  return {
    keys: await Promise.all(keys),
    ...(proxyPassword && { proxyPassword: (await vault.reveal(proxyPassword)).reveal() }),
    ...(clientCertificate && clientKey && { clientCertificate, clientKey: (await vault.reveal(clientKey)).reveal() }),
  };
}

/** As it is written down: what is exported can be imported. */
function checkSize(file: TransferFile): TransferFile {
  if (Buffer.byteLength(JSON.stringify(file, null, 2)) <= largestTransferFile) return file;
  throw new AppError('VALIDATION_FAILED', 'The file would be larger than 1 MiB. Choose fewer providers.', {
    details: { param: 'providerIds', reason: 'too-large' },
  });
}
