// Catches: more loaded than there is room for, a busy or pinned model that pays for it, and a refusal without a way out.
import { describe, expect, test } from 'vitest';
import { rules } from '../../../../electron/local/scheduler/next.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { createWorld, mib, settle } from './setup.ts';

const signal = new AbortController().signal;

/** Loads them in this order, each used once. */
async function use(world: ReturnType<typeof createWorld>, ...names: string[]): Promise<void> {
  for (const name of names) {
    const lease = world.acquire(name);
    await world.clock.advance(2000 + rules.linger);
    (await lease).release();
  }
}

describe('making room', () => {
  test('the one that was not used for longest goes', async () => {
    const world = createWorld({ models: { a: {}, b: {}, c: {} }, limit: 250 });
    await use(world, 'a', 'b', 'a', 'c');
    expect(['a', 'b', 'c'].map(world.stateOf)).toEqual(['loaded', 'on-disk', 'loaded']);
  });

  test('several go at once when one is not enough', async () => {
    const world = createWorld({ models: { a: {}, b: {}, large: { size: 200 } }, limit: 250 });
    await use(world, 'a', 'b', 'large');
    expect(['a', 'b', 'large'].map(world.stateOf)).toEqual(['on-disk', 'on-disk', 'loaded']);
  });

  test('an answer is waited for', async () => {
    const { acquire, clock, stateOf } = createWorld({ models: { a: {}, b: {} }, limit: 150 });
    const first = acquire('a');
    await clock.advance(1000);
    const lease = await first;
    const second = acquire('b');
    await clock.advance(3_600_000);
    expect([stateOf('a'), stateOf('b')]).toEqual(['loaded', 'waiting']);
    lease.release();
    await clock.advance(1000);
    await second;
    expect([stateOf('a'), stateOf('b')]).toEqual(['on-disk', 'loaded']);
  });

  test('a pinned one stays, and the refusal says so', async () => {
    const { acquire, clock, scheduler, stateOf } = createWorld({ models: { a: {}, b: {} }, limit: 150 });
    scheduler.pin('a', true);
    void acquire('a').then((lease) => lease.release());
    await clock.advance(1000);
    const refused = acquire('b');
    await clock.advance(5000);
    await expect(refused).rejects.toMatchObject({ code: 'MODEL_WILL_NOT_FIT' });
    await expect(refused).rejects.toThrow(/Unpinning/);
    expect(stateOf('a')).toBe('loaded');
  });

  test('a smaller limit holds at once for what is idle', async () => {
    const world = createWorld({ models: { a: {}, b: {} }, limit: 250 });
    await use(world, 'a', 'b');
    world.world.limit = 150;
    world.scheduler.settingsChanged();
    await settle();
    expect(['a', 'b'].map(world.stateOf)).toEqual(['on-disk', 'loaded']);
  });

  test('and for what is busy as soon as it is not', async () => {
    const { acquire, clock, scheduler, stateOf, world } = createWorld({ models: { a: {} }, limit: 250 });
    const lease = acquire('a');
    await clock.advance(1000);
    world.limit = 50;
    scheduler.settingsChanged();
    await settle();
    expect(stateOf('a')).toBe('loaded');
    (await lease).release();
    await settle();
    expect(stateOf('a')).toBe('on-disk');
  });

  test('a model for two purposes is loaded for each', async () => {
    const { clock, opened, scheduler } = createWorld({ models: { a: {} } });
    void scheduler.acquire('a', { signal, purpose: 'chat' });
    void scheduler.acquire('a', { signal, purpose: 'embedding' });
    await clock.advance(2000);
    expect(opened.map(({ spec }) => spec.purpose)).toEqual(['chat', 'embedding']);
    expect(scheduler.state('a').running).toBe(2);
  });
});

// Catches: memory that a hanging engine keeps for ever, promised to the next model.
test('what hangs in this process keeps its bytes, what is gone does not', async () => {
  const world = createWorld({ models: { a: {}, b: {} }, limit: 150 });
  await use(world, 'a');
  world.loaded.get('a')?.lose();
  await use(world, 'b');
  expect(world.stateOf('b')).toBe('loaded');

  world.loaded.get('b')?.lose(new AppError('ENGINE_STALLED', 'Silent.'));
  expect((await world.scheduler.room('a')).limitFree).toBe(50 * mib);
  const refused = world.acquire('b');
  await world.clock.advance(5000);
  await expect(refused).rejects.toMatchObject({ code: 'MODEL_WILL_NOT_FIT', details: { free: 50 * mib } });
  await expect(refused).rejects.toThrow(/100 MiB are held by a model that hangs/);
});

test('the room for a model is what would be there without all that may go', async () => {
  const world = createWorld({ models: { a: {}, b: {}, c: {} }, limit: 400, free: 1000 });
  world.scheduler.pin('b', true);
  await use(world, 'a', 'b');
  const { machine, limitFree } = await world.scheduler.room('c');
  expect(limitFree).toBe(300 * mib);
  expect(machine.ramFree).toBe(1100 * mib);
  expect((await world.scheduler.room('b')).limitFree).toBe(400 * mib);
});

describe('what will not fit', () => {
  test('is refused with the numbers, and is not tried', async () => {
    const { acquire, opened, scheduler } = createWorld({ models: { a: { size: 300 } }, limit: 150 });
    const error: unknown = await acquire('a').catch((refused: unknown) => refused);
    expect(error).toMatchObject({
      code: 'MODEL_WILL_NOT_FIT',
      details: { free: 150 * mib, limit: 150 * mib, nearest: null },
    });
    expect(error).toHaveProperty(
      'message',
      expect.stringMatching(/^a needs 301 MiB, but 150 MiB are left of the limit\. Choose a smaller model/),
    );
    expect(scheduler.state('a').failure).toMatchObject({ code: 'MODEL_WILL_NOT_FIT' });
    scheduler.forgetFailure('a');
    expect(scheduler.state('a').failure).toBeNull();
    expect(opened).toEqual([]);
  });

  test('by the machine’s memory as well', async () => {
    const { acquire } = createWorld({ models: { a: { size: 300 } }, free: 200 });
    await expect(acquire('a')).rejects.toMatchObject({ details: { free: 200 * mib, limit: null } });
  });

  test('is loaded when somebody insists', async () => {
    const { clock, opened, scheduler, stateOf } = createWorld({ models: { a: { size: 300 } }, limit: 150 });
    const loading = scheduler.load('a', { signal, ignoreMemory: true });
    await clock.advance(1000);
    await loading;
    expect(opened[0]?.spec.ignoreMemoryChecks).toBe(true);
    scheduler.settingsChanged();
    await settle();
    expect(stateOf('a')).toBe('loaded');
  });

  test('what took more than it was thought to makes room, goes when there is none, and is not tried again', async () => {
    const world = createWorld({ models: { idle: {}, a: { takes: 180 }, b: { takes: 400 } }, limit: 250 });
    await use(world, 'idle', 'a');
    expect(['idle', 'a'].map(world.stateOf)).toEqual(['on-disk', 'loaded']);
    const refused = world.acquire('b');
    await world.clock.advance(5000);
    await expect(refused).rejects.toMatchObject({ code: 'MODEL_WILL_NOT_FIT', details: { needed: 400 * mib } });
    expect(world.stateOf('b')).toBe('on-disk');
    const tries = world.opened.length;
    await expect(world.acquire('b')).rejects.toMatchObject({ details: { needed: 400 * mib } });
    expect(world.opened).toHaveLength(tries);
  });
});
