import { describe, expect, test } from 'vitest';
import { blameOf, blameOfCheck } from '../../../electron/health/blame.ts';
import {
  healthAfterFailure as fail,
  type HealthState,
  statusOfAll,
  healthAfterSuccess as succeed,
  unknownHealth,
  withTraffic,
} from '../../../electron/health/health-state.ts';
import { dueNotice, type KeptIncident, nextStep } from '../../../electron/health/incidents.ts';
import { addToWindow, figuresOf, type TrafficWindow } from '../../../electron/health/passive.ts';
import { dueNow, firstCheckAt, nextCheckAt } from '../../../electron/health/schedule.ts';
import { hour, minute, seeded } from './setup.ts';

const after = (steps: string): string => {
  let state = unknownHealth;
  return steps
    .split('')
    .map((step) => {
      state = step === '+' ? succeed(state) : fail(state);
      return state.status[0];
    })
    .join('');
};

describe('the state of one thing', () => {
  // Catches: a single slip that takes a provider down, a fall that takes too long, a recovery from one lucky answer.
  test.each([
    ['+', 'H'],
    ['+-', 'HD'],
    ['+-+', 'HDH'],
    ['+--+--', 'HDDHDD'],
    ['+---', 'HDDU'],
    ['---', 'DDU'],
    ['---+', 'DDUD'],
    ['---++', 'DDUDH'],
    ['---+-', 'DDUDU'],
    ['---+-+-++', 'DDUDUDUDH'],
    ['---++-', 'DDUDHD'],
  ])('%s is %s', (steps, letters) => expect(after(steps)).toBe(letters));

  // Catches: a provider that answers checks while people get errors, shown as well; one unlucky request shown as ill.
  test('many failed requests make it worse, few do not, and what is down stays down', () => {
    expect(withTraffic('Healthy', { requests: 10, failures: 2 })).toBe('Degraded');
    expect(withTraffic('Healthy', { requests: 9, failures: 9 })).toBe('Healthy');
    expect(withTraffic('Healthy', { requests: 100, failures: 19 })).toBe('Healthy');
    expect(withTraffic('Unhealthy', { requests: 100, failures: 90 })).toBe('Unhealthy');
  });

  // Catches: an instance down because of one of its keys or models, or up without any key that works.
  test('an instance is down with its server or with its last key', () => {
    const of = (keys: HealthState['status'][], models: HealthState['status'][] = []) =>
      statusOfAll({ own: 'Healthy', keys, models });
    expect(of(['Healthy', 'Unhealthy'])).toBe('Degraded');
    expect(of(['Unhealthy', 'Unhealthy'])).toBe('Unhealthy');
    expect(of(['Healthy'], ['Unhealthy'])).toBe('Degraded');
    expect(of(['Healthy', 'Unknown'])).toBe('Healthy');
    expect(of([])).toBe('Healthy');
    expect(statusOfAll({ own: 'Unhealthy', keys: ['Healthy'], models: [] })).toBe('Unhealthy');
  });
});

// Catches: a caller's own mistakes, or a cable that was pulled here, held against a provider.
test('a failure is held against whoever it is about', () => {
  expect(blameOf({ code: 'PROVIDER_REJECTED' })).toBe('nobody');
  expect(blameOf({ code: 'CANCELLED' })).toBe('nobody');
  expect(blameOf({ code: 'CONTEXT_TOO_LONG' })).toBe('nobody');
  expect(blameOf({ code: 'VAULT_LOCKED' })).toBe('nobody');
  expect(blameOf({ code: 'PROVIDER_UNREACHABLE', details: { reason: 'ECONNREFUSED' } })).toBe('provider');
  expect(blameOf({ code: 'PROVIDER_UNREACHABLE', details: { reason: 'ENETUNREACH' } })).toBe('nobody');
  expect(blameOf({ code: 'PROVIDER_UNHEALTHY' })).toBe('model');
  expect(blameOf({ code: 'INVALID_API_KEY' })).toBe('key');
  expect(blameOfCheck({ code: 'PROVIDER_UNHEALTHY', details: { status: 503 } })).toBe('provider');
  expect(blameOfCheck({ code: 'PERMISSION_DENIED', details: { status: 403 } })).toBeNull();
  expect(blameOfCheck({ code: 'MODEL_NOT_FOUND', details: { status: 404 } })).toBeNull();
});

describe('real requests', () => {
  // Catches: percentiles off by one, figures that count what is older than an hour, memory that grows with the traffic.
  test('the last hour is counted, its times are those that were measured, and it takes the same room', () => {
    const window: TrafficWindow = [];
    for (let at = 0; at < 3 * hour; at += 100)
      addToWindow(window, { at, firstToken: at % 1000, hasFailed: at % 400 === 0 });
    expect(window.length).toBeLessThanOrEqual(60);
    expect(window.every(({ firstTokens }) => firstTokens.length <= 32)).toBe(true);
    const figures = figuresOf([window], 3 * hour - 1);
    expect(figures.requests).toBe(36_000);
    expect(figures.errorRate).toBe(0.25);
    expect(figuresOf([window], 5 * hour)).toEqual({
      requests: 0,
      failures: 0,
      errorRate: null,
      firstTokenP50: null,
      firstTokenP95: null,
    });

    const few: TrafficWindow = [];
    for (let time = 1; time <= 20; time++) addToWindow(few, { at: time, firstToken: time, hasFailed: false });
    addToWindow(few, { at: 30, firstToken: null, hasFailed: true });
    expect(figuresOf([few], 40)).toMatchObject({ requests: 21, failures: 1, firstTokenP50: 10, firstTokenP95: 19 });
  });
});

