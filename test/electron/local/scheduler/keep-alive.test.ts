// Catches: a model unloaded between two answers, one that is never unloaded, and a year that is over at once.
import { expect, test } from 'vitest';
import { createWorld, settle } from './setup.ts';

const used = async (keepAlive: number | null) => {
  const world = createWorld({ models: { a: { keepAlive } } });
  const lease = world.acquire('a');
  await world.clock.advance(1000);
  (await lease).release();
  await settle();
  return world;
};

test('counts from the last answer, and again from the next', async () => {
  const { acquire, clock, scheduler, stateOf } = await used(1);
  expect(scheduler.state('a').loaded?.unloadsAt).toBe(clock.now() + 60_000);
  await clock.advance(59_000);
  const lease = await acquire('a');
  await clock.advance(120_000);
  expect(scheduler.state('a').loaded?.unloadsAt).toBeNull();
  lease.release();
  await clock.advance(59_000);
  expect(stateOf('a')).toBe('loaded');
  await clock.advance(1000);
  expect(stateOf('a')).toBe('on-disk');
});

test('0 is at once', async () => {
  const { loaded, stateOf } = await used(0);
  expect(stateOf('a')).toBe('on-disk');
  expect(loaded.size).toBe(0);
});

test('0 after a load by hand: not before it was used', async () => {
  const { acquire, clock, scheduler, stateOf } = createWorld({ models: { a: { keepAlive: 0 } } });
  void scheduler.load('a', { signal: new AbortController().signal });
  await clock.advance(5000);
  expect(stateOf('a')).toBe('loaded');
  (await acquire('a')).release();
  await settle();
  expect(stateOf('a')).toBe('on-disk');
});

test('null is never, and more than a timer can take is not at once', async () => {
  const never = await used(null);
  await never.clock.advance(10 ** 12);
  expect(never.stateOf('a')).toBe('loaded');
  const year = await used(525_600);
  await year.clock.advance(525_599 * 60_000);
  expect(year.stateOf('a')).toBe('loaded');
  await year.clock.advance(60_000);
  expect(year.stateOf('a')).toBe('on-disk');
  expect(year.clock.longest.delay).toBeLessThan(2 ** 31);
});

test('a change of the settings holds for what is loaded', async () => {
  const { clock, models, scheduler, stateOf } = await used(60);
  models['a'] = { keepAlive: 1 };
  scheduler.settingsChanged();
  await clock.advance(60_000);
  expect(stateOf('a')).toBe('on-disk');
});

test('a pinned model stays, until it is not pinned', async () => {
  const { clock, scheduler, stateOf } = await used(1);
  scheduler.pin('a', true);
  await clock.advance(3_600_000);
  expect(stateOf('a')).toBe('loaded');
  scheduler.pin('a', false);
  await settle();
  expect(stateOf('a')).toBe('on-disk');
});
