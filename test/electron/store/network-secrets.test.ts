import { expect, test } from 'vitest';
import { newId } from '../../../electron/lib/id.ts';
import type { Store } from '../../../electron/store/open-store.ts';
import type { ProviderId, SecretId } from '../../../shared/model/ids.ts';
import { openTestStore } from '../../helpers/test-store.ts';

function addSecret({ secrets }: Store): SecretId {
  const id = newId<SecretId>();
  const bytes = Buffer.alloc(1);
  secrets.insert({ id, keyId: 'k', nonce: bytes, ciphertext: bytes, tag: bytes, createdAt: 1 });
  return id;
}

const addProvider = ({ providers }: Store): ProviderId =>
  providers.insert({ id: newId(), kind: 'any', name: 'Mine', settings: {}, network: {}, createdAt: 1 }).id;

// Catches: a secret of one provider taken for another's, one that is swapped without its row going, rows without an owner.
test('each provider has its own, and what is replaced or deleted leaves nothing behind', () => {
  const store = openTestStore();
  const [one, other] = [addProvider(store), addProvider(store)];
  const [first, second, key, foreign] = [addSecret(store), addSecret(store), addSecret(store), addSecret(store)];
  store.networkSecrets.put(one, { proxyPassword: first, clientKey: key });
  store.networkSecrets.put(other, { proxyPassword: foreign });
  expect(store.networkSecrets.of(one)).toEqual({ proxyPassword: first, clientKey: key });

  store.networkSecrets.put(one, { proxyPassword: second });
  expect(store.networkSecrets.of(one)).toEqual({ proxyPassword: second, clientKey: key });
  expect(store.secrets.get(first)).toBeUndefined();

  store.networkSecrets.put(one, { clientKey: null });
  expect(store.networkSecrets.of(one)).toEqual({ proxyPassword: second });
  expect(store.providers.get(one)?.networkSecrets).toEqual(['proxyPassword']);

  store.providers.delete(one);
  expect(store.secrets.list().map(({ id }) => id)).toEqual([foreign]);
  expect(store.networkSecrets.of(other)).toEqual({ proxyPassword: foreign });
});
