// Catches: a model unloaded in mid-answer, two clients that load their models in turns for ever, and one that starves.
import { describe, expect, test } from 'vitest';
import {
  type Look,
  next,
  type Rank,
  rules,
  type Unit,
  type View,
  type Waiter,
} from '../../../../electron/local/scheduler/next.ts';
import { runPolicy } from './policy-run.ts';

const unit = (key: string, changes: Partial<Unit> = {}): Unit => ({
  key,
  state: 'loaded',
  running: 0,
  capacity: 2,
  isPinned: false,
  lastUsed: 0,
  readyAt: 0,
  ...changes,
});

let lastId = 0;
const waiter = (key: string, changes: Partial<Waiter> = {}): Waiter => {
  lastId += 1;
  return { id: lastId, key, since: 100_000, passes: 0, isLoad: false, ...changes };
};

/** It fits once these are gone. */
const fitsWithout = (key: string, ...needed: string[]): Look => ({
  key,
  isStale: false,
  rank: (gone) => (needed.every((other) => gone.has(other)) ? 'fits' : 'none'),
});

const view = (changes: Partial<View>): View => ({
  now: 100_000,
  waiting: [],
  units: [],
  isLoaderFree: true,
  look: null,
  ...changes,
});

const decide = (changes: Partial<View>) => next(view(changes));

describe('granting', () => {
  test('a loaded model with a free place is given at once, the first who came first', () => {
    const [first, second] = [waiter('a'), waiter('a')];
    expect(decide({ waiting: [first, second], units: [unit('a')] })).toEqual({
      kind: 'grant',
      waiter: first.id,
      passed: null,
    });
  });

  test('a full one is waited for', () => {
    expect(decide({ waiting: [waiter('a')], units: [unit('a', { running: 2 })] })).toEqual({
      kind: 'wait',
      until: null,
    });
  });

  test('nothing is given of a model on its way in or out', () => {
    for (const state of ['loading', 'unloading'] as const) {
      expect(decide({ waiting: [waiter('a')], units: [unit('a', { state })] })).toEqual({ kind: 'wait', until: null });
    }
  });

  test('a load that somebody asked for takes no place', () => {
    const asked = waiter('a', { isLoad: true });
    const full = unit('a', { running: 2 });
    expect(decide({ waiting: [asked], units: [full] })).toMatchObject({ kind: 'grant', waiter: asked.id });
  });
});

describe('loading', () => {
  test('looks before it loads, and again when that was too long ago', () => {
    const waiting = [waiter('a')];
    expect(decide({ waiting })).toEqual({ kind: 'look', key: 'a' });
    expect(decide({ waiting, look: fitsWithout('b') })).toEqual({ kind: 'look', key: 'a' });
    expect(decide({ waiting, look: { ...fitsWithout('a'), isStale: true } })).toEqual({ kind: 'look', key: 'a' });
    expect(decide({ waiting, look: fitsWithout('a') })).toEqual({ kind: 'load', key: 'a', evict: [] });
  });

  test('one at a time', () => {
    const waiting = [waiter('a')];
    expect(decide({ waiting, look: fitsWithout('a'), isLoaderFree: false })).toEqual({ kind: 'wait', until: null });
  });

  test('one that is being unloaded is loaded again when it is gone', () => {
    const units = [unit('a', { state: 'unloading' })];
    expect(decide({ waiting: [waiter('a')], units, look: fitsWithout('a') })).toEqual({ kind: 'wait', until: null });
  });

  test('what would not fit in an empty memory is refused', () => {
    const look: Look = { key: 'a', isStale: false, rank: () => 'none' };
    expect(decide({ waiting: [waiter('a')], units: [unit('b', { isPinned: true })], look })).toEqual({
      kind: 'refuse',
      key: 'a',
    });
    const stale = { ...look, isStale: true };
    expect(decide({ waiting: [waiter('a')], look: stale })).toEqual({ kind: 'look', key: 'a' });
  });
});

