import { expect, test, vi } from 'vitest';
import { diffModels } from '../../../../electron/providers/discovery/diff-models.ts';
import { createDiscovery } from '../../../../electron/providers/discovery/discovery.ts';
import type { ModelDetails } from '../../../../shared/model/catalogue.ts';
import type { ProviderId } from '../../../../shared/model/ids.ts';
import type { Provider, StoredModel } from '../../../../shared/model/provider.ts';
import { silentLog } from '../../../helpers/test-store.ts';
import { openTestProviders } from '../../../helpers/upstream-host.ts';

const hour = 3_600_000;
const key = 'sk-test-0123456789abcdef';
const url = 'http://127.0.0.1:9/v1';

const model = (id: string, details: ModelDetails = {}): StoredModel => ({
  providerId: 'p' as ProviderId,
  id,
  name: id,
  ownedBy: null,
  details,
});

// Catches: a price told as changed because its fields stand in another order, or because it was not known before.
test('a diff names what is new, gone, or costs something else', () => {
  const before = [
    model('stays', { prices: { input: 1, output: 2 } }),
    model('dearer', { prices: { input: 1, output: 2 } }),
    model('unpriced'),
    model('gone', { context: 5 }),
  ];
  const after = [
    model('stays', { context: 9, prices: { output: 2, input: 1 } }),
    model('dearer', { prices: { input: 1, output: 3 } }),
    model('unpriced', { prices: { input: 1 } }),
    model('new', { context: 7 }),
    model('new', { context: 7 }),
  ];
  expect(diffModels(before, after)).toEqual([
    { modelId: 'dearer', change: 'price', before: before[1]?.details, after: after[1]?.details },
    { modelId: 'new', change: 'new', before: null, after: { context: 7 } },
    { modelId: 'gone', change: 'gone', before: { context: 5 }, after: null },
  ]);
});

interface Answer {
  status?: number;
  models?: { id: string; pricing?: object }[];
}

/** A provider whose list is what `answer` says just then. */
async function openListed() {
  const state = { now: 1_000_000, asked: 0, answer: { models: [] } as Answer };
  const host = openTestProviders({
    now: () => state.now,
    fetch: async () => {
      state.asked += 1;
      return Response.json({ data: state.answer.models ?? [] }, { status: state.answer.status ?? 200 });
    },
  });
  const { id } = await host.providers.create({
    kind: 'openai-compatible',
    name: 'P',
    settings: { baseUrl: url },
    apiKey: key,
  });
  const list = (answer: Answer) => {
    Object.assign(state, { answer, now: state.now + 1000 });
    return host.providers.models(id, { refresh: true });
  };
  const changes = () => host.providers.modelChanges(id).map(({ modelId, change }) => `${change} ${modelId}`);
  return { ...host, id, state, list, changes };
}

const priced = (id: string, prompt: string) => ({ id, pricing: { prompt, completion: '0.000002' } });

// Catches: everything "new" on the first day, everything "gone" after one bad answer, a change nobody is told of.
test('changes are found between two real lists, and only there', async () => {
  const { id, list, changes, published, providers } = await openListed();
  await list({ models: [priced('a', '0.000001'), priced('b', '0.000001')] });
  await list({ models: [] });
  await list({ models: [priced('a', '0.000001'), priced('b', '0.000001')] });
  await list({ status: 500 });
  expect(changes()).toEqual([]);
  expect(published.map(({ name }) => name)).not.toContain('models.changes-found');

  await list({ models: [priced('a', '0.000003'), priced('c', '0.000001')] });
  expect(changes().toSorted()).toEqual(['gone b', 'new c', 'price a']);
  expect(published).toContainEqual({ name: 'models.changes-found', data: { providerId: id } });
  expect(providers.modelChanges(id).every(({ seenAt }) => seenAt === null)).toBe(true);
  providers.markModelChangesSeen(id);
  expect(providers.modelChanges(id).every(({ seenAt }) => seenAt !== null)).toBe(true);
});

// Catches: the models of another server told as changes of the one before.
test('another address begins anew', async () => {
  const { id, list, changes, providers } = await openListed();
  await list({ models: [{ id: 'a' }] });
  await providers.update({ providerId: id, settings: { baseUrl: 'http://127.0.0.1:10/v1' } });
  await list({ models: [{ id: 'x' }] });
  expect(changes()).toEqual([]);
  await list({ models: [{ id: 'x' }, { id: 'y' }] });
  expect(changes()).toEqual(['new y']);
  // The same once more is no other address.
  await providers.update({ providerId: id, settings: { baseUrl: 'http://127.0.0.1:10/v1' } });
  await list({ models: [{ id: 'x' }] });
  expect(changes().toSorted()).toEqual(['gone y', 'new y']);
});

