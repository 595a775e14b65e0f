import { expect, test } from 'vitest';
import { Secret } from '../../../electron/lib/secret.ts';
import type { Store } from '../../../electron/store/open-store.ts';
import { decrypt, masterKey } from '../../../electron/vault/cipher.ts';
import { installKey } from '../../../electron/vault/install.ts';
import type { Keychain, KeychainResult } from '../../../electron/vault/keychain.ts';
import { openVault, type VaultPorts } from '../../../electron/vault/vault.ts';
import type { SecretId } from '../../../shared/model/ids.ts';
import type { VaultStatus } from '../../../shared/model/vault.ts';
import { openTestStore, recordingLog, silentLog, temporaryFolder } from '../../helpers/test-store.ts';

const hex = (digit: string) => digit.repeat(64);
const coded = (code: string) => expect.objectContaining({ code });

/** A keychain in memory, for what the real one cannot be made to do. */
function fakeKeychain() {
  const entries = new Map<string, string>();
  const keychain: Keychain = {
    read: async (keyId) => entries.get(keyId) ?? null,
    write: async (keyId, key) => void entries.set(keyId, key),
    remove: async (keyId) => void entries.delete(keyId),
  };
  return { entries, keychain, open: async (): Promise<KeychainResult> => ({ ok: true, keychain }) };
}

const noKeychain = async (): Promise<KeychainResult> => ({ ok: false, reason: 'no D-Bus here' });

function open(store: VaultPorts['store'], options: Partial<VaultPorts> = {}) {
  const changes: VaultStatus[] = [];
  const vault = openVault({
    store,
    keychain: noKeychain,
    environment: {},
    log: silentLog,
    onChange: (status) => changes.push(status),
    ...options,
  });
  return { ...vault, changes };
}

type OpenVault = ReturnType<typeof open>;
const read = async (vault: OpenVault, ids: readonly SecretId[]) =>
  Promise.all(ids.map(async (id) => (await vault.reveal(id)).reveal()));
const sealAll = (vault: OpenVault, texts: readonly string[]) =>
  Promise.all(texts.map((text) => vault.seal(new Secret(text))));

// Catches: a first secret that needs a click although there is a keychain; two keys made by two first secrets.
test('with a keychain the first secret sets it up by itself, and a restart reads it', async () => {
  const store = openTestStore();
  const keychain = fakeKeychain();
  const vault = open(store, { keychain: keychain.open });
  expect(await vault.status()).toEqual({
    state: 'unlocked',
    source: null,
    reason: null,
    isKeychainAvailable: true,
    secretCount: 0,
  });
  const texts = ['sk-one', 'sk-two', 'ü👍 '.repeat(2000)];
  const ids = await sealAll(vault, texts);
  expect(keychain.entries.size).toBe(1);
  expect(vault.changes).toHaveLength(1);
  expect(vault.changes[0]).toMatchObject({ state: 'unlocked', source: 'keychain' });
  expect(await read(open(store, { keychain: keychain.open }), ids)).toEqual(texts);
});

// Catches: a key lying in the database readable, or the same text giving the same bytes twice.
test('what is stored is encrypted, each time anew, and bound to its row', async () => {
  const store = openTestStore();
  const vault = open(store, { environment: { ENCRYPTION_MASTER_KEY: hex('a') } });
  const [one, two] = await sealAll(vault, ['sk-secret-text', 'sk-secret-text']);
  const [first, second] = store.secrets.list();
  if (!one || !two || !first || !second) throw new Error('two secrets were stored');
  expect(Buffer.concat([first.ciphertext, first.nonce, first.tag]).includes('secret-text')).toBe(false);
  expect(first.ciphertext.equals(second.ciphertext)).toBe(false);
  expect(first.nonce).toHaveLength(12);
  const key = masterKey(first.keyId, Buffer.from(hex('a'), 'hex'));
  expect(decrypt(key, one, first)).toBe('sk-secret-text');
  expect(decrypt(key, two, first)).toBeUndefined();
  expect(decrypt(masterKey('another', Buffer.from(hex('a'), 'hex')), one, first)).toBeUndefined();
  store.secrets.update(one, { ...first, ciphertext: Buffer.from(first.ciphertext.map((byte) => byte ^ 1)) });
  await expect(vault.reveal(one)).rejects.toThrow(coded('SECRET_UNREADABLE'));
  expect((await vault.reveal(two)).reveal()).toBe('sk-secret-text');
  vault.forget(one);
  await expect(vault.reveal(one)).rejects.toThrow(coded('NOT_FOUND'));
});

