// Catches: an answer cut off by another model's load, a request that waits for ever, memory that is never given back.
import { describe, expect, test } from 'vitest';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { createWorld, mib, settle } from './setup.ts';

const broken = new AppError('MODEL_LOAD_FAILED', 'It is broken.');

describe('loading', () => {
  test('on request, once for all who wait, and then answers at once', async () => {
    const { acquire, clock, opened, stateOf, scheduler } = createWorld({ models: { a: {} } });
    const leases = [acquire('a'), acquire('a')];
    await settle();
    expect(scheduler.state('a')).toMatchObject({ state: 'loading', progress: 0.5, queued: 2, running: 0 });
    await clock.advance(1000);
    await Promise.all(leases);
    expect(scheduler.state('a')).toMatchObject({ state: 'loaded', queued: 0, running: 2, progress: null });
    expect(opened).toHaveLength(1);
    expect(stateOf('b')).toBe('on-disk');
  });

  test('a failure reaches everybody who waits, shows in the state, and is tried again by the next', async () => {
    const { acquire, clock, models, opened, scheduler } = createWorld({ models: { a: { error: broken } } });
    const leases = [acquire('a'), acquire('a')];
    await clock.advance(1000);
    expect((await Promise.allSettled(leases)).map((lease) => lease.status === 'rejected' && lease.reason)).toEqual([
      broken,
      broken,
    ]);
    expect(scheduler.state('a')).toMatchObject({ state: 'on-disk', failure: { code: 'MODEL_LOAD_FAILED' } });
    await clock.advance(60_000);
    expect(opened).toHaveLength(1);
    models['a'] = {};
    const lease = acquire('a');
    await clock.advance(1000);
    await lease;
    expect(scheduler.state('a')).toMatchObject({ state: 'loaded', failure: null });
  });

  test('a model that is not there is an error, not a load', async () => {
    const { acquire, opened } = createWorld({ models: {} });
    await expect(acquire('a')).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' });
    expect(opened).toEqual([]);
  });

  test('stops when nobody waits any more, and the next one waits for a load of its own', async () => {
    const { acquire, clock, opened, stateOf, scheduler } = createWorld({ models: { a: {} } });
    const left = new AbortController();
    const first = acquire('a', left.signal);
    await clock.advance(500);
    left.abort();
    const second = acquire('a');
    await expect(first).rejects.toMatchObject({ code: 'CANCELLED' });
    await settle();
    expect(opened).toHaveLength(2);
    await clock.advance(1000);
    await second;
    expect(stateOf('a')).toBe('loaded');
    expect(scheduler.state('a').failure).toBeNull();
  });

  test('goes on when others wait still', async () => {
    const { acquire, clock, opened } = createWorld({ models: { a: {} } });
    const left = new AbortController();
    void acquire('a', left.signal);
    const second = acquire('a');
    await clock.advance(500);
    left.abort();
    await clock.advance(500);
    await second;
    expect(opened).toHaveLength(1);
  });

  test('goes on for somebody who asked for the load, whose own cancel stops it', async () => {
    const { acquire, clock, loaded, scheduler, stateOf } = createWorld({ models: { a: {} } });
    const [request, button] = [new AbortController(), new AbortController()];
    const byHand = scheduler.load('a', { signal: button.signal });
    byHand.catch(() => {});
    void acquire('a', request.signal);
    await clock.advance(500);
    request.abort();
    await settle();
    expect(stateOf('a')).toBe('loading');
    button.abort();
    await expect(byHand).rejects.toMatchObject({ code: 'CANCELLED' });
    await settle();
    expect(stateOf('a')).toBe('on-disk');
    expect(loaded.size).toBe(0);
  });

  test('one model after the other', async () => {
    const { acquire, clock, stateOf } = createWorld({ models: { a: {}, b: {} } });
    void acquire('a');
    void acquire('b');
    await settle();
    expect([stateOf('a'), stateOf('b')]).toEqual(['loading', 'waiting']);
    await clock.advance(1000);
    expect([stateOf('a'), stateOf('b')]).toEqual(['loaded', 'loading']);
  });

  test('by hand: progress, and what it became', async () => {
    const { clock, scheduler } = createWorld({ models: { a: {} } });
    const progress: number[] = [];
    const signal = new AbortController().signal;
    const loading = scheduler.load('a', { signal, onProgress: (value) => void progress.push(value) });
    await clock.advance(1000);
    expect(await loading).toMatchObject({ ram: 100 * mib, loadTime: 1000, unloadsAt: clock.now() + 3_600_000 });
    expect(progress).toEqual([0.5]);
    expect(await scheduler.load('a', { signal })).toMatchObject({ ram: 100 * mib });
  });

  test('`auto` is a number for the engine', async () => {
    const { acquire, clock, opened } = createWorld({ models: { a: { settings: { contextSize: 'auto' } } } });
    void acquire('a');
    await clock.advance(1000);
    expect(opened[0]?.spec).toMatchObject({
      purpose: 'chat',
      settings: { contextSize: 256 },
      ignoreMemoryChecks: false,
    });
  });
});

