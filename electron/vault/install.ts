import { AppError } from '../../shared/errors/app-error.ts';
import type { SecretId } from '../../shared/model/ids.ts';
import type { Store } from '../store/open-store.ts';
import type { VaultRow } from '../store/vault-row.ts';
import { decrypt, encrypt, type MasterKey } from './cipher.ts';
import type { NewKey } from './key-sources.ts';

const checkName = 'vault';
const checkText = 'switchyard';

/** Whether it is the key this vault was set up with. */
export const provesKey = ({ checkNonce, checkCiphertext, checkTag }: VaultRow, key: MasterKey): boolean =>
  decrypt(key, checkName, { nonce: checkNonce, ciphertext: checkCiphertext, tag: checkTag }) === checkText;

export interface InstallOptions {
  store: Pick<Store, 'secrets' | 'vault' | 'transaction'>;
  /** Left out when nothing is encrypted yet: then a secret that is there all the same is a refusal. */
  old?: MasterKey | undefined;
  now: number;
}

/** Puts a new key to work: the check and every secret under it, or, when anything fails, nothing. */
export function installKey({ key, ...place }: NewKey, { store, old, now }: InstallOptions): void {
  store.transaction(() => {
    if (!old && store.secrets.count() > 0) throw otherKey();
    for (const row of old ? store.secrets.list() : []) {
      const text = old && row.keyId === old.id ? decrypt(old, row.id, row) : undefined;
      if (text === undefined) throw unreadableSecret(row.id);
      store.secrets.update(row.id, { keyId: key.id, ...encrypt(key, row.id, text) });
    }
    const { nonce, ciphertext, tag } = encrypt(key, checkName, checkText);
    store.vault.put({ ...place, checkNonce: nonce, checkCiphertext: ciphertext, checkTag: tag, createdAt: now });
  });
}

const otherKey = (): AppError =>
  new AppError('CONFLICT', 'There are API keys stored under another master key. Unlock the vault with it first.');

export const unreadableSecret = (id: SecretId): AppError =>
  new AppError('SECRET_UNREADABLE', `The stored secret ${id} cannot be read. Delete that API key and enter it anew.`);
