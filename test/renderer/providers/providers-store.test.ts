import { describe, expect, it, vi } from 'vitest';
import {
  createProvidersStore,
  failureOfTest,
  hasPassed,
} from '../../../renderer/features/providers/providers-store.ts';
import { createClient } from '../../../shared/contract/client.ts';
import type { AppContract } from '../../../shared/contract/contract.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { ProviderId } from '../../../shared/model/ids.ts';
import type { ConnectionTest, Provider } from '../../../shared/model/provider.ts';
import { plainProvider } from '../../helpers/plain-provider.ts';
import { type Answers, createFakeHost } from '../chat/fake-host.ts';

const id = 'p1' as ProviderId;
const provider = plainProvider({ id, kind: 'vendor', name: 'Mine', createdAt: 1 });
const typed = { kind: 'vendor', name: 'Mine', settings: {} };
const passed: ConnectionTest = { ok: true, steps: [], modelCount: 2 };
const refused = new AppError('PROVIDER_UNREACHABLE', 'no').toJSON();
const failed: ConnectionTest = {
  ok: false,
  steps: [{ name: 'connection', ok: false, duration: 1, failure: refused }],
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
    'providers.try': () => passed,
    ...answers,
  });
  const store = createProvidersStore(createClient<AppContract>(host.link));
  return { host, store, state: store.getState };
}

describe('trying a provider', () => {
  it('leaves no trace: a form that is closed again has added nothing', async () => {
    const { host, state } = open();
    const run = await state().try(typed);
    expect(hasPassed(run)).toBe(true);
    expect(host.calls.map(({ name }) => name)).toEqual(['providers.try']);
    expect([state().providers, state().tests]).toEqual([null, {}]);
  });

  it('tells a failed step and a refused call alike, so that a closed vault is noticed in both', async () => {
    const bad = await open({ 'providers.try': () => failed })
      .state()
      .try(typed);
    expect([hasPassed(bad), failureOfTest(bad)]).toEqual([false, refused]);
    const thrown = await open({
      'providers.try': () => {
        throw refused;
      },
    })
      .state()
      .try(typed);
    expect(failureOfTest(thrown)).toMatchObject({ code: 'PROVIDER_UNREACHABLE' });
    expect(failureOfTest({ state: 'running' })).toBeUndefined();
  });

  it('stays known for the provider it became, whose models are then asked for', async () => {
    const { host, state } = open();
    const run = await state().try(typed);
    await state().create(typed, run);
    expect(state().tests[id]).toBe(run);
    await vi.waitFor(() => expect(host.calls.map(({ name }) => name)).toContain('models.list'));
  });
});

describe('what is typed over the settings of a provider', () => {
  it('stays when the person leaves, and goes when it is taken back or the provider is deleted', async () => {
    const { state } = open();
    await state().create(typed, null);
    const draft = { name: 'Typed', settings: { baseUrl: 'http://x' } };
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
    const draft = { name: ' Typed ', settings: {} };
    const later = { name: 'Typed on', settings: {} };
    state().setDraft(id, draft);
    const first = state().saveDraft(id);
    state().setDraft(id, later);
    saving.resolve({});
    await first;
    expect(state().drafts[id]).toEqual(later);
    expect(host.calls.find(({ name }) => name === 'providers.update')?.input).toMatchObject({ name: 'Typed' });

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