// Catches: a passphrase that any other text opens too; a locked vault that loses keys or silently takes a new one.
test('without a keychain a passphrase is chosen, and asked for after a restart', async () => {
  const store = openTestStore();
  const vault = open(store);
  expect(await vault.status()).toMatchObject({
    state: 'not-set-up',
    source: null,
    reason: 'No keychain could be used: no D-Bus here.',
  });
  await expect(vault.seal(new Secret('sk-1'))).rejects.toThrow(coded('VAULT_NOT_SET_UP'));
  expect(await vault.setUp('grüne Weiche')).toMatchObject({ state: 'unlocked', source: 'passphrase', reason: null });
  const id = await vault.seal(new Secret('sk-1'));
  await expect(vault.setUp('another one')).rejects.toThrow(coded('CONFLICT'));

  const later = open(store);
  expect(await later.status()).toMatchObject({ state: 'locked', source: 'passphrase', secretCount: 1 });
  await expect(later.reveal(id)).rejects.toThrow(/Unlock it with its passphrase/);
  await expect(later.seal(new Secret('sk-2'))).rejects.toThrow(coded('VAULT_LOCKED'));
  await expect(later.unlock('gruene Weiche')).rejects.toThrow(coded('VAULT_KEY_WRONG'));
  await expect(later.reveal(id)).rejects.toThrow(coded('VAULT_LOCKED'));
  await expect(later.unlock()).rejects.toThrow(coded('VAULT_LOCKED'));
  // The same words as another keyboard composes them.
  expect(await later.unlock('grüne Weiche'.normalize('NFD'))).toMatchObject({ state: 'unlocked', secretCount: 1 });
  expect(await read(later, [id])).toEqual(['sk-1']);
  expect(later.changes).toHaveLength(1);
});

// Catches: a mistyped environment key passed over for the keychain, and a wrong one taken for a new beginning.
test('the environment key is used, and every mistake with it is named', async () => {
  const store = openTestStore();
  const keychain = fakeKeychain();
  const mistyped = open(store, { environment: { ENCRYPTION_MASTER_KEY: 'abc' }, keychain: keychain.open });
  expect(await mistyped.status()).toMatchObject({ state: 'locked', reason: expect.stringMatching(/64 hexadecimal/) });
  await expect(mistyped.seal(new Secret('x'))).rejects.toThrow(coded('VAULT_LOCKED'));
  expect(keychain.entries.size).toBe(0);

  const right = open(store, { environment: { ENCRYPTION_MASTER_KEY: hex('B') }, keychain: keychain.open });
  const id = await right.seal(new Secret('sk-1'));
  expect(await right.status()).toMatchObject({ state: 'unlocked', source: 'environment' });
  const environment: { ENCRYPTION_MASTER_KEY?: string } = { ENCRYPTION_MASTER_KEY: hex('c') };
  const wrong = open(store, { environment, keychain: keychain.open });
  await expect(wrong.reveal(id)).rejects.toThrow(coded('VAULT_KEY_WRONG'));
  await expect(wrong.rotate('keychain')).rejects.toThrow(coded('VAULT_KEY_WRONG'));
  delete environment.ENCRYPTION_MASTER_KEY;
  await expect(wrong.unlock()).rejects.toThrow(/is not set/);
  environment.ENCRYPTION_MASTER_KEY = hex('b');
  await wrong.unlock();
  expect(await read(wrong, [id])).toEqual(['sk-1']);
  await expect(wrong.rotate('environment')).rejects.toThrow(coded('VALIDATION_FAILED'));
});

