import { createHash } from 'node:crypto';
import { z } from 'zod';
import { networkSettings, typedNetwork } from '../../../shared/model/network-settings.ts';
import { type SealedSecrets, transferredKey } from '../../../shared/model/transfer.ts';
import { Secret } from '../../lib/secret.ts';
import type { PassphraseBox } from '../../vault/passphrase-box.ts';
import { invalidFile } from './invalid-file.ts';
import { isObject } from './map-texts.ts';

/** A client certificate is of no use without its key, so the two travel together. */
const secretsOfOne = z.strictObject({
  keys: z.array(transferredKey),
  proxyPassword: typedNetwork.shape.proxyPassword,
  clientCertificate: networkSettings.shape.clientCertificate.unwrap().exactOptional(),
  clientKey: typedNetwork.shape.clientKey,
});
export type SecretsOfOne = z.output<typeof secretsOfOne>;

const secretPart = z.strictObject({
  /** Of the open part: keys must not go where somebody changed the file to send them. */
  digest: z.string(),
  providers: z.array(secretsOfOne),
});

const boxName = 'switchyard-providers 1';

export async function closeSecrets(
  box: PassphraseBox,
  { open, secrets, passphrase }: { open: readonly unknown[]; secrets: readonly SecretsOfOne[]; passphrase: string },
): Promise<SealedSecrets> {
  const text = JSON.stringify({ digest: digestOf(open), providers: secrets });
  return box.close(boxName, new Secret(text), passphrase);
}

export async function openSecrets(
  box: PassphraseBox,
  { open, sealed, passphrase }: { open: readonly unknown[]; sealed: SealedSecrets; passphrase: string },
): Promise<SecretsOfOne[]> {
  const text = await box.open(boxName, sealed, passphrase);
  if (!text) {
    throw invalidFile(
      'wrong-passphrase',
      'This passphrase does not open the keys of the file. Type the one of the export.',
    );
  }
  const read = secretPart.safeParse(JSON.parse(text.reveal()));
  if (!read.success || read.data.providers.length !== open.length) {
    throw invalidFile('damaged', 'The keys of the file cannot be read. Export it once more.');
  }
  if (read.data.digest !== digestOf(open)) {
    const message = 'The file was changed after it was exported, so its keys might go where they should not.';
    throw invalidFile('changed', `${message} Export it once more, or import it without its keys.`);
  }
  return read.data.providers;
}

/** The same for the same content, however it is written down. */
const digestOf = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(sorted(value)))
    .digest('hex');

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([name, one]): [string, unknown] => [name, sorted(one)]);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