describe('places', () => {
  test('as many at the same time as the model has slots, then the next one', async () => {
    const { acquire, clock, scheduler } = createWorld({ models: { a: { slots: 2 } } });
    const [first, second, third] = [acquire('a'), acquire('a'), acquire('a')];
    await clock.advance(1000);
    (await first).release();
    await third;
    expect(scheduler.state('a')).toMatchObject({ running: 2, queued: 0 });
    (await second).release();
    (await second).release();
    expect(scheduler.state('a').running).toBe(1);
  });

  test('a full queue says when to come back', async () => {
    const { acquire, clock, scheduler } = createWorld({ models: { a: { slots: 1 } }, longestQueue: 2 });
    const first = acquire('a');
    await clock.advance(1000);
    await first;
    void acquire('a');
    void acquire('a');
    const refused = await acquire('a').catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'LOCAL_QUEUE_FULL', status: 503, retryable: true, details: { waiting: 2 } });
    expect((refused as AppError).details?.['retryAfter']).toBeGreaterThanOrEqual(1000);
    const { signal } = new AbortController();
    await expect(scheduler.load('a', { signal })).rejects.toMatchObject({ code: 'LOCAL_QUEUE_FULL' });
  });

  test('whoever gives up leaves the queue', async () => {
    const { acquire, clock, scheduler } = createWorld({ models: { a: { slots: 1 } } });
    const first = acquire('a');
    await clock.advance(1000);
    await first;
    const left = new AbortController();
    const second = acquire('a', left.signal);
    left.abort();
    await expect(second).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(scheduler.state('a').queued).toBe(0);
    await expect(acquire('a', AbortSignal.abort())).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

describe('unloading by hand', () => {
  test('is refused while it answers, but by force', async () => {
    const { acquire, clock, loaded, scheduler, stateOf } = createWorld({ models: { a: { slots: 1 } } });
    const lease = acquire('a');
    await clock.advance(1000);
    await lease;
    const waiting = acquire('a');
    await expect(scheduler.unload('a', { force: false })).rejects.toMatchObject({ code: 'MODEL_IN_USE' });
    await scheduler.unload('a', { force: true });
    await expect(waiting).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(stateOf('a')).toBe('on-disk');
    expect(loaded.size).toBe(0);
    (await lease).release();
    expect(scheduler.state('a').running).toBe(0);
  });

  test('twice at the same time is once', async () => {
    let closes = 0;
    const { clock, scheduler } = createWorld({ models: { a: {} }, onClose: () => void (closes += 1) });
    void scheduler.load('a', { signal: new AbortController().signal });
    await clock.advance(1000);
    await Promise.all([scheduler.unload('a', { force: false }), scheduler.unload('a', { force: true })]);
    expect(closes).toBe(1);
  });

  test('stops a load', async () => {
    const { acquire, clock, scheduler, stateOf } = createWorld({ models: { a: {} } });
    const lease = acquire('a');
    await clock.advance(500);
    await scheduler.unload('a', { force: true });
    await expect(lease).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(stateOf('a')).toBe('on-disk');
  });

  test('a pinned one goes, and what is not loaded is no error', async () => {
    const { scheduler, clock, stateOf } = createWorld({ models: { a: {} } });
    scheduler.pin('a', true);
    void scheduler.load('a', { signal: new AbortController().signal });
    await clock.advance(1000);
    await scheduler.unload('a', { force: false });
    await scheduler.unload('a', { force: false });
    expect(stateOf('a')).toBe('on-disk');
    expect(scheduler.states().get('a')).toMatchObject({ isPinned: true, state: 'on-disk' });
  });
});

describe('a model that is lost', () => {
  test('is loaded again by the next request; leases of the old one change nothing', async () => {
    const { acquire, clock, loaded, opened, scheduler, stateOf } = createWorld({ models: { a: {} } });
    const lease = acquire('a');
    await clock.advance(1000);
    const old = await lease;
    loaded.get('a')?.lose();
    await settle();
    expect(stateOf('a')).toBe('on-disk');
    const next = acquire('a');
    await clock.advance(1000);
    await next;
    old.release();
    expect(scheduler.state('a').running).toBe(1);
    expect(opened).toHaveLength(2);
  });

  test('a file that is gone: what is loaded goes on, the next load says so', async () => {
    const { acquire, clock, models, scheduler } = createWorld({ models: { a: {} } });
    const lease = acquire('a');
    await clock.advance(1000);
    (await lease).release();
    models['a'] = { missing: new AppError('MODEL_FILE_UNREADABLE', 'It is gone.') };
    (await acquire('a')).release();
    await scheduler.unload('a', { force: false });
    await expect(acquire('a')).rejects.toMatchObject({ code: 'MODEL_FILE_UNREADABLE' });
  });
});

test('closing ends what waits and what loads, and unloads the rest', async () => {
  const { acquire, clock, loaded, scheduler } = createWorld({ models: { a: {}, b: {} } });
  const held = acquire('a');
  await clock.advance(1000);
  await held;
  const loading = acquire('b');
  const waiting = acquire('c');
  await settle();
  await scheduler.close();
  await expect(loading).rejects.toMatchObject({ code: 'CANCELLED' });
  await expect(waiting).rejects.toMatchObject({ code: 'CANCELLED' });
  await expect(acquire('a')).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(loaded.size).toBe(0);
  (await held).release();
});
