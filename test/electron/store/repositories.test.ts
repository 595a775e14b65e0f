import { expect, test } from 'vitest';
import { newId } from '../../../electron/lib/id.ts';
import type { Store } from '../../../electron/store/open-store.ts';
import type {
  ConversationId,
  CredentialId,
  MessageId,
  ProviderId,
  RequestId,
  SecretId,
} from '../../../shared/model/ids.ts';
import { openTestStore, runningAnswer } from '../../helpers/test-store.ts';

const bytes = (text: string) => Buffer.from(text);

function addProvider(store: Store, name = 'Local') {
  const id = newId<ProviderId>();
  const settings = { baseUrl: 'http://127.0.0.1:1/v1', nested: { a: [1, null] } };
  const network = { proxy: null, headers: { 'x-team': 'a' } };
  return store.providers.insert({ id, kind: 'some-kind', name, settings, network, createdAt: 5 });
}

function addCredential(store: Store, providerId: ProviderId) {
  const secretId = newId<SecretId>();
  const cipher = { keyId: 'k1', nonce: bytes('n'), ciphertext: bytes('c'), tag: bytes('t') };
  store.secrets.insert({ id: secretId, ...cipher, createdAt: 5 });
  const row = { id: newId<CredentialId>(), providerId, secretId, label: 'first', masked: 'sk-…a1b2', createdAt: 5 };
  return store.credentials.insert(row);
}

// Catches: a deleted key whose ciphertext stays in the database.
test('deleting a provider or a key deletes the secrets too', () => {
  const store = openTestStore();
  const kept = addProvider(store, 'kept');
  const gone = addProvider(store, 'gone');
  const one = addCredential(store, kept.id);
  const two = addCredential(store, kept.id);
  addCredential(store, gone.id);
  store.models.replace(gone.id, [{ id: 'm', name: 'M', ownedBy: null }], 9);
  expect(store.secrets.count()).toBe(3);
  expect(store.providers.delete(gone.id)).toBe(true);
  expect(store.providers.delete(gone.id)).toBe(false);
  expect(store.secrets.count()).toBe(2);
  expect(store.models.list(gone.id)).toEqual([]);
  expect(store.credentials.delete(one.id)).toBe(true);
  expect(store.secrets.list().map(({ id }) => id)).toEqual([two.secretId]);
  store.secrets.delete(two.secretId);
  expect(store.credentials.list(kept.id)).toEqual([]);
});

// Catches: a field that is written but not read back, or a change that touches its neighbours.
test('a provider and its keys come back as they were put, and change field by field', () => {
  const store = openTestStore();
  const { id, settings, network } = addProvider(store);
  const { secretId, ...credential } = addCredential(store, id);
  expect(store.providers.list()).toEqual([
    {
      id,
      kind: 'some-kind',
      name: 'Local',
      isEnabled: true,
      description: '',
      tags: [],
      priority: 0,
      weight: 1,
      discoveryHours: null,
      limits: { requestsPerMinute: null, tokensPerMinute: null },
      isPrivateAllowed: true,
      settings,
      network,
      networkSecrets: [],
      createdAt: 5,
      credentials: [credential],
    },
  ]);
  expect(store.providers.get(id)).not.toHaveProperty('credentials.0.secretId');
  expect(store.providers.update(id, { isEnabled: false })).toMatchObject({ isEnabled: false, name: 'Local', settings });
  expect(store.providers.update(id, { settings: { b: 1 } })).toMatchObject({ isEnabled: false, settings: { b: 1 } });
  expect(store.providers.update(id, { network: {} })).toMatchObject({ settings: { b: 1 }, network: {} });
  const choices = { description: 'Ours', tags: ['work', 'eu'], priority: 2, weight: 0.5, discoveryHours: 6 };
  expect(store.providers.update(id, choices)).toMatchObject({ name: 'Local', ...choices });
  expect(store.providers.update(id, {})).toMatchObject({ name: 'Local', ...choices });
  expect(store.providers.update(newId<ProviderId>(), { name: 'x' })).toBeUndefined();
  expect(store.credentials.update(credential.id, { label: 'work' })).toMatchObject({ label: 'work', isEnabled: true });
  expect(store.credentials.update(credential.id, {})).toMatchObject({ label: 'work', secretId });
  store.credentials.markUsed(credential.id, 77);
  expect(store.credentials.get(credential.id)?.lastUsedAt).toBe(77);
});

// Catches: models a provider no longer offers staying in the list; a double id failing the whole refresh, the provider's own order lost.
test('a fresh model list takes the place of the old one', () => {
  const store = openTestStore();
  const { id } = addProvider(store);
  expect(store.models.fetchedAt(id)).toBeNull();
  store.models.replace(id, [{ id: 'old', name: 'Old', ownedBy: null }], 1);
  const double = { id: 'b', name: 'B', ownedBy: 'me' };
  store.models.replace(id, [double, { id: 'a', name: 'A', ownedBy: null }, double], 2);
  expect(store.models.list(id).map((model) => model.id)).toEqual(['b', 'a']);
  expect(store.models.fetchedAt(id)).toBe(2);
  store.models.unfetch(id);
  expect(store.models.fetchedAt(id)).toBeNull();
});

