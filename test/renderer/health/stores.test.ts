import { expect, test, vi } from 'vitest';
import { createChecksStore } from '../../../renderer/features/health/checks-store.ts';
import { createIncidentsStore } from '../../../renderer/features/health/incidents-store.ts';
import { createNoticesStore } from '../../../renderer/features/health/notices-store.ts';
import { createToastGate } from '../../../renderer/features/health/toast-gate.ts';
import { createClient } from '../../../shared/contract/client.ts';
import type { AppContract } from '../../../shared/contract/contract.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Incident, Notice } from '../../../shared/model/health.ts';
import type { IncidentId, NoticeId, ProviderId } from '../../../shared/model/ids.ts';
import { type Answers, createFakeHost } from '../chat/fake-host.ts';

function open(answers: Answers) {
  const host = createFakeHost(answers);
  return { host, client: createClient<AppContract>(host.link) };
}

const ids = (count: number): ProviderId[] => Array.from({ length: count }, (_, at) => `p${at}` as ProviderId);

// Catches: two hundred checks at once, progress that jumps, and one provider that is gone stopping the rest.
test('all are checked, a few at a time, and one that fails holds up nobody', async () => {
  let running = 0;
  let most = 0;
  const seen: number[] = [];
  const { client } = open({
    async 'health.check'({ providerId }: { providerId: string }) {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 1));
      running--;
      if (providerId === 'p1') throw new AppError('NOT_FOUND', 'gone').toJSON();
      return {};
    },
  });
  const store = createChecksStore(client);
  store.subscribe(({ round }) => round && seen.push(round.done));
  await expect(store.getState().checkAll(ids(11))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(most).toBe(4);
  expect(Math.max(...seen)).toBe(11);
  expect(store.getState()).toMatchObject({ round: null, running: new Set() });
});

// Catches: a cancel that only hides what goes on.
test('after a cancel no further check begins', async () => {
  const gate = Promise.withResolvers<void>();
  const { host, client } = open({
    async 'health.check'() {
      await gate.promise;
      return {};
    },
  });
  const { checkAll, cancelRound } = createChecksStore(client).getState();
  const round = checkAll(ids(20));
  await vi.waitFor(() => expect(host.calls).toHaveLength(4));
  cancelRound();
  gate.resolve();
  expect(await round).toEqual({ isCancelled: true });
  expect(host.calls).toHaveLength(4);
});

const notice = (id: string, readAt: number | null = null): Notice => ({
  id: id as NoticeId,
  kind: 'incident-opened',
  incidentId: 'i' as IncidentId,
  providerId: 'p' as ProviderId,
  providerName: 'P',
  keyLabel: null,
  modelId: null,
  cause: null,
  createdAt: 0,
  readAt,
});

// Catches: a toast for what was there before the window, or for what another window has read already.
test('only what arrives unread is told', async () => {
  let notices = [notice('old')];
  const arrived: string[] = [];
  const { host, client } = open({ 'notices.list': () => ({ notices, unread: notices.length }) });
  const store = createNoticesStore({ client, onArrived: (all) => arrived.push(...all.map(({ id }) => id)) });
  await store.getState().refresh();
  expect(store.getState().unread).toBe(1);
  notices = [notice('new'), notice('read', 1), notice('old')];
  host.emit('notices.added', { noticeId: 'new' });
  host.emit('notices.added', { noticeId: 'read' });
  await vi.waitFor(() => expect(arrived).toEqual(['new']));
  await store.getState().refresh();
  expect(arrived).toEqual(['new']);
});

// Catches: a count that stays until the host answers, or that counts a read one down again.
test('what is read is read at once', async () => {
  const gate = Promise.withResolvers<void>();
  let unread = 2;
  const { client } = open({
    'notices.list': () => ({ notices: [notice('a', unread === 2 ? null : 5), notice('b'), notice('c', 1)], unread }),
    async 'notices.mark-read'() {
      await gate.promise;
      return { unread: --unread };
    },
  });
  const { getState } = createNoticesStore({ client, onArrived: () => {} });
  await getState().refresh();
  const reading = getState().markRead(['a', 'c'] as NoticeId[]);
  expect(getState().unread).toBe(1);
  gate.resolve();
  await reading;
  expect(getState().unread).toBe(1);
});

// Catches: a flapping provider that covers the window with toasts, and a notice that is swallowed by the pause.
test('the first toast comes at once, what follows comes together after the pause', () => {
  vi.useFakeTimers();
  const shown: string[] = [];
  const say = createToastGate({ show: (all) => shown.push(all.map(({ id }) => id).join('+')), pause: 1000 });
  say([notice('a')]);
  say([notice('b')]);
  vi.advanceTimersByTime(500);
  say([notice('c')]);
  expect(shown).toEqual(['a']);
  vi.advanceTimersByTime(500);
  expect(shown).toEqual(['a', 'b+c']);
  vi.advanceTimersByTime(5000);
  say([notice('d')]);
  expect(shown).toEqual(['a', 'b+c', 'd']);
  vi.useRealTimers();
});

const incident = (openedAt: number): Incident => ({
  id: `i${openedAt}` as IncidentId,
  providerId: 'p' as ProviderId,
  credentialId: null,
  modelId: null,
  cause: null,
  openedAt,
  openedBy: 'monitor',
  closedAt: openedAt + 1,
  closedBy: 'monitor',
  note: '',
  failures: 3,
  reopenings: 0,
});

// Catches: older ones that come twice, never end, or are forgotten when something changes.
test('older incidents come page by page and stay', async () => {
  const all = Array.from({ length: 30 }, (_, at) => incident(30 - at));
  const { client } = open({
    'incidents.list': ({ isOpen, before = 99, limit }: { isOpen: boolean; before?: number; limit: number }) =>
      isOpen ? [] : all.filter(({ openedAt }) => openedAt < before).slice(0, limit),
  });
  const { getState } = createIncidentsStore(client);
  await getState().refresh();
  expect(getState()).toMatchObject({ hasOlder: true, open: [] });
  await getState().showOlder();
  expect(getState().past.map(({ openedAt }) => openedAt)).toEqual(all.map(({ openedAt }) => openedAt));
  expect(getState().hasOlder).toBe(false);
  await getState().refresh();
  expect(getState().past).toHaveLength(30);
});

// Catches: an incident that another window closed and that stays open here after the refusal.
test('a refused close brings the list up to date', async () => {
  let lists = 0;
  const { client } = open({
    'incidents.list'() {
      lists++;
      return [];
    },
    'incidents.close'() {
      throw new AppError('CONFLICT', 'closed already').toJSON();
    },
  });
  const { getState } = createIncidentsStore(client);
  await expect(getState().close('i1' as IncidentId, '')).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(lists).toBe(2);
});