describe('making room', () => {
  const waiting = [waiter('new')];
  const enough = (count: number): Look => ({
    key: 'new',
    isStale: false,
    rank: (gone) => (gone.size >= count ? 'fits' : 'none'),
  });

  test('the one that was not used for longest goes', () => {
    const units = [unit('a', { lastUsed: 3 }), unit('b', { lastUsed: 1 }), unit('c', { lastUsed: 2 })];
    expect(decide({ waiting, units, look: enough(1) })).toMatchObject({ kind: 'load', evict: ['b'] });
    expect(decide({ waiting, units, look: enough(2) })).toMatchObject({ kind: 'load', evict: ['b', 'c'] });
  });

  test('no more go than needed', () => {
    const units = [unit('small', { lastUsed: 1 }), unit('large', { lastUsed: 2 })];
    expect(decide({ waiting, units, look: fitsWithout('new', 'large') })).toMatchObject({ evict: ['large'] });
  });

  test('never one that answers, nor a pinned one', () => {
    const units = [
      unit('busy', { running: 1, lastUsed: 1 }),
      unit('pinned', { isPinned: true, lastUsed: 2 }),
      unit('idle', { lastUsed: 3 }),
    ];
    expect(decide({ waiting, units, look: enough(1) })).toMatchObject({ kind: 'load', evict: ['idle'] });
    expect(decide({ waiting, units, look: enough(2) })).toMatchObject({ kind: 'wait' });
    expect(decide({ waiting, units, look: enough(3) })).toMatchObject({ kind: 'refuse' });
  });

  test('it waits rather than load with hardly any context, but does so when there is no other way', () => {
    const rank =
      (most: Rank) =>
      (gone: ReadonlySet<string>): Rank =>
        gone.has('a') ? most : 'small';
    const units = [unit('a', { running: 1 })];
    expect(decide({ waiting, units, look: { key: 'new', isStale: false, rank: rank('fits') } })).toMatchObject({
      kind: 'wait',
    });
    expect(decide({ waiting, units, look: { key: 'new', isStale: false, rank: rank('small') } })).toMatchObject({
      kind: 'load',
      evict: [],
    });
  });

  test('one that is loaded whatever it takes: everything idle goes, nothing that answers is waited for', () => {
    const units = [unit('a'), unit('b', { running: 1 }), unit('c')];
    const look: Look = { key: 'new', isStale: false, rank: () => 'forced' };
    expect(decide({ waiting, units, look })).toEqual({ kind: 'load', key: 'new', evict: ['a', 'c'] });
  });

  test('one that was used just now is left for a moment', () => {
    const units = [unit('a', { lastUsed: 100_000 })];
    const until = 100_000 + rules.linger;
    expect(decide({ waiting, units, look: enough(1) })).toEqual({ kind: 'wait', until });
    expect(decide({ now: until, waiting, units, look: enough(1) })).toMatchObject({ kind: 'load', evict: ['a'] });
  });

  test('but not when somebody asked for the load', () => {
    const asked = [waiter('new', { isLoad: true })];
    const units = [unit('a', { lastUsed: 100_000 })];
    expect(decide({ waiting: asked, units, look: enough(1) })).toMatchObject({ kind: 'load', evict: ['a'] });
  });
});

describe('passing', () => {
  const busy = unit('a', { running: 1 });
  const head = waiter('new');
  const look = fitsWithout('new', 'a');

  test('a younger request may go to a model that has to make room, and is counted', () => {
    const younger = waiter('a');
    expect(decide({ waiting: [head, younger], units: [busy], look })).toEqual({
      kind: 'grant',
      waiter: younger.id,
      passed: head.id,
    });
  });

  test('only so many', () => {
    const passed = { ...head, passes: rules.mostPasses };
    expect(decide({ waiting: [passed, waiter('a')], units: [busy], look })).toEqual({ kind: 'wait', until: null });
  });

  test('only for so long, from when it waits or the other was ready, whichever was later', () => {
    const waiting = [head, waiter('a')];
    const now = head.since + rules.longestStay;
    expect(decide({ now, waiting, units: [busy], look })).toEqual({ kind: 'wait', until: null });
    const fresh = { ...busy, readyAt: head.since + 5000 };
    expect(decide({ now, waiting, units: [fresh], look })).toMatchObject({ kind: 'grant' });
    expect(decide({ now: now + 5000, waiting, units: [fresh], look })).toEqual({ kind: 'wait', until: null });
  });

  test('an older request is not passing', () => {
    const older = waiter('a');
    const passed = { ...head, passes: rules.mostPasses };
    expect(decide({ waiting: [older, passed], units: [busy], look })).toEqual({
      kind: 'grant',
      waiter: older.id,
      passed: null,
    });
  });

  test('nor is one to a model that is not in the way', () => {
    const other = waiter('b');
    const passed = { ...head, passes: rules.mostPasses };
    const units = [busy, unit('b', { running: 1 })];
    expect(decide({ waiting: [passed, other], units, look })).toEqual({
      kind: 'grant',
      waiter: other.id,
      passed: null,
    });
  });

  test('nobody passes a load that was asked for', () => {
    const asked = waiter('new', { isLoad: true });
    expect(decide({ waiting: [asked, waiter('a')], units: [busy], look })).toEqual({ kind: 'wait', until: null });
  });
});

