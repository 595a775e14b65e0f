import { describe, expect, it, vi } from 'vitest';
import {
  createProvidersStore,
  failureOfTest,
  hasPassed,
} from '../../../renderer/features/providers/providers-store.ts';
import { createClient } from '../../../shared/contract/client.ts';
import type { AppContract } from '../../../shared/contract/contract.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { ConnectionTest, TestStep } from '../../../shared/model/connection-test.ts';
import type { ProviderId } from '../../../shared/model/ids.ts';
import type { Provider } from '../../../shared/model/provider.ts';
import { plainProvider } from '../../helpers/plain-provider.ts';
import { type Answers, createFakeHost } from '../chat/fake-host.ts';

const id = 'p1' as ProviderId;
const provider = plainProvider({ id, kind: 'vendor', name: 'Mine', createdAt: 1 });
const typed = { kind: 'vendor', name: 'Mine', settings: {} };
const passed: ConnectionTest = { ok: true, steps: [], modelCount: 2 };
const refused = new AppError('PROVIDER_UNREACHABLE', 'no').toJSON();
const failed: ConnectionTest = {
  ok: false,
  steps: [{ name: 'connection', state: 'failed', duration: 1, failure: refused, skipped: null, found: null }],
  modelCount: 0,
};

function open(answers: Answers = {}) {
  const stored: Provider[] = [];
  const host = createFakeHost({
    'provider-kinds.list': () => [],
    'providers.list': () => stored,
    'models.all': () => [],
    'models.list': () => ({ models: [], fetchedAt: 1, failure: null }),
    'providers.create': () => {
      stored.push(provider);
      return provider;
    },
    'providers.delete': () => {
      stored.pop();
      return {};
    },
    ...answers,
  });
  const store = createProvidersStore(createClient<AppContract>(host.link));
  return { host, store, state: store.getState };
}

/** A test of what is typed, which the host then answers. */
function tryIt({ host, state }: ReturnType<typeof open>, answer: (stream: (typeof host.opened)[number]) => void) {
  const run = state().try(typed);
  const [stream] = host.opened.slice(-1);
  if (!stream) throw new Error('nothing was asked');
  answer(stream);
  return run;
}

describe('trying a provider', () => {
  it('leaves no trace: a form that is closed again has added nothing', async () => {
    const window = open();
    const run = await tryIt(window, (stream) => window.host.end(stream, passed));
    expect(hasPassed(run)).toBe(true);
    expect(window.host.opened.map(({ name }) => name)).toEqual(['connection-tests.try']);
    expect([window.state().providers, window.state().tests, window.host.calls]).toEqual([null, {}, []]);
  });

  it('tells a failed step and a refused call alike, so that a closed vault is noticed in both', async () => {
    const window = open();
    const bad = await tryIt(window, (stream) => window.host.end(stream, failed));
    expect([hasPassed(bad), failureOfTest(bad)]).toEqual([false, refused]);
    const thrown = await tryIt(window, (stream) => window.host.fail(stream, refused));
    expect(failureOfTest(thrown)).toMatchObject({ code: 'PROVIDER_UNREACHABLE' });
    expect(failureOfTest({ state: 'running', steps: [], withToken: false })).toBeUndefined();
  });

  it('stays known for the provider it became, whose models are then asked for', async () => {
    const window = open();
    const { host, state } = window;
    const run = await tryIt(window, (stream) => host.end(stream, passed));
    await state().create(typed, run);
    expect(state().tests[id]).toBe(run);
    await vi.waitFor(() => expect(host.calls.map(({ name }) => name)).toContain('models.list'));
  });
});