describe('the schedule', () => {
  const well: HealthState = { status: 'Healthy', failures: 0, isRecovering: false };
  const spread = (random: number) => ({ interval: 5 * minute, random });

  // Catches: 200 instances that fire at once at each start, and stay in step for ever.
  test('first checks are spread over a minute, later ones drift by 5 %', () => {
    const random = seeded();
    const first = Array.from({ length: 200 }, () => firstCheckAt(0, spread(random())));
    expect([Math.min(...first) >= minute, Math.max(...first) < 2 * minute]).toEqual([true, true]);
    const perSecond = Object.values(Object.groupBy(first, (at) => String(Math.floor(at / 1000)))).map(
      (list) => list?.length ?? 0,
    );
    expect(Math.max(...perSecond)).toBeLessThan(12);
    expect(nextCheckAt(0, well, spread(0))).toBe(0.95 * 5 * minute);
    expect(nextCheckAt(0, well, spread(0.999_999_9))).toBeCloseTo(1.05 * 5 * minute, -1);
  });

  // Catches: a provider that is back and stands as down for five more minutes; one that is gone and hammered.
  test('what is down is asked sooner, and less so the longer it is', () => {
    const down = (failures: number): HealthState => ({ status: 'Unhealthy', failures, isRecovering: false });
    const waits = [3, 4, 5, 6, 50].map((failures) => nextCheckAt(0, down(failures), spread(0.5)) / minute);
    expect(waits).toEqual([1, 2, 4, 5, 5]);
    expect(nextCheckAt(0, { status: 'Degraded', failures: 0, isRecovering: true }, spread(0.5))).toBe(minute);
    expect(nextCheckAt(0, down(3), { interval: 30_000, random: 0.5 })).toBe(30_000);
  });

  // Catches: a fifth check beside four, one of somebody who is being checked, one of somebody who is never to be.
  test('at most four at once, whoever waited longest first', () => {
    const all = [5, 1, 4, null, 3, 2, 99].map((nextAt, id) => ({ id, nextAt, isChecking: id === 2 }));
    expect(dueNow(all, 10)).toEqual([1, 5, 4]);
    expect(
      dueNow(
        all.map((one) => ({ ...one, isChecking: one.id < 4 })),
        10,
      ),
    ).toEqual([]);
  });
});

describe('incidents', () => {
  const kept = (fields: Partial<KeptIncident>) =>
    ({
      openedBy: 'monitor',
      closedAt: null,
      closedBy: null,
      reopenings: 0,
      told: null,
      toldAt: null,
      ...fields,
    }) as KeptIncident;
  const seen = (was: HealthState['status'], is: HealthState['status'], now = 0) => ({
    was,
    is,
    hasFailed: is === 'Unhealthy' || is === 'Degraded',
    now,
  });
  const closed = kept({ closedAt: 0, closedBy: 'monitor' });

  // Catches: a second incident for the same thing, one that is opened again because somebody closed it, one of a person
  // that the monitor closes, and a pile of them for a provider that flaps.
  test.each([
    ['the first fall', undefined, seen('Degraded', 'Unhealthy'), 'open'],
    ['a slip', undefined, seen('Healthy', 'Degraded'), null],
    ['one more failure', kept({}), seen('Unhealthy', 'Unhealthy'), 'count'],
    ['half recovered', kept({}), { ...seen('Unhealthy', 'Degraded'), hasFailed: false }, null],
    ['recovered', kept({}), seen('Degraded', 'Healthy'), 'close'],
    ['recovered, but opened by a person', kept({ openedBy: 'person' }), seen('Degraded', 'Healthy'), null],
    ['fallen while one of a person is open', kept({ openedBy: 'person' }), seen('Degraded', 'Unhealthy'), 'count'],
    ['back within the hour', closed, seen('Degraded', 'Unhealthy', hour - 1), 'reopen'],
    ['back after an hour', closed, seen('Degraded', 'Unhealthy', hour), 'open'],
    ['closed by hand and still down', kept({ closedAt: 0, closedBy: 'person' }), seen('Unhealthy', 'Unhealthy'), null],
    [
      'closed by hand, well, down again',
      kept({ closedAt: 0, closedBy: 'person' }),
      seen('Degraded', 'Unhealthy'),
      'open',
    ],
  ] as const)('%s', (_, newest, look, step) => expect(nextStep(newest, look)).toBe(step));

  // Catches: a notice for each dip of a provider that flaps, and a last word that is not true.
  test.each([
    ['the first fall at once', kept({}), 0, 'incident-opened'],
    ['not twice', kept({ told: 'open', toldAt: 0 }), 9 * hour, null],
    ['the first recovery at once', kept({ ...closed, told: 'open', toldAt: 0 }), 1, 'incident-closed'],
    ['a return not within the hour', kept({ reopenings: 1, told: 'closed', toldAt: 0 }), hour - 1, null],
    ['but after it, if it lasts', kept({ reopenings: 1, told: 'closed', toldAt: 0 }), hour, 'incident-reopened'],
    ['its end not within the hour', kept({ ...closed, reopenings: 1, told: 'open', toldAt: 0 }), hour - 1, null],
    ['but after it', kept({ ...closed, reopenings: 1, told: 'open', toldAt: 0 }), hour, 'incident-closed'],
    ['nothing that a person did', kept({ openedBy: 'person' }), 0, null],
    ['nor closed', kept({ closedAt: 1, closedBy: 'person', told: 'open', toldAt: 0 }), 9 * hour, null],
  ] as const)('%s', (_, incident, now, kind) => expect(dueNotice(incident, now)).toBe(kind));
});