// Catches: a keychain that was away for a moment costing the keys; a lost key making the app useless for ever.
test('a missing keychain entry locks; when it is back it unlocks; with nothing stored a new key is made', async () => {
  const store = openTestStore();
  const keychain = fakeKeychain();
  const id = await open(store, { keychain: keychain.open }).seal(new Secret('sk-1'));
  const kept = new Map(keychain.entries);
  keychain.entries.clear();
  let isThere = false;
  const later = open(store, { keychain: async () => (isThere ? keychain.open() : noKeychain()) });
  expect(await later.status()).toMatchObject({
    state: 'locked',
    source: 'keychain',
    isKeychainAvailable: false,
    reason: expect.stringMatching(/no D-Bus here/),
  });
  isThere = true;
  await expect(later.unlock()).rejects.toThrow(/does not hold the key/);
  expect(keychain.entries.size).toBe(0);
  for (const [name, value] of kept) keychain.entries.set(name, value);
  await later.unlock();
  expect(await read(later, [id])).toEqual(['sk-1']);

  keychain.entries.clear();
  const anew = open(store, { keychain: keychain.open });
  await expect(anew.seal(new Secret('sk-2'))).rejects.toThrow(/delete the stored API keys and enter them anew/);
  anew.forget(id);
  const fresh = await anew.seal(new Secret('sk-2'));
  expect(await read(anew, [fresh])).toEqual(['sk-2']);
});

// Catches: a rotation that leaves some secrets under the old key, or takes away the key that backups need.
test('rotation moves everything under a new key, from source to source', async () => {
  const store = openTestStore();
  const keychain = fakeKeychain();
  const environment = { ENCRYPTION_MASTER_KEY: hex('d') };
  const vault = open(store, { keychain: keychain.open });
  const texts = Array.from({ length: 30 }, (_, index) => `sk-${index}`);
  const ids = await sealAll(vault, texts);
  const [firstKey] = keychain.entries.keys();

  expect(await vault.rotate('keychain')).toMatchObject({ source: 'keychain', secretCount: 30 });
  const [, secondKey] = keychain.entries.keys();
  expect([...keychain.entries.keys()]).toEqual([firstKey, secondKey]);
  expect(new Set(store.secrets.list().map(({ keyId }) => keyId))).toEqual(new Set([secondKey]));
  expect(await read(vault, ids)).toEqual(texts);

  await vault.rotate('passphrase', 'long enough');
  expect(keychain.entries.size).toBe(2);
  const second = open(store, { keychain: keychain.open, environment });
  await second.unlock('long enough');
  await second.rotate('environment');
  expect(await read(open(store, { environment }), ids)).toEqual(texts);
});

// Catches: a secret sealed while the key changes, left under a key that is gone.
test('sealing goes on during a rotation', async () => {
  const store = openTestStore();
  const keychain = fakeKeychain();
  const vault = open(store, { keychain: keychain.open });
  await vault.seal(new Secret('first'));
  const rotations = [vault.rotate('keychain'), vault.rotate('passphrase', 'long enough'), vault.rotate('keychain')];
  const ids: SecretId[] = [];
  let isRotating = true;
  const ended = Promise.all(rotations).then(() => (isRotating = false));
  while (isRotating) {
    ids.push(await vault.seal(new Secret(`sk-${ids.length}`)));
    await new Promise((resolve) => setImmediate(resolve));
  }
  await ended;
  expect(await read(open(store, { keychain: keychain.open }), ids)).toEqual(ids.map((_, index) => `sk-${index}`));
});

// Catches: a backup that cannot be read any more because its master key was removed when the key was changed.
test('a backup made before a rotation is readable when it is restored', async () => {
  const folder = temporaryFolder();
  const keychain = fakeKeychain();
  const store = openTestStore({ folder });
  const vault = open(store, { keychain: keychain.open });
  const id = await vault.seal(new Secret('sk-1'));
  const { name } = await store.backup();
  await vault.rotate('keychain');
  await vault.rotate('passphrase', 'long enough');
  await store.stageRestore(name);
  await store.close();
  const restored = open(openTestStore({ folder }), { keychain: keychain.open });
  expect(await restored.status()).toMatchObject({ state: 'unlocked', source: 'keychain' });
  expect(await read(restored, [id])).toEqual(['sk-1']);
});