// Catches: a deleted conversation still opened by its id, or one that cannot be brought back.
test('a conversation is listed by change, deleted softly and restored to its place', () => {
  const store = openTestStore();
  const [one, two] = [newId<ConversationId>(), newId<ConversationId>()];
  store.conversations.create({ id: one, title: 'one', now: 1 });
  store.conversations.create({ id: two, title: 'two', now: 2 });
  store.conversations.touch(one, 3);
  const listed = () => store.conversations.list().map(({ title }) => title);
  expect(listed()).toEqual(['one', 'two']);
  expect(store.conversations.update(two, { title: 'second' })).toEqual({
    id: two,
    title: 'second',
    isLocalOnly: false,
    createdAt: 2,
    updatedAt: 2,
  });
  expect(listed()).toEqual(['one', 'second']);
  expect(store.conversations.softDelete(two, 5)).toBe(true);
  expect(store.conversations.softDelete(two, 6)).toBe(false);
  expect(store.conversations.get(two)).toBeUndefined();
  expect(store.conversations.update(two, { title: 'third' })).toBeUndefined();
  expect(store.conversations.purgeDeletedBefore(5)).toBe(0);
  expect(store.conversations.restore(two)).toMatchObject({ title: 'second', updatedAt: 2 });
  expect(store.conversations.restore(two)).toBeUndefined();
  expect(listed()).toEqual(['one', 'second']);
});

// Catches: usage lost with a deleted conversation, fractions of a millisecond refused by a STRICT table.
test('a request is settled once it ends, and outlives its message', async () => {
  const store = openTestStore();
  const conversation = newId<ConversationId>();
  store.conversations.create({ id: conversation, title: 'c', now: 1 });
  const answer = runningAnswer(conversation);
  store.messages.insert(answer);
  const target = { providerId: newId<ProviderId>(), modelId: 'm' };
  const request = {
    door: 'window',
    service: 'language',
    asked: 'm',
    client: null,
    target,
    createdAt: 1,
  } as const;
  const [done, left] = [newId<RequestId>(), newId<RequestId>()];
  store.requests.open({ ...request, id: done, messageId: answer.id });
  store.requests.open({ ...request, id: left, messageId: null });
  const tokens = { inputTokens: 1, outputTokens: 2, reasoningTokens: null, cachedTokens: 0 };
  const end = { status: 'complete', errorCode: null, ...tokens, cost: 12, isCached: false } as const;
  const nothing = { plan: null, facts: null, attempts: [] };
  store.requests.settle(done, { ...end, ...nothing, target, firstToken: 10.4, duration: 99.6 });
  expect(store.requests.interruptRunning()).toBe(1);
  expect(store.requests.get(left)).toMatchObject({ status: 'interrupted', inputTokens: null });
  store.conversations.softDelete(conversation, 1);
  store.conversations.purgeDeletedBefore(2);
  expect(store.requests.get(done)).toEqual({
    id: done,
    door: 'window',
    service: 'language',
    asked: 'm',
    aliasId: null,
    client: null,
    ...target,
    messageId: null,
    status: 'complete',
    errorCode: null,
    ...tokens,
    cost: 12,
    isCached: false,
    firstToken: 10,
    duration: 100,
    plan: null,
    facts: null,
    createdAt: 1,
  });
});

// Catches: two vault rows or two management keys, where one would be stale.
test('what there is only one of is replaced', () => {
  const store = openTestStore();
  expect(store.vault.get()).toBeUndefined();
  const row = {
    keyId: 'k',
    salt: null,
    checkNonce: bytes('n'),
    checkCiphertext: bytes('c'),
    checkTag: bytes('t'),
    createdAt: 1,
  };
  store.vault.put({ ...row, source: 'keychain' });
  store.vault.put({ ...row, source: 'passphrase', salt: bytes('s') });
  expect(store.vault.get()).toMatchObject({ source: 'passphrase', salt: bytes('s') });
  store.managementKey.put({ keyHash: 'a', createdAt: 1 });
  store.managementKey.put({ keyHash: 'b', createdAt: 2 });
  expect(store.managementKey.get()).toEqual({ keyHash: 'b', createdAt: 2 });
  store.managementKey.delete();
  expect(store.managementKey.get()).toBeUndefined();
});

// Catches: windows signed in for ever.
test('a session lives as long as it is used', () => {
  const store = openTestStore();
  store.sessions.insert('a', 1);
  store.sessions.insert('b', 1);
  store.sessions.touch('a', 50);
  store.sessions.touch('c', 50);
  expect([store.sessions.has('a', 50), store.sessions.has('a', 51)]).toEqual([true, false]);
  expect(store.sessions.deleteUnusedSince(50)).toBe(1);
  expect([store.sessions.has('a', 0), store.sessions.has('b', 0), store.sessions.has('c', 0)]).toEqual([
    true,
    false,
    false,
  ]);
});

// Catches: an insert that names a parent which is not there going unnoticed (foreign keys off).
test('foreign keys are on', () => {
  const store = openTestStore();
  expect(() => store.messages.insert(runningAnswer(newId<ConversationId>()))).toThrow(/FOREIGN KEY/);
  expect(store.messages.get(newId<MessageId>())).toBeUndefined();
});