describe('testing a provider', () => {
  const step = (name: 'dns' | 'connection', duration: number): TestStep => ({
    name,
    state: 'skipped',
    duration,
    failure: null,
    skipped: 'is-address',
    found: null,
  });

  it('shows each step as it comes, a later word in place of an earlier one', async () => {
    const { host, state } = open();
    const running = state().test(id, { withToken: true });
    expect(state().tests[id]).toEqual({ state: 'running', steps: [], withToken: true });
    const [stream] = host.opened;
    if (!stream) throw new Error('nothing was asked');
    expect(stream.input).toEqual({ providerId: id, withToken: true });
    host.deltas(stream, step('dns', 1), step('connection', 2), step('connection', 3));
    const steps = [step('dns', 1), step('connection', 3)];
    await vi.waitFor(() => expect(state().tests[id]).toMatchObject({ state: 'running', steps }));
    host.end(stream, passed);
    expect(await running).toMatchObject({ state: 'done', withToken: true });
    expect(state().tests[id]).toMatchObject({ state: 'done', result: passed });
  });

  // Catches: a test that is over and still spins, with a Cancel that does nothing, until a slow list was read.
  it('is over before the models are read', async () => {
    const listing = Promise.withResolvers<object>();
    const { host, state } = open({ 'models.list': () => listing.promise });
    const running = state().test(id);
    if (host.opened[0]) host.end(host.opened[0], passed);
    await vi.waitFor(() => expect(state().tests[id]).toMatchObject({ state: 'done' }));
    listing.resolve({ models: [], fetchedAt: 1, failure: null });
    await running;
  });

  it('stands as it was after one that was cancelled', async () => {
    const { host, state } = open();
    const first = state().test(id);
    if (host.opened[0]) host.end(host.opened[0], failed);
    await first;
    const before = state().tests[id];
    const second = state().test(id);
    state().cancelTest(id);
    if (host.opened[1]) host.fail(host.opened[1], new AppError('CANCELLED', 'x').toJSON());
    await second;
    expect(state().tests[id]).toBe(before);
  });
});

// Catches: a saved form that shows what was there before until the host is asked again.
// Catches: "Tested now" and an old failure below settings that nobody has tried.
it('what was found out is gone when the way to the provider is another one', async () => {
  const window = open({ 'providers.update': () => ({}) });
  const { host, state } = window;
  const tested = await tryIt(window, (stream) => host.end(stream, passed));
  await state().create(typed, tested);
  await state().loadModels(id);
  const asked = () => host.calls.filter(({ name }) => name === 'models.list').length;
  const before = asked();
  await state().update({ providerId: id, name: 'Other', settings: {} });
  expect([state().tests[id] !== undefined, asked()]).toEqual([true, before]);
  await state().update({ providerId: id, network: { maxRetries: 1 } });
  expect([state().tests[id], asked()]).toEqual([undefined, before + 1]);
});

it('an update is done once what the host stored is known here', async () => {
  const { state } = open({
    'providers.update': () => ({}),
    'providers.list': () => [{ ...provider, network: { maxRetries: 5 } }],
  });
  await state().update({ providerId: id, network: { maxRetries: 5 } });
  expect(state().providers?.[0]?.network).toEqual({ maxRetries: 5 });
});

describe('what is typed over the settings of a provider', () => {
  const choices = {
    description: '',
    tags: [],
    priority: 0,
    weight: 1,
    limits: { requestsPerMinute: 60, tokensPerMinute: null },
  };

  it('stays when the person leaves, and goes when it is taken back or the provider is deleted', async () => {
    const { state } = open();
    await state().create(typed, null);
    const draft = { ...choices, name: 'Typed', settings: { baseUrl: 'http://x' } };
    state().setDraft(id, draft);
    await state().refresh();
    expect(state().drafts[id]).toEqual(draft);
    state().setDraft(id, undefined);
    expect(state().drafts).toEqual({});
    state().setDraft(id, draft);
    await state().remove(id);
    expect(state().drafts).toEqual({});
  });

  it('stays unsaved when it was typed while the rest was being saved, or when saving failed', async () => {
    let saving = Promise.withResolvers<object>();
    const { host, state } = open({ 'providers.update': () => saving.promise });
    await state().create(typed, null);
    const draft = { ...choices, name: ' Typed ', settings: {} };
    const later = { ...choices, name: 'Typed on', settings: {} };
    state().setDraft(id, draft);
    const first = state().saveDraft(id);
    state().setDraft(id, later);
    saving.resolve({});
    await first;
    expect(state().drafts[id]).toEqual(later);
    expect(host.calls.find(({ name }) => name === 'providers.update')?.input).toMatchObject({
      name: 'Typed',
      limits: choices.limits,
    });

    saving = Promise.withResolvers();
    const second = state().saveDraft(id);
    saving.reject(refused);
    await expect(second).rejects.toMatchObject({ code: 'PROVIDER_UNREACHABLE' });
    expect(state().drafts[id]).toEqual(later);

    saving = Promise.withResolvers();
    saving.resolve({});
    await state().saveDraft(id);
    expect(state().drafts).toEqual({});
  });
});