interface Due {
  discoveryHours?: number | null;
  isEnabled?: boolean;
  states?: ('ready' | 'resting' | 'refused')[];
}

function openSchedule(all: Record<string, Due>) {
  const clock = { now: 100 * hour };
  const fetched = new Map<string, number>();
  const asked: string[] = [];
  let running = 0;
  const gate = { ask: async (): Promise<void> => {} };
  const providers = Object.entries(all).map(
    ([id, { discoveryHours = 6, isEnabled = true, states = [] }]) =>
      ({
        id,
        isEnabled,
        discoveryHours,
        credentials: states.map((state) => ({ isEnabled: true, state })),
      }) as unknown as Provider,
  );
  const discovery = createDiscovery({
    providers: () => providers,
    fetchedAt: (id) => fetched.get(id) ?? null,
    ask: async ({ id }) => {
      running += 1;
      expect(running).toBe(1);
      asked.push(id);
      await gate.ask();
      running -= 1;
    },
    log: silentLog,
    now: () => clock.now,
  });
  return { clock, fetched, asked, gate, discovery };
}

// Catches: providers asked too often, those that are off or whose keys rest asked at all, two asked at once.
test('those are asked that are due, one after the other', async () => {
  const { clock, fetched, asked, discovery } = openSchedule({
    never: {},
    off: { discoveryHours: null },
    disabled: { isEnabled: false },
    resting: { states: ['resting', 'refused'] },
    mixed: { states: ['resting', 'ready'] },
    fresh: {},
  });
  fetched.set('fresh', clock.now - 5 * hour);
  await discovery.look();
  expect(asked).toEqual(['never', 'mixed']);
  fetched.set('never', clock.now);
  fetched.set('mixed', clock.now);
  clock.now += hour;
  await discovery.look();
  expect(asked).toEqual(['never', 'mixed', 'fresh']);
});

// Catches: one look for each hour that the computer slept; a provider that is down asked each minute.
test('a computer that slept asks once, and again a while after a failure', async () => {
  const { clock, fetched, asked, discovery } = openSchedule({ one: { discoveryHours: 1 } });
  fetched.set('one', clock.now);
  clock.now += 50 * hour;
  await discovery.look();
  clock.now += 60_000;
  await discovery.look();
  expect(asked).toEqual(['one']);
  clock.now += 10 * 60_000;
  await discovery.look();
  expect(asked).toEqual(['one', 'one']);
});

// Catches: a clock that was set back by a year, and nothing looked up until it has caught up.
test('a time that lies ahead says nothing', async () => {
  const { clock, fetched, asked, discovery } = openSchedule({ one: {} });
  fetched.set('one', clock.now + 8760 * hour);
  await discovery.look();
  expect(asked).toEqual(['one']);
});

// Catches: a look that begins while the one before still runs, or goes on after the host was closed.
test('looks never overlap and end with the host', async () => {
  vi.useFakeTimers();
  try {
    const { asked, gate, discovery } = openSchedule({ one: {}, two: {} });
    const slow = Promise.withResolvers<void>();
    gate.ask = () => slow.promise;
    discovery.start();
    await vi.advanceTimersByTimeAsync(5 * 60_000);
    expect(asked).toEqual(['one']);
    discovery.close();
    slow.resolve();
    await vi.advanceTimersByTimeAsync(60 * 60_000);
    expect(asked).toEqual(['one']);
  } finally {
    vi.useRealTimers();
  }
});

// Catches: a schedule that is kept and never acted on.
test('the service looks up what is due', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  try {
    const { id, list, changes, state, providers } = await openListed();
    await list({ models: [{ id: 'a' }] });
    await providers.update({ providerId: id, discoveryHours: 2 });
    providers.startDiscovery();
    Object.assign(state, { answer: { models: [{ id: 'a' }, { id: 'b' }] }, now: state.now + hour });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(state.asked).toBe(1);
    state.now += hour;
    await vi.advanceTimersByTimeAsync(60_000);
    await vi.waitFor(() => expect(changes()).toEqual(['new b']));
    providers.close();
    state.now += 10 * hour;
    await vi.advanceTimersByTimeAsync(120_000);
    expect(state.asked).toBe(2);
  } finally {
    vi.useRealTimers();
  }
});
