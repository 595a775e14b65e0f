import { expect, test } from 'vitest';
import type { Watched } from '../../../electron/health/ports.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { bad, good, hour, minute, newKey, newWatched, openTestHealth, type TestHealth } from './setup.ts';

const signal = new AbortController().signal;
const statusOf = ({ health }: TestHealth, { id }: Watched) => health.get(id);
const openOnes = ({ health }: TestHealth) => health.incidents.list({ isOpen: true, limit: 100 });

/** As the provider service does when something about a provider is another. */
const tell = ({ host }: TestHealth, { id }: Watched) => host.events.publish('providers.changed', { providerId: id });

// Catches: a burst of checks, or a queue that forgets somebody, where there are many providers and they are slow.
test('200 slow providers are all checked, never more than four at once', async () => {
  const watched = Array.from({ length: 200 }, (_, place) => newWatched(`provider ${place}`));
  const opened = openTestHealth({ watched, latency: () => 5000 });
  opened.health.start();
  await opened.clock.advance(59_000);
  expect(opened.probes).toEqual([]);
  await opened.clock.advance(5 * minute);
  expect(opened.mostAtOnce()).toBe(4);
  expect(new Set(opened.probes.map(({ name }) => name)).size).toBe(200);
});

// Catches: a provider called down because one of its keys is, a server asked with each key although it is not there.
test('each key that is on is asked, and held apart from its server', async () => {
  const one = newWatched('two keys');
  const [first, second] = [newKey(one.id, { label: 'first' }), newKey(one.id, { label: 'second' })];
  one.credentials = [first, second, newKey(one.id, { isEnabled: false })];
  let isServerDown = false;
  const opened = openTestHealth({
    watched: [one],
    answer: (_, key) => (isServerDown ? bad() : key === second.id ? bad('INVALID_API_KEY', { status: 401 }) : good),
  });
  for (let round = 0; round < 3; round++)
    await Promise.all([opened.health.check(one.id, { withToken: false, signal }), opened.clock.advance(1000)]);
  expect(opened.probes.map(({ key }) => key)).toEqual([first.id, second.id, first.id, second.id, first.id, second.id]);
  expect(statusOf(opened, one)).toMatchObject({
    status: 'Degraded',
    availableModels: ['small', 'large'],
    healthDetails: {
      apiConnectivity: 'Healthy',
      authentication: 'Degraded',
      rateLimit: 'Healthy',
      modelAvailability: 'Healthy',
    },
    keyCredentials: [{ status: 'Healthy' }, { status: 'Unhealthy' }, { status: 'Unknown' }],
  });
  expect(openOnes(opened)).toMatchObject([
    { credentialId: second.id, failures: 3, cause: { code: 'INVALID_API_KEY' } },
  ]);
  expect(opened.health.isDown({ providerId: one.id, modelId: 'small' })).toBe(false);

  isServerDown = true;
  opened.probes.length = 0;
  for (let round = 0; round < 3; round++)
    await Promise.all([opened.health.check(one.id, { withToken: false, signal }), opened.clock.advance(1000)]);
  expect(opened.probes.map(({ key }) => key)).toEqual([first.id, first.id, first.id]);
  expect(statusOf(opened, one)).toMatchObject({ status: 'Unhealthy', healthDetails: { apiConnectivity: 'Unhealthy' } });
  expect(opened.health.isDown({ providerId: one.id, modelId: 'small' })).toBe(true);

  // One round in which both keys are answered is one answer of the server, also after a restart.
  isServerDown = false;
  await Promise.all([opened.health.check(one.id, { withToken: false, signal }), opened.clock.advance(1000)]);
  expect(statusOf(opened, one).healthDetails.apiConnectivity).toBe('Degraded');
  const restarted = openTestHealth({ watched: [one], host: opened.host, clock: opened.clock });
  expect(statusOf(restarted, one).healthDetails.apiConnectivity).toBe('Degraded');
});

// Catches: a restart that forgets who is down, tells everybody again, or opens a second incident beside the first.
test('a restart goes on where the last host was', async () => {
  const watched = [newWatched('down'), newWatched('well')];
  const [down] = watched as [Watched, Watched];
  const before = openTestHealth({ watched, answer: (one) => (one === down ? bad() : good) });
  before.health.start();
  await before.clock.advance(30 * minute);
  await before.health.close();
  expect(before.shown).toHaveLength(1);

  let isBack = false;
  const { host, clock } = before;
  const after = openTestHealth({ watched, host, clock, answer: (one) => (one === down && !isBack ? bad() : good) });
  expect([after.health.statusOf(down.id), after.health.isDown({ providerId: down.id, modelId: 'small' })]).toEqual([
    'Unhealthy',
    true,
  ]);
  after.health.start();
  await clock.advance(10 * minute);
  expect([after.shown.length, openOnes(after).length]).toEqual([0, 1]);
  isBack = true;
  await clock.advance(10 * minute);
  expect(after.shown.map(({ kind }) => kind)).toEqual(['incident-closed']);
  expect(after.health.all().map(({ status }) => status)).toEqual(['Healthy', 'Healthy']);
  await after.health.close();

  await clock.advance(3 * hour);
  const later = openTestHealth({ watched, host, clock });
  expect(later.health.all().map(({ status }) => status)).toEqual(['Unknown', 'Unknown']);
});

