import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';

/** A master key. The bytes stay inside the key object, which prints nothing. */
export interface MasterKey {
  id: string;
  key: KeyObject;
}

export interface Sealed {
  nonce: Buffer;
  ciphertext: Buffer;
  tag: Buffer;
}

const algorithm = 'aes-256-gcm';
export const keyLength = 32;
const nonceLength = 12;

export const masterKey = (id: string, bytes: Buffer): MasterKey => ({ id, key: createSecretKey(bytes) });

/** What a ciphertext is bound to: moved to another row or read under another key's name, it does not open. */
const boundTo = (name: string, keyId: string): Buffer => Buffer.from(`${name}\n${keyId}`);

export function encrypt({ id, key }: MasterKey, name: string, text: string): Sealed {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(boundTo(name, id));
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return { nonce, ciphertext, tag: cipher.getAuthTag() };
}

/** Undefined when the key is not the one it was encrypted with, or the bytes were changed. */
export function decrypt({ id, key }: MasterKey, name: string, { nonce, ciphertext, tag }: Sealed): string | undefined {
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: 16 });
  try {
    decipher.setAAD(boundTo(name, id)).setAuthTag(tag);
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
