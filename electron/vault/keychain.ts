import { AppError } from '../../shared/errors/app-error.ts';

/** Master keys in the keychain of the operating system, as text. */
export interface Keychain {
  read(keyId: string): Promise<string | null>;
  write(keyId: string, key: string): Promise<void>;
  remove(keyId: string): Promise<void>;
}
export type KeychainResult = { ok: true; keychain: Keychain } | { ok: false; reason: string };

const service = 'Switchyard';
/** A keychain may ask the user for its password meanwhile. In ms. */
const patience = 60_000;

/**
 * Opens the keychain for a home and proves that it works by writing, reading and removing a value: a locked keyring
 * answers reads with nothing instead of failing. The addon is loaded here only: without libsecret that throws.
 */
export async function openKeychain(home: string): Promise<KeychainResult> {
  try {
    const { default: keytar } = await import('keytar');
    const account = (keyId: string) => `${home}#${keyId}`;
    const keychain: Keychain = {
      async read(keyId) {
        const own = await ask(keytar.getPassword(service, account(keyId)));
        if (own !== null) return own;
        // A home that was moved or copied: the id of a key is unique without the folder.
        const all = await ask(keytar.findCredentials(service));
        return all.find((entry) => entry.account.endsWith(`#${keyId}`))?.password ?? null;
      },
      write: (keyId, key) => ask(keytar.setPassword(service, account(keyId), key)),
      remove: async (keyId) => void (await ask(keytar.deletePassword(service, account(keyId)))),
    };
    await prove(keychain);
    return { ok: true, keychain };
  } catch (error) {
    const reason = error instanceof AppError ? error.cause : error;
    return { ok: false, reason: reason instanceof Error ? reason.message : String(reason) };
  }
}

async function prove(keychain: Keychain): Promise<void> {
  const canary = `check-${crypto.randomUUID()}`;
  await keychain.write(canary, canary);
  const isThere = (await keychain.read(canary)) === canary;
  await keychain.remove(canary);
  if (!isThere) throw new Error('a stored value did not read back; the keychain may be locked');
}

async function ask<T>(answer: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('it did not answer')), patience);
  try {
    return await Promise.race([answer, promise]);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError(
      'KEYCHAIN_UNAVAILABLE',
      `The keychain of this computer failed: ${reason}. Unlock it and try again.`,
      {
        cause,
      },
    );
  } finally {
    clearTimeout(timer);
  }
}
