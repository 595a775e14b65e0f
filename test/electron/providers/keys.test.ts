import { expect, test, vi } from 'vitest';
import type { KeyRule } from '../../helpers/keyed-upstream.ts';
import { openKeyedGateway } from '../gateway/keyed-gateway.ts';

const day = 24 * 60 * 60 * 1000;

// Catches: choices about a key that are dropped on the way in, or change their neighbours.
test('a key keeps what is said about it, field by field', async () => {
  const { providers, providerId } = await openKeyedGateway({});
  const choices = { label: 'spare', accountGroup: 'Lab', priority: 3, rotateAfterDays: 90 };
  const { id } = await providers.addKey(providerId, { ...choices, apiKey: 'sk-0123456789abcdef' });
  expect(providers.get(providerId).credentials).toMatchObject([{ ...choices, rotatedAt: null, isDue: false }]);
  expect(providers.updateKey(id, { accountGroup: 'Shop', rotateAfterDays: null })).toMatchObject({
    ...choices,
    accountGroup: 'Shop',
    rotateAfterDays: null,
  });
  expect(providers.updateKey(id, { priority: 0 })).toMatchObject({ label: 'spare', accountGroup: 'Shop', priority: 0 });
});

// Catches: one key kept twice, which looks like a spare and shares its limits; another one taken for it because it ends alike.
test('the same key is not added twice to a provider', async () => {
  const { providers, providerId } = await openKeyedGateway({});
  const add = (apiKey: string) => providers.addKey(providerId, { label: '', apiKey });
  await add('sk-0123456789abcdef');
  await expect(add('sk-0123456789abcdef')).rejects.toMatchObject({
    details: { param: 'apiKey', reason: 'key-known' },
  });
  await add('sk-9876543210abcdef');
  expect(providers.get(providerId).credentials).toHaveLength(2);
});

// Catches: a key that is never due, is due for ever after its rotation, or is due without anybody wanting it.
test('a key is due when it is older than it may become', async () => {
  const host = await openKeyedGateway({ one: {}, two: {} });
  const { id } = host.keyOf('one');
  host.providers.updateKey(id, { rotateAfterDays: 30 });
  host.clock.now += 30 * day;
  expect(host.keyOf('one').isDue).toBe(false);
  host.clock.now += 1;
  expect([host.keyOf('one').isDue, host.keyOf('two').isDue]).toEqual([true, false]);
  host.upstream.keys.set('sk-new-0123456789abcdef', {});
  await host.providers.rotateKey(id, 'sk-new-0123456789abcdef', new AbortController().signal);
  expect(host.keyOf('one').isDue).toBe(false);
});

const limited = (remaining: number): KeyRule => ({
  headers: {
    'x-ratelimit-limit-requests': '60',
    'x-ratelimit-remaining-requests': String(remaining),
    'x-ratelimit-reset-requests': '1.5s',
    'x-ratelimit-remaining-tokens-day': '9000',
  },
});

// Catches: limits of one key shown at another; limits forgotten because an answer did not name them; an event a request.
test('what answers say about limits is kept by key, and told in the words of the API', async () => {
  const host = await openKeyedGateway({ one: limited(59), two: {} });
  const none = {
    readAt: null,
    requestsPerMinute: null,
    requestsPerDay: null,
    tokensPerMinute: null,
    tokensPerDay: null,
    inputTokensPerMinute: null,
    outputTokensPerMinute: null,
  };
  const [one, two] = [host.keyOf('one').id, host.keyOf('two').id];
  expect(host.providers.rateLimits(host.providerId).rateLimits).toEqual([
    { keyId: one, ...none },
    { keyId: two, ...none },
  ]);
  const readAt = host.clock.now;
  await host.ask();
  host.rule('one', {});
  host.clock.now += 5;
  await host.ask();
  expect(host.providers.rateLimits(host.providerId)).toEqual({
    providerId: host.providerId,
    rateLimits: [
      {
        ...none,
        keyId: one,
        readAt,
        requestsPerMinute: { limit: 60, remaining: 59, resetsAt: readAt + 1500 },
        tokensPerDay: { limit: null, remaining: 9000, resetsAt: null },
      },
      { keyId: two, ...none },
    ],
  });
  expect(host.keyOf('one').rateLimits).toMatchObject({ readAt, limits: [{ kind: 'requests' }, { kind: 'tokens' }] });
  expect(host.published).toEqual([]);
});

// Catches: a window that shows a key as resting long after it works again.
test('the end of a rest is told like its beginning', async () => {
  const host = await openKeyedGateway({ one: { status: 429, headers: { 'retry-after-ms': '80' } } });
  await host.ask();
  expect(host.published).toHaveLength(1);
  host.clock.now += 80;
  await vi.waitFor(() => expect(host.published).toHaveLength(2));
  expect(host.keyOf('one')).toMatchObject({ state: 'ready', restsUntil: null, failure: null });
});

// Catches: a test that shows a refused key and leaves it in use; one of the list alone that takes a key out of use.
test('a test that fails because of the key puts it to rest; one that may not see the list does not', async () => {
  const host = await openKeyedGateway({ one: { status: 403 }, two: { status: 401 } });
  const { signal } = new AbortController();
  expect((await host.providers.testKey(host.keyOf('one').id, signal)).ok).toBe(false);
  expect(host.keyOf('one').state).toBe('ready');
  expect((await host.providers.testKey(host.keyOf('two').id, signal)).ok).toBe(false);
  expect(host.keyOf('two')).toMatchObject({ state: 'refused', failure: { code: 'INVALID_API_KEY' } });
});

// Catches: a list of models that stays away because the first key rests, or because all do.
test('models are asked for with a key that does not rest, or with any', async () => {
  const host = await openKeyedGateway({ one: { status: 401 }, two: {} });
  await host.ask();
  expect((await host.providers.models(host.providerId, { refresh: true })).failure).toBeNull();
  host.rule('two', { status: 429, message: 'The limit of your account is reached.' });
  await host.ask();
  host.rule('two', {});
  expect(host.keyOf('two').state).toBe('resting');
  expect((await host.providers.models(host.providerId, { refresh: true })).failure).toBeNull();
  expect(host.keyOf('two').state).toBe('resting');
});