describe('many clients, one place', () => {
  const only = { sizes: { a: 10, b: 10 }, memory: 10, capacity: 4, loadTime: 3000, answerTime: 1000 };
  const times = (count: number, key: string) => Array.from({ length: count }, () => key);

  test('40 requests of 4 clients, two for each model', () => {
    const clients = ['a', 'b', 'a', 'b'].map((key, index) => ({ asks: times(10, key), startsAt: index, thinks: 5 }));
    const run = runPolicy({ ...only, clients });
    expect(run).toMatchObject({ answered: 40, refused: 0, left: 0 });
    expect(run.loads).toBe(5);
    expect(run.longestWait).toBeLessThan(rules.longestStay + only.loadTime + 2 * only.answerTime);
  });

  test('40 requests that all come at once', () => {
    const clients = Array.from({ length: 40 }, (_, index) => ({
      asks: [index % 2 ? 'a' : 'b'],
      startsAt: index,
      thinks: 0,
    }));
    const run = runPolicy({ ...only, clients });
    expect(run).toMatchObject({ answered: 40, refused: 0, left: 0 });
    expect(run.loads).toBe(4);
  });

  test('two clients that ask one after the other do not load in turns', () => {
    const clients = ['a', 'b'].map((key, index) => ({ asks: times(20, key), startsAt: index, thinks: 200 }));
    const run = runPolicy({ ...only, clients });
    expect(run).toMatchObject({ answered: 40, refused: 0, left: 0 });
    expect(run.loads).toBe(6);
    const without = { mostPasses: 0, longestStay: 0, linger: 0 };
    expect(runPolicy({ ...only, clients, rules: without }).loads).toBe(40);
  });

  test('slow loads: each stay is worth its load', () => {
    const clients = ['a', 'b', 'a', 'b'].map((key, index) => ({ asks: times(10, key), startsAt: index, thinks: 5 }));
    const run = runPolicy({ ...only, loadTime: 60_000, clients });
    expect(run).toMatchObject({ answered: 40, left: 0 });
    expect(run.loads).toBe(5);
  });

  test('an endless stream to one model does not starve another', () => {
    const clients = [
      ...Array.from({ length: 8 }, (_, index) => ({ asks: times(50, 'a'), startsAt: index, thinks: 0 })),
      { asks: ['b'], startsAt: 2000, thinks: 0 },
    ];
    const run = runPolicy({ ...only, clients });
    expect(run).toMatchObject({ answered: 401, left: 0, loads: 3 });
    expect(run.longestWait).toBeLessThan(rules.longestStay + 2 * only.loadTime + 4 * only.answerTime);
  });

  test('three models in turns, none starves', () => {
    const clients = ['a', 'b', 'c'].map((key, index) => ({ asks: times(20, key), startsAt: index, thinks: 0 }));
    const run = runPolicy({ ...only, sizes: { a: 10, b: 10, c: 10 }, clients });
    expect(run).toMatchObject({ answered: 60, left: 0 });
    expect(run.longestWait).toBeLessThan(2 * (rules.longestStay + only.loadTime + 2 * only.answerTime));
  });

  test('two busy models, one of which has to go: they do not take turns in being the one', () => {
    const sizes = { a: 5, b: 5, c: 5 };
    const clients = [
      ...['a', 'b', 'a', 'b', 'a', 'b'].map((key, index) => ({
        asks: times(40, key),
        startsAt: index * 300,
        thinks: 0,
        answerTime: 700 + index * 130,
      })),
      { asks: ['c'], startsAt: 5000, thinks: 0 },
    ];
    const run = runPolicy({ ...only, sizes, clients });
    expect(run).toMatchObject({ answered: 241, left: 0 });
    expect(run.longestWait).toBeLessThan(rules.longestStay + only.loadTime + 2 * only.answerTime);
  });
});
