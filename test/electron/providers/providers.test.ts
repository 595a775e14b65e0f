import { describe, expect, test } from 'vitest';
import { newId } from '../../../electron/lib/id.ts';
import type { ProviderId } from '../../../shared/model/ids.ts';
import { temporaryFolder } from '../../helpers/test-store.ts';
import { upstreamModels } from '../../helpers/upstream.ts';
import { addUpstream, openTestProviders, openTestUpstream } from '../../helpers/upstream-host.ts';

const key = 'sk-test-0123456789abcdef';
const signal = new AbortController().signal;
const nowhere = { url: 'http://127.0.0.1:9/v1' };

describe('create', () => {
  // Catches: a key kept in the clear or given back; settings stored as they were typed.
  test('stores the provider, seals its key and tells everybody', async () => {
    const host = openTestProviders();
    const provider = await host.providers.create({
      kind: 'openai',
      name: 'Work',
      settings: { organization: ' org-1 ' },
      apiKey: key,
    });
    expect(provider).toMatchObject({
      kind: 'openai',
      name: 'Work',
      isEnabled: true,
      settings: { baseUrl: 'https://api.openai.com/v1', organization: 'org-1' },
      credentials: [{ masked: 'sk-…cdef', isEnabled: true, lastUsedAt: null }],
    });
    expect(JSON.stringify([provider, host.log.lines])).not.toContain(key);
    expect(host.providers.list()).toEqual([provider]);
    expect(host.published).toEqual([{ name: 'providers.changed', data: { providerId: provider.id } }]);
  });

  // Catches: a form that cannot say which field is wrong, and a sealed key without an owner after a refusal.
  test.each([
    [{ kind: 'nobody', settings: {} }, 'kind', 'unknown'],
    [{ kind: 'openai', settings: {} }, 'apiKey', 'required'],
    [{ kind: 'openai-compatible', settings: {} }, 'baseUrl', 'required'],
    [{ kind: 'openai-compatible', settings: { baseUrl: 'ftp://x' }, apiKey: key }, 'baseUrl', 'scheme'],
    [{ kind: 'openai', settings: { project: 'p'.repeat(201) }, apiKey: key }, 'project', 'too-long'],
    [{ kind: 'openai', settings: {}, apiKey: 'two words' }, 'apiKey', 'key-letters'],
    [{ kind: 'openai', settings: {}, apiKey: 'sk-ünïcode' }, 'apiKey', 'key-letters'],
  ])('refuses %o at the field %s because of %s and keeps nothing', async (input, param, reason) => {
    const host = openTestProviders();
    const refused = { code: 'VALIDATION_FAILED', details: { param, reason } };
    await expect(host.providers.create({ name: 'X', ...input })).rejects.toMatchObject(refused);
    await expect(host.providers.try({ name: 'X', ...input }, signal)).rejects.toMatchObject(refused);
    expect(host.providers.list()).toEqual([]);
    expect(host.store.secrets.count()).toBe(0);
    expect(host.published).toEqual([]);
  });

  // Catches: half a provider, or a key nobody owns, when the disk fills up in between.
  test('takes the sealed key back when the rows cannot be written', async () => {
    const host = openTestProviders();
    host.store.transaction = () => {
      throw new Error('disk full');
    };
    await expect(addUpstream(host, nowhere, { apiKey: key })).rejects.toThrow('disk full');
    expect(host.store.secrets.count()).toBe(0);
    expect(host.providers.list()).toEqual([]);
  });
});

