import { expect, test } from 'vitest';
import { Secret } from '../../../electron/lib/secret.ts';
import { openKeychain } from '../../../electron/vault/keychain.ts';
import { openVault } from '../../../electron/vault/vault.ts';
import { openTestStore, silentLog, temporaryFolder } from '../../helpers/test-store.ts';

// scripts/test.mjs sets it after it has started a D-Bus session with an unlocked gnome-keyring.
const hasKeyring = process.env['SWITCHYARD_KEYRING'] === '1';
const note = hasKeyring ? '' : '(needs a test keyring: SWITCHYARD_KEYRING=1)';

async function opened(home: string) {
  const result = await openKeychain(home);
  if (!result.ok) throw new Error(result.reason);
  return result.keychain;
}

// Catches: a keychain that "works" without keeping anything; two homes sharing or deleting each other's keys.
test.skipIf(!hasKeyring)(`the real keyring keeps the keys of two homes apart ${note}`, async () => {
  const [one, two] = [await opened(`/home/one-${process.pid}`), await opened(`/home/two-${process.pid}`)];
  const keyId = crypto.randomUUID();
  await one.write(keyId, 'first');
  await two.write(keyId, 'second');
  expect([await one.read(keyId), await two.read(keyId)]).toEqual(['first', 'second']);
  await one.write(keyId, 'ü-overwritten');
  await two.remove(keyId);
  expect(await one.read(keyId)).toBe('ü-overwritten');
  await one.remove(keyId);
  expect(await one.read(keyId)).toBeNull();
  expect(await two.read(crypto.randomUUID())).toBeNull();
});

// Catches: keys lost when the home folder is moved; a rotation in a copy taking the key away from the original.
test.skipIf(!hasKeyring)(`a vault in the real keyring survives a restart, a move and a rotation ${note}`, async () => {
  const store = openTestStore();
  const open = (home: string) =>
    openVault({ store, keychain: () => openKeychain(home), environment: {}, log: silentLog, onChange: () => {} });
  const [home, moved] = [`/home/here-${process.pid}`, `/home/there-${process.pid}`];
  const vault = open(home);
  const id = await vault.seal(new Secret('sk-real'));
  expect(await vault.status()).toMatchObject({ source: 'keychain', isKeychainAvailable: true, secretCount: 1 });
  const firstKey = store.vault.get()?.keyId ?? '';
  expect((await open(moved).reveal(id)).reveal()).toBe('sk-real');
  await open(moved).rotate('keychain');
  expect(await (await opened(home)).read(firstKey)).toMatch(/^[0-9a-f]{64}$/);
  const secondKey = store.vault.get()?.keyId ?? '';
  expect((await open(moved).reveal(id)).reveal()).toBe('sk-real');
  await (await opened(home)).remove(firstKey);
  await (await opened(moved)).remove(secondKey);
  await expect(open(moved).reveal(id)).rejects.toThrow(expect.objectContaining({ code: 'VAULT_LOCKED' }));
});

// Catches: the real keyring losing the key that the backups made before a rotation are sealed with.
test.skipIf(!hasKeyring)(`a backup made before a rotation is readable with the real keyring ${note}`, async () => {
  const folder = temporaryFolder();
  const keychain = () => openKeychain(folder);
  const onChange = () => {};
  const store = openTestStore({ folder });
  const vault = openVault({ store, keychain, environment: {}, log: silentLog, onChange });
  const id = await vault.seal(new Secret('sk-real'));
  const { name } = await store.backup();
  const firstKey = store.vault.get()?.keyId ?? '';
  await vault.rotate('keychain');
  const secondKey = store.vault.get()?.keyId ?? '';
  await store.stageRestore(name);
  await store.close();
  const restored = openTestStore({ folder });
  const later = openVault({ store: restored, keychain, environment: {}, log: silentLog, onChange });
  expect((await later.reveal(id)).reveal()).toBe('sk-real');
  for (const keyId of [firstKey, secondKey]) await (await opened(folder)).remove(keyId);
});

// Catches: a machine without a keychain ending in a crash or in a wait instead of a reason.
test.skipIf(hasKeyring || process.env['DBUS_SESSION_BUS_ADDRESS'] || process.platform !== 'linux')(
  'without a keyring the reason is said',
  async () => {
    expect(await openKeychain('/home/nobody')).toEqual({
      ok: false,
      reason: expect.stringMatching(/D-Bus|addon|libsecret/),
    });
  },
);
