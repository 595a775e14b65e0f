import { expect, it } from 'vitest';
import { coalesce } from '../../../renderer/lib/coalesce.ts';

// Catches a burst of events that asks the host once each, and a caller that gets an answer older than its question.
it('runs once more for everybody who asked during a run', async () => {
  let runs = 0;
  let release = (): void => {};
  const ask = coalesce(() => {
    runs += 1;
    return new Promise<void>((resolve) => {
      release = resolve;
    });
  });
  const first = ask();
  const later = [ask(), ask(), ask()];
  expect(runs).toBe(1);
  release();
  await first;
  await Promise.resolve();
  expect(runs).toBe(2);
  release();
  await Promise.all(later);
  expect(runs).toBe(2);
});

it('goes on after a run that failed', async () => {
  let runs = 0;
  const ask = coalesce(async () => {
    runs += 1;
    if (runs === 1) throw new Error('no');
  });
  const first = ask();
  const second = ask();
  await expect(first).rejects.toThrow('no');
  await second;
  await ask();
  expect(runs).toBe(3);
});