describe('update and delete', () => {
  // Catches: a change that drops what it does not name, or writes settings unchecked.
  test('changes what is named', async () => {
    const host = openTestProviders();
    const { id } = await addUpstream(host, nowhere);
    expect(await host.providers.update({ providerId: id, isEnabled: false })).toMatchObject({
      name: 'Upstream',
      isEnabled: false,
    });
    expect(await host.providers.update({ providerId: id, settings: { baseUrl: 'localhost:1/v1/' } })).toMatchObject({
      isEnabled: false,
      settings: { baseUrl: 'http://localhost:1/v1' },
    });
    await expect(host.providers.update({ providerId: id, settings: { baseUrl: '' } })).rejects.toThrow(/base URL/);
    await expect(host.providers.connect(id)).rejects.toMatchObject({
      code: 'PROVIDER_NOT_FOUND',
      message: expect.stringContaining('switched off'),
    });
  });

  // Catches: keys left behind in the vault.
  test('deletes with keys and models', async () => {
    const upstream = await openTestUpstream();
    const host = openTestProviders();
    const { id } = await addUpstream(host, upstream, { apiKey: key });
    await host.providers.models(id, { refresh: true });
    host.providers.delete(id);
    expect([host.providers.list(), await host.providers.allModels(), host.store.secrets.count()]).toEqual([[], [], 0]);
    expect(() => host.providers.delete(id)).toThrow(expect.objectContaining({ code: 'PROVIDER_NOT_FOUND' }));
  });
});