// Catches: somebody who is asked although they are switched off, deleted, or nobody wants checks; what is left of them.
test('who is switched off or gone, and who checks never, is not asked', async () => {
  const watched = [newWatched('stays'), newWatched('goes'), newWatched('off', { isEnabled: false })];
  const [stays, goes, off] = watched as [Watched, Watched, Watched];
  const opened = openTestHealth({ watched, answer: () => bad() });
  opened.health.start();
  await opened.clock.advance(30 * minute);
  expect(opened.probes.some(({ name }) => name === 'off')).toBe(false);
  expect(openOnes(opened)).toHaveLength(2);

  watched.splice(watched.indexOf(goes), 1);
  stays.isEnabled = false;
  tell(opened, goes);
  await opened.clock.advance(2 * minute);
  opened.probes.length = 0;
  await opened.clock.advance(hour);
  expect(opened.probes).toEqual([]);
  expect(opened.health.incidents.list({ limit: 9 })).toMatchObject([{ providerId: stays.id, closedBy: 'monitor' }]);
  expect(opened.health.statusOf(stays.id)).toBe('Unknown');
  expect(opened.host.store.healthChecks.newest(goes.id, 9)).toEqual([]);

  off.isEnabled = true;
  tell(opened, off);
  opened.settings.healthMinutes = null;
  opened.host.events.publish('settings.changed', {} as never);
  await opened.clock.advance(hour);
  expect(opened.probes).toEqual([]);
  expect(opened.health.board().find(({ name }) => name === 'off')).toMatchObject({ nextCheckAt: null });
  // A check that somebody asks for is made all the same.
  await Promise.all([opened.health.check(off.id, { withToken: false, signal }), opened.clock.advance(1000)]);
  expect(opened.probes).toHaveLength(1);
});

// Catches: twenty incidents because a cable was pulled here, or because the vault is locked.
test('without a network, or with a locked vault, nobody is to blame', async () => {
  const watched = [newWatched('remote'), newWatched('beside')];
  let isOnline = false;
  const opened = openTestHealth({
    watched,
    isOnline: () => isOnline,
    answer: ({ name }) => bad('PROVIDER_UNREACHABLE', { reason: name === 'beside' ? 'ECONNREFUSED' : 'ENOTFOUND' }),
  });
  opened.health.start();
  await opened.clock.advance(hour);
  expect(opened.health.all().map(({ status }) => status)).toEqual(['Unknown', 'Unhealthy']);
  isOnline = true;
  await opened.clock.advance(hour);
  expect(opened.health.all().map(({ status }) => status)).toEqual(['Unhealthy', 'Unhealthy']);

  const locked = openTestHealth({ watched: [newWatched('locked')], answer: () => bad('VAULT_LOCKED') });
  locked.health.start();
  await locked.clock.advance(hour);
  expect([locked.health.all()[0]?.status, locked.health.board()[0]?.failure?.code]).toEqual([
    'Unknown',
    'VAULT_LOCKED',
  ]);
  expect(openOnes(locked)).toEqual([]);
});

// Catches: an incident that a person opened and that holds nothing back, is doubled, or is closed by a check that passes.
test('a person opens and closes incidents too', async () => {
  const watched = [newWatched('planned')];
  const [{ id: providerId }] = watched as [Watched];
  const opened = openTestHealth({ watched });
  opened.health.start();
  const target = { providerId, modelId: 'large' };
  const { incidents, isDown } = opened.health;
  const { id } = incidents.open({ providerId, modelId: 'large', note: 'moved on Sunday' });
  expect([isDown(target), isDown({ ...target, modelId: 'small' })]).toEqual([true, false]);
  expect(() => incidents.open({ providerId, modelId: 'large', note: '' })).toThrow(
    expect.objectContaining({ code: 'CONFLICT' }),
  );
  await opened.clock.advance(hour);
  opened.health.observe({ target, credentialId: null, at: opened.clock.now(), firstToken: 5, failure: null });
  expect(openOnes(opened)).toMatchObject([{ id, openedBy: 'person', note: 'moved on Sunday' }]);
  expect(incidents.note(id, 'done').note).toBe('done');
  expect(incidents.close(id, undefined)).toMatchObject({ closedBy: 'person', note: 'done' });
  expect(() => incidents.close(id, undefined)).toThrow(AppError);
  expect([isDown(target), opened.shown.length]).toEqual([false, 0]);
});
