import { randomBytes } from 'node:crypto';
import type { SealedSecrets } from '../../shared/model/transfer.ts';
import { Secret } from '../lib/secret.ts';
import { decrypt, encrypt, masterKey } from './cipher.ts';
import { cost, derive } from './key-sources.ts';

/** Secrets on their way to another place, under a passphrase of their own. */
export interface PassphraseBox {
  close(name: string, text: Secret, passphrase: string): Promise<SealedSecrets>;
  /** Undefined when the passphrase is another one, or the bytes were changed. */
  open(name: string, sealed: SealedSecrets, passphrase: string): Promise<Secret | undefined>;
}

const keyId = 'passphrase';
const { N: n, r, p } = cost;

export const passphraseBox: PassphraseBox = {
  async close(name, text, passphrase) {
    const salt = randomBytes(16);
    const key = masterKey(keyId, await derive(passphrase, salt));
    const { nonce, ciphertext, tag } = encrypt(key, name, text.reveal());
    return {
      kdf: 'scrypt',
      n,
      r,
      p,
      salt: salt.toString('base64'),
      cipher: 'aes-256-gcm',
      nonce: nonce.toString('base64'),
      ciphertext: ciphertext.toString('base64'),
      tag: tag.toString('base64'),
    };
  },

  async open(name, { salt, nonce, ciphertext, tag }, passphrase) {
    const bytes = (text: string): Buffer => Buffer.from(text, 'base64');
    const key = masterKey(keyId, await derive(passphrase, bytes(salt)));
    const text = decrypt(key, name, { nonce: bytes(nonce), ciphertext: bytes(ciphertext), tag: bytes(tag) });
    return text === undefined ? undefined : new Secret(text);
  },
};