describe('keys', () => {
  // Catches: a disabled key that is still used; a provider that says nothing when it has none left.
  test('the first enabled key is used and its use is noted', async () => {
    const upstream = await openTestUpstream();
    let now = 1000;
    const host = openTestProviders({ now: () => now++ });
    const provider = await addUpstream(host, upstream, { apiKey: key });
    const second = await host.providers.addKey(provider.id, { label: 'spare', apiKey: 'sk-second-0123456789' });
    const [first] = provider.credentials;
    if (!first) throw new Error('no key');

    expect((await host.providers.connect(provider.id)).credentialId).toBe(first.id);
    host.providers.updateKey(first.id, { isEnabled: false });
    const connection = await host.providers.connect(provider.id);
    expect(connection.credentialId).toBe(second.id);
    await connection.listModels(signal);
    expect(upstream.requests.at(-1)?.headers.authorization).toBe('Bearer sk-second-0123456789');
    const stored = host.providers.get(provider.id).credentials;
    expect(stored.map(({ label, lastUsedAt }) => [label, lastUsedAt !== null])).toEqual([
      ['', true],
      ['spare', true],
    ]);

    host.providers.deleteKey(second.id);
    expect(host.store.secrets.count()).toBe(1);
    expect(() => host.providers.deleteKey(second.id)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
  });

  // Catches: "401" from the vendor where the plain truth is that there is no key.
  test('a vendor that needs a key says so when there is none', async () => {
    const host = openTestProviders();
    const provider = await host.providers.create({ kind: 'openai', name: 'Work', settings: {}, apiKey: key });
    for (const { id } of provider.credentials) host.providers.deleteKey(id);
    await expect(host.providers.connect(provider.id)).rejects.toMatchObject({
      code: 'INVALID_API_KEY',
      message: expect.stringContaining('Work has no key'),
    });
  });
});

describe('a vault that does not open', () => {
  // Catches: a locked vault told as a wrong key, which makes people throw good keys away; a minute of rest after unlocking.
  test('is named as what it is, wherever a key is needed', async () => {
    const upstream = await openTestUpstream({ apiKey: key });
    const folder = temporaryFolder();
    const before = openTestProviders({ store: { folder } });
    const { id } = await addUpstream(before, upstream, { apiKey: key });
    await before.store.close();

    const host = openTestProviders({ store: { folder }, masterKey: 'cd'.repeat(32) });
    const locked = expect.objectContaining({ code: expect.stringMatching(/^VAULT_/) });
    await expect(host.providers.connect(id)).rejects.toEqual(locked);
    expect((await host.providers.models(id, { refresh: false })).failure).toEqual(locked);
    expect(await host.providers.test(id, signal)).toMatchObject({
      ok: false,
      steps: [{ name: 'key', failure: locked }],
    });
    await host.store.close();

    const after = openTestProviders({ store: { folder } });
    expect((await after.providers.models(id, { refresh: false })).models).toHaveLength(upstreamModels.length);
  });
});

describe('models', () => {
  // Catches: a vendor asked at every look into the list, or never again.
  test('are asked for once an hour, by all windows together', async () => {
    const upstream = await openTestUpstream();
    let now = 1_000_000;
    const host = openTestProviders({ now: () => now });
    const { id } = await addUpstream(host, upstream);
    const [one, two] = await Promise.all([
      host.providers.models(id, { refresh: false }),
      host.providers.models(id, { refresh: false }),
    ]);
    expect(one).toEqual(two);
    expect(one).toMatchObject({ fetchedAt: now, failure: null });
    expect(one.models.map((model) => model.id).sort()).toEqual([...upstreamModels].sort());
    await host.providers.models(id, { refresh: false });
    expect(upstream.requests).toHaveLength(1);
    now += 60 * 60 * 1000;
    await host.providers.models(id, { refresh: false });
    expect(upstream.requests).toHaveLength(2);
    await host.providers.models(id, { refresh: true });
    expect(upstream.requests).toHaveLength(3);
    expect(host.published.at(-1)).toEqual({ name: 'providers.changed', data: { providerId: id } });
  });

  // Catches: the list going empty, and the picker with it, because a provider is down for a moment.
  test('the last known list stays while the provider is away, with the reason beside it', async () => {
    const upstream = await openTestUpstream();
    let now = 1_000_000;
    const host = openTestProviders({ now: () => now });
    const { id } = await addUpstream(host, upstream);
    const known = await host.providers.models(id, { refresh: true });
    await upstream.close();
    now += 1000;
    const kept = await host.providers.models(id, { refresh: true });
    expect(kept).toMatchObject({ models: known.models, fetchedAt: known.fetchedAt });
    expect(kept.failure).toMatchObject({ code: 'PROVIDER_UNREACHABLE', retryable: true });
    expect(kept.failure?.message).toContain(new URL(upstream.url).host);
    expect(await host.providers.allModels()).toHaveLength(known.models.length);
  });

  // Catches: models of the old address offered after the address was changed.
  test('are asked for again when settings or keys change', async () => {
    const [before, after] = [await openTestUpstream(), await openTestUpstream({ apiKey: key })];
    const host = openTestProviders();
    const { id } = await addUpstream(host, before);
    await host.providers.models(id, { refresh: false });
    await host.providers.update({ providerId: id, settings: { baseUrl: after.url } });
    expect((await host.providers.models(id, { refresh: false })).failure?.code).toBe('INVALID_API_KEY');
    await host.providers.addKey(id, { label: '', apiKey: key });
    expect((await host.providers.models(id, { refresh: false })).failure).toBeNull();
    expect(after.requests).toHaveLength(2);
  });
});

describe('test', () => {
  const stepsOf = ({ steps }: Awaited<ReturnType<ReturnType<typeof openTestProviders>['providers']['test']>>) =>
    steps.map(({ name, state, failure }) => [name, state, failure?.code ?? null]);

  // Catches: a test that is green without having asked anything.
  test('passes and keeps the models it saw', async () => {
    const upstream = await openTestUpstream({ apiKey: key });
    const host = openTestProviders();
    const { id } = await addUpstream(host, upstream, { apiKey: key });
    const result = await host.providers.test(id, signal);
    expect(stepsOf(result)).toEqual([
      ['dns', 'skipped', null],
      ['connection', 'passed', null],
      ['key', 'passed', null],
      ['models', 'passed', null],
    ]);
    expect(result).toMatchObject({ ok: true, modelCount: upstreamModels.length });
    expect(await host.providers.allModels()).toHaveLength(upstreamModels.length);
  });

  // Catches: a failure shown at the wrong step, which sends a person looking in the wrong place.
  test('says which step failed', async () => {
    const host = openTestProviders();
    const locked = await openTestUpstream({ apiKey: key });
    const wrongKey = await addUpstream(host, locked, { apiKey: 'sk-wrong-0123456789' });
    expect(stepsOf(await host.providers.test(wrongKey.id, signal))).toEqual([
      ['dns', 'skipped', null],
      ['connection', 'passed', null],
      ['key', 'failed', 'INVALID_API_KEY'],
    ]);
    const away = await addUpstream(host, nowhere, { apiKey: key });
    expect(stepsOf(await host.providers.test(away.id, signal))).toEqual([
      ['dns', 'skipped', null],
      ['connection', 'failed', 'PROVIDER_UNREACHABLE'],
    ]);
    const open = await openTestUpstream();
    const wrongPath = await addUpstream(host, { url: `${open.url}/v2` }, { apiKey: key });
    expect(stepsOf(await host.providers.test(wrongPath.id, signal))).toEqual([
      ['dns', 'skipped', null],
      ['connection', 'passed', null],
      // What is not there takes any key.
      ['key', 'unproven', null],
      ['models', 'failed', 'PROVIDER_REJECTED'],
    ]);
  });

  // Catches: a green tick, in 0 ms, for a key that is not there.
  test('says nothing about a key that nobody has or asks for', async () => {
    const host = openTestProviders();
    const open = await addUpstream(host, await openTestUpstream());
    expect(stepsOf(await host.providers.test(open.id, signal))).toEqual([
      ['dns', 'skipped', null],
      ['connection', 'passed', null],
      ['key', 'skipped', null],
      ['models', 'passed', null],
    ]);
    const locked = await addUpstream(host, await openTestUpstream({ apiKey: key }));
    expect(stepsOf(await host.providers.test(locked.id, signal))).toEqual([
      ['dns', 'skipped', null],
      ['connection', 'passed', null],
      ['key', 'failed', 'INVALID_API_KEY'],
    ]);
  });

  // Catches: a closed dialog whose request goes on, and an answer that never comes.
  test('can be cancelled', async () => {
    const host = openTestProviders({
      fetch: (_url, init) =>
        new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason))),
    });
    const { id } = await addUpstream(host, nowhere);
    const controller = new AbortController();
    const running = host.providers.test(id, controller.signal);
    controller.abort();
    expect(stepsOf(await running)).toEqual([['connection', 'failed', 'CANCELLED']]);
  });
});

