import { AppError } from '../../shared/errors/app-error.ts';
import type { SecretId } from '../../shared/model/ids.ts';
import type { VaultSource, VaultStatus } from '../../shared/model/vault.ts';
import { newId } from '../lib/id.ts';
import type { Log } from '../lib/log.ts';
import { Secret } from '../lib/secret.ts';
import type { Store } from '../store/open-store.ts';
import type { SecretRow } from '../store/secrets.ts';
import { decrypt, encrypt, type MasterKey } from './cipher.ts';
import { installKey, unreadableSecret } from './install.ts';
import { type KeySourcePorts, makeKey } from './key-sources.ts';
import type { KeychainResult } from './keychain.ts';
import { findState, refusal, type VaultState } from './state.ts';

export interface VaultPorts {
  store: Pick<Store, 'secrets' | 'vault' | 'transaction'>;
  /** Opens the keychain anew each time it is called. */
  keychain(): Promise<KeychainResult>;
  environment: KeySourcePorts['environment'];
  log: Log;
  /** UTC ms. Default: the clock. */
  now?: () => number;
  onChange(status: VaultStatus): void;
}

export interface Vault {
  status(): Promise<VaultStatus>;
  /** Encrypts and stores. The first one sets the vault up where no passphrase is needed for that. */
  seal(secret: Secret): Promise<SecretId>;
  reveal(id: SecretId): Promise<Secret>;
  forget(id: SecretId): void;
  setUp(passphrase: string): Promise<VaultStatus>;
  /** Without a passphrase the keychain or the environment is tried again. */
  unlock(passphrase?: string): Promise<VaultStatus>;
  /** A new key, kept in `source`; everything is encrypted again under it. The keychain keeps the former one too. */
  rotate(source: VaultSource, passphrase?: string): Promise<VaultStatus>;
}

/** Opens nothing yet: the key is fetched when it is first needed, so a slow keychain does not slow the start. */
export function openVault({ store, environment, log, now = Date.now, onChange, ...ports }: VaultPorts): Vault {
  let keychain: Promise<KeychainResult> | undefined;
  const sources: KeySourcePorts = { environment, keychain: () => (keychain ??= ports.keychain()) };
  const find = (passphrase?: string) => findState({ store, sources, log, passphrase });
  let state: VaultState | undefined;
  let finding: Promise<void> | undefined;
  /** By the row they were read from: the store gives the same one until somebody writes. */
  const opened = new WeakMap<SecretRow, { key: MasterKey; secret: Secret }>();
  let queue: Promise<unknown> = Promise.resolve();

  const current = async (): Promise<VaultState> => {
    for (;;) {
      if (state) return state;
      finding ??= find()
        .then((found) => {
          state ??= found;
        })
        .finally(() => {
          finding = undefined;
        });
      await finding;
    }
  };

  /** One after the other: two first secrets must not make two keys. */
  const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
    const turn = queue.then(run);
    queue = turn.catch(() => {});
    return turn;
  };

  async function describe(): Promise<VaultStatus> {
    const found = await current();
    const facts = { isKeychainAvailable: (await sources.keychain()).ok, secretCount: store.secrets.count() };
    switch (found.kind) {
      case 'unlocked':
        return { ...facts, state: 'unlocked', source: found.source, reason: null };
      case 'ready':
        return { ...facts, state: 'unlocked', source: null, reason: null };
      case 'not-set-up':
        return { ...facts, state: 'not-set-up', source: null, reason: `No keychain could be used: ${found.reason}.` };
      case 'locked':
        return { ...facts, state: 'locked', source: found.source, reason: found.error.message };
      default:
        return found satisfies never;
    }
  }

  async function announced(): Promise<VaultStatus> {
    const status = await describe();
    onChange(status);
    return status;
  }

  async function moveTo(source: VaultSource, old?: MasterKey, passphrase?: string): Promise<void> {
    const made = await makeKey(source, sources, passphrase);
    installKey(made, { store, old, now: now() });
    // At once: a secret sealed in between would be under a key that is gone.
    state = { kind: 'unlocked', key: made.key, source };
  }

  /** Resolves when there is a key, having set the vault up where that needs no passphrase. */
  async function prepare(): Promise<void> {
    // The secrets whose key is lost may have been deleted meanwhile; then it can begin anew.
    if ((await current()).kind === 'locked' && store.secrets.count() === 0) state = undefined;
    if ((await current()).kind === 'ready') {
      await inTurn(async () => {
        if (state?.kind !== 'ready') return;
        await moveTo(state.source);
        await announced();
      });
    }
  }

  /** Asked for and used in one go, without waiting in between. */
  function keyNow(): MasterKey {
    if (state?.kind === 'unlocked') return state.key;
    if (state?.kind === 'locked' || state?.kind === 'not-set-up') throw refusal(state);
    throw new AppError('VAULT_LOCKED', 'The vault is not open yet. Try again.', { retryable: true });
  }

  return {
    status: describe,

    async seal(secret) {
      await prepare();
      const key = keyNow();
      const id = newId<SecretId>();
      store.secrets.insert({ id, keyId: key.id, ...encrypt(key, id, secret.reveal()), createdAt: now() });
      return id;
    },

    async reveal(id) {
      await current();
      const row = store.secrets.get(id);
      if (!row) throw new AppError('NOT_FOUND', `There is no secret ${id}. It may have been deleted.`);
      const key = keyNow();
      const known = opened.get(row);
      if (known?.key === key) return known.secret;
      const text = row.keyId === key.id ? decrypt(key, id, row) : undefined;
      if (text === undefined) throw unreadableSecret(id);
      const secret = new Secret(text);
      opened.set(row, { key, secret });
      return secret;
    },

    forget: (id) => store.secrets.delete(id),

    setUp: (passphrase) =>
      inTurn(async () => {
        const before = await current();
        if (store.vault.get() && store.secrets.count() > 0) {
          throw new AppError('CONFLICT', 'The vault is set up already. Unlock it, then choose a new passphrase.');
        }
        // What is sealed while the new key is derived goes along.
        await moveTo('passphrase', before.kind === 'unlocked' ? before.key : undefined, passphrase);
        return announced();
      }),

    unlock: (passphrase) =>
      inTurn(async () => {
        if ((await current()).kind === 'unlocked') return describe();
        keychain = undefined;
        const next = await find(passphrase);
        const isRefused = next.kind === 'locked' || next.kind === 'not-set-up';
        // A mistyped passphrase leaves it locked for the reason it was.
        if (!isRefused || passphrase === undefined) state = next;
        if (isRefused) throw refusal(next);
        return announced();
      }),

    rotate: (source, passphrase) =>
      inTurn(async () => {
        const before = await current();
        if (before.kind === 'locked') throw refusal(before);
        const old = before.kind === 'unlocked' ? before : undefined;
        if (source === 'environment' && old?.source === 'environment') throw sameEnvironment();
        keychain = undefined;
        await moveTo(source, old?.key, passphrase);
        return announced();
      }),
  };
}

const sameEnvironment = (): AppError =>
  new AppError(
    'VALIDATION_FAILED',
    'To change ENCRYPTION_MASTER_KEY, first move the vault to a passphrase or the keychain, then start Switchyard with ' +
      'the new value and move the vault back.',
    { details: { param: 'source' } },
  );
