import { randomBytes, scrypt } from 'node:crypto';
import { AppError } from '../../shared/errors/app-error.ts';
import type { VaultSource } from '../../shared/model/vault.ts';
import { keyLength, type MasterKey, masterKey } from './cipher.ts';
import type { Keychain, KeychainResult } from './keychain.ts';

export interface KeySourcePorts {
  /** Tried once; again after a failure when somebody asks to unlock. */
  keychain(): Promise<KeychainResult>;
  environment: { readonly ENCRYPTION_MASTER_KEY?: string | undefined };
}

/** Where a key is, as the database keeps it. */
export interface KeyPlace {
  source: VaultSource;
  keyId: string;
  /** For a passphrase only. */
  salt: Buffer | null;
}

export type NewKey = KeyPlace & { key: MasterKey };

/** About 0.3 s and 128 MiB on a machine of these years. */
export const cost = { N: 131_072, r: 8, p: 1, maxmem: 192 * 1024 * 1024 } as const;

export function derive(passphrase: string, salt: Buffer): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  // The same passphrase may be typed in two Unicode forms.
  scrypt(passphrase.normalize('NFKC'), salt, keyLength, cost, (error, key) => (error ? reject(error) : resolve(key)));
  return promise;
}

const locked = (message: string): AppError => new AppError('VAULT_LOCKED', message);

export function environmentKey({ ENCRYPTION_MASTER_KEY: text }: KeySourcePorts['environment']): Buffer {
  if (!text) throw locked('ENCRYPTION_MASTER_KEY is not set. Start Switchyard with the key the vault was set up with.');
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  throw new AppError(
    'VALIDATION_FAILED',
    'ENCRYPTION_MASTER_KEY must be 64 hexadecimal digits. Correct it and start Switchyard again.',
  );
}

async function openedKeychain(ports: KeySourcePorts): Promise<Keychain> {
  const result = await ports.keychain();
  if (result.ok) return result.keychain;
  throw new AppError(
    'KEYCHAIN_UNAVAILABLE',
    `The keychain of this computer cannot be used: ${result.reason}. Unlock or start it and try again, or use a passphrase.`,
  );
}

/** The key a vault was set up with. Throws why it cannot be had, and what to do. */
export async function findKey(place: KeyPlace, ports: KeySourcePorts, passphrase?: string): Promise<MasterKey> {
  switch (place.source) {
    case 'environment':
      return masterKey(place.keyId, environmentKey(ports.environment));
    case 'passphrase':
      if (passphrase === undefined || !place.salt) throw locked('The vault is locked. Unlock it with its passphrase.');
      return masterKey(place.keyId, await derive(passphrase, place.salt));
    case 'keychain': {
      const text = await (await openedKeychain(ports)).read(place.keyId);
      if (text !== null) return masterKey(place.keyId, Buffer.from(text, 'hex'));
      throw locked(
        'The keychain of this computer does not hold the key of this vault. Use the keychain it was set up with and ' +
          'unlock again, or delete the stored API keys and enter them anew.',
      );
    }
    default:
      return place.source satisfies never;
  }
}

/** A new key, safe in its source when this resolves. */
export async function makeKey(source: VaultSource, ports: KeySourcePorts, passphrase?: string): Promise<NewKey> {
  const keyId = crypto.randomUUID();
  switch (source) {
    case 'environment':
      return { source, keyId, salt: null, key: masterKey(keyId, environmentKey(ports.environment)) };
    case 'passphrase': {
      if (passphrase === undefined) throw new AppError('VALIDATION_FAILED', 'Choose a passphrase for the vault.');
      const salt = randomBytes(16);
      return { source, keyId, salt, key: masterKey(keyId, await derive(passphrase, salt)) };
    }
    case 'keychain': {
      const keychain = await openedKeychain(ports);
      const bytes = randomBytes(keyLength);
      await keychain.write(keyId, bytes.toString('hex'));
      return { source, keyId, salt: null, key: masterKey(keyId, bytes) };
    }
    default:
      return source satisfies never;
  }
}