// Catches: a secret sealed while the passphrase is derived, left under a key that nobody has any more.
test('a secret sealed while the passphrase is set up goes along', async () => {
  const store = openTestStore();
  const keychain = fakeKeychain();
  const vault = open(store, { keychain: keychain.open });
  vault.forget(await vault.seal(new Secret('gone')));
  const settingUp = vault.setUp('long enough');
  const id = await vault.seal(new Secret('sk-1'));
  expect(await settingUp).toMatchObject({ source: 'passphrase', secretCount: 1 });
  expect(await read(vault, [id])).toEqual(['sk-1']);
  const later = open(store);
  await later.unlock('long enough');
  expect(await read(later, [id])).toEqual(['sk-1']);
});

// Catches: a new key put to work over a secret that is under another one, which nobody can read from then on.
test('a new key is refused while there is a secret of an unknown key', async () => {
  const store = openTestStore();
  const environment = { ENCRYPTION_MASTER_KEY: hex('a') };
  const id = await open(store, { environment }).seal(new Secret('sk-1'));
  const key = masterKey('new', Buffer.alloc(32));
  const made = { source: 'environment', keyId: 'new', salt: null, key } as const;
  expect(() => installKey(made, { store, now: 1 })).toThrow(coded('CONFLICT'));
  expect(await read(open(store, { environment }), [id])).toEqual(['sk-1']);
});

const crash = () => {
  throw new Error('killed');
};

// Catches: a rotation cut short that leaves keys nobody can read.
test.each<[string, (store: Store, keychain: Keychain) => [VaultPorts['store'], Keychain]]>([
  ['before the new key was stored', (store, keychain) => [store, { ...keychain, write: async () => crash() }]],
  ['after the new key was stored', (store, keychain) => [{ ...store, transaction: crash }, keychain]],
  [
    'half way through the secrets',
    (store, keychain) => {
      let updates = 0;
      const update: Store['secrets']['update'] = (id, cipher) =>
        updates++ === 2 ? crash() : store.secrets.update(id, cipher);
      return [{ ...store, secrets: { ...store.secrets, update } }, keychain];
    },
  ],
  [
    'before the check was written',
    (store, keychain) => [{ ...store, vault: { ...store.vault, put: crash } }, keychain],
  ],
])('a rotation killed %s leaves every secret readable', async (_, sabotage) => {
  const store = openTestStore();
  const { keychain, open: openKeychain } = fakeKeychain();
  const ids = await sealAll(open(store, { keychain: openKeychain }), ['a', 'b', 'c', 'd', 'e']);
  const [broken, brokenKeychain] = sabotage(store, keychain);
  const rotating = open(broken, { keychain: async () => ({ ok: true, keychain: brokenKeychain }) });
  await expect(rotating.rotate('keychain')).rejects.toThrow('killed');
  expect(await read(rotating, ids)).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(await read(open(store, { keychain: openKeychain }), ids)).toEqual(['a', 'b', 'c', 'd', 'e']);
});

// Catches: opening that already asks the keychain, which may be slow or ask the user, before the window is there.
test('opening asks nobody', async () => {
  let asked = 0;
  const keychain = () => {
    asked += 1;
    return noKeychain();
  };
  const vault = open(openTestStore(), { keychain });
  expect(asked).toBe(0);
  await Promise.all([vault.status(), vault.status()]);
  expect(asked).toBe(1);
});

// Catches: keys or passphrases in the log.
test('nothing of a key is logged or shown', async () => {
  const store = openTestStore();
  const { log, lines } = recordingLog();
  const environment = { ENCRYPTION_MASTER_KEY: hex('e') };
  await open(store, { log, environment }).seal(new Secret('sk-hidden'));
  const wrong = open(store, { log, environment: { ENCRYPTION_MASTER_KEY: 'not-hex-at-all' } });
  const status = await wrong.status();
  await wrong.unlock('my passphrase').catch((error: unknown) => log.error({ err: error }));
  const shown = JSON.stringify([lines, status, masterKey('k', Buffer.alloc(32, 7))]);
  for (const text of ['sk-hidden', 'not-hex', 'my passphrase', hex('e'), '7,7,7']) expect(shown).not.toContain(text);
  expect(lines.length).toBeGreaterThan(0);
});