describe('try', () => {
  const typed = (url: string, apiKey = key) => ({
    kind: 'openai-compatible',
    name: 'Typed',
    settings: { baseUrl: `${url}/` },
    apiKey,
  });

  // Catches: a provider, a sealed key or models left behind by a form that was never confirmed; a key in the log.
  test('asks with what is typed and stores nothing', async () => {
    const upstream = await openTestUpstream({ apiKey: key });
    const host = openTestProviders();
    expect(await host.providers.try(typed(upstream.url), signal)).toMatchObject({
      ok: true,
      modelCount: upstreamModels.length,
    });
    expect(upstream.requests.at(-1)?.headers.authorization).toBe(`Bearer ${key}`);
    const wrong = await host.providers.try(typed(upstream.url, 'sk-wrong-0123456789'), signal);
    expect(wrong.steps.map(({ name, state }) => [name, state])).toEqual([
      ['dns', 'skipped'],
      ['connection', 'passed'],
      ['key', 'failed'],
    ]);
    expect([
      host.providers.list(),
      await host.providers.allModels(),
      host.store.secrets.count(),
      host.published,
    ]).toEqual([[], [], 0, []]);
    expect(JSON.stringify([host.log.lines, wrong])).not.toContain('sk-');
  });

  // Catches: a try that needs the vault, so that a locked one hides whether the address is right.
  test('needs no vault', async () => {
    const upstream = await openTestUpstream({ apiKey: key });
    const host = openTestProviders({ masterKey: 'not a master key' });
    expect(await host.providers.try(typed(upstream.url), signal)).toMatchObject({ ok: true });
  });
});

// Catches: an unknown id answered with something other than a typed error.
test('an unknown provider is PROVIDER_NOT_FOUND everywhere', async () => {
  const { providers } = openTestProviders();
  const id = newId<ProviderId>();
  const notFound = { code: 'PROVIDER_NOT_FOUND' };
  expect(() => providers.get(id)).toThrow(expect.objectContaining(notFound));
  await expect(providers.connect(id)).rejects.toMatchObject(notFound);
  await expect(providers.models(id, { refresh: false })).rejects.toMatchObject(notFound);
  await expect(providers.test(id, signal)).rejects.toMatchObject(notFound);
  await expect(providers.addKey(id, { label: '', apiKey: key })).rejects.toMatchObject(notFound);
});
