import { expect, test, vi } from 'vitest';
import { within } from '../../../electron/lib/within.ts';

const never = new Promise<never>(() => {});

// Catches: a wait that outlives its caller.
test('it waits no longer than the signal allows, also when that was over before', async () => {
  const controller = new AbortController();
  const waiting = within(never, { signal: controller.signal });
  controller.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
  await expect(within(never, { signal: controller.signal })).rejects.toThrow('enough');
});

// Catches: an upstream that is silent for ever, or one that is cut off while it answers.
test('it waits no longer than the limit, and says so in the words it was given', async () => {
  const { signal } = new AbortController();
  const timeout = { limit: 1, error: () => new Error('too slow') };
  await expect(within(never, { signal, timeout })).rejects.toThrow('too slow');
  await expect(within(Promise.resolve(1), { signal, timeout: { ...timeout, limit: 60_000 } })).resolves.toBe(1);
});

// Catches: the process ending over a failure that came too late for anybody to want it.
test('what fails after nobody waits any more is no unhandled rejection', async () => {
  const onUnhandled = vi.fn<() => void>();
  process.on('unhandledRejection', onUnhandled);
  const late = Promise.withResolvers<never>();
  await expect(within(late.promise, { signal: AbortSignal.abort(new Error('over')) })).rejects.toThrow('over');
  late.reject(new Error('late'));
  await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', onUnhandled);
  expect(onUnhandled).not.toHaveBeenCalled();
});
