import { describe, expect, test } from 'vitest';
import { delayOf, type RetryPolicy } from '../../../../electron/providers/network/retry-delays.ts';
import { networkSettings } from '../../../../shared/model/network-settings.ts';

/** Always the same numbers, so that a failure comes again. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const kinds = ['exponential', 'linear', 'fixed'] as const;
const random = seeded(7);
const policies = Array.from(
  { length: 300 },
  (_, index): RetryPolicy => ({
    maxRetries: 2,
    retryBackoff: kinds[index % 3] ?? 'fixed',
    retryBase: 1 + Math.floor(random() * 10_000),
    retryCap: 1 + Math.floor(random() * 60_000),
    retryJitter: false,
  }),
);
const attempts = [1, 2, 3, 4, 5, 10, 100, 2000];

// Catches: the first retry already doubled, or the second as short as the first.
test.each([
  ['exponential', [100, 200, 400, 800, 1000, 1000]],
  ['linear', [100, 200, 300, 400, 500, 600]],
  ['fixed', [100, 100, 100, 100, 100, 100]],
] as const)('%s', (retryBackoff, waits) => {
  const policy = { retryBackoff, retryBase: 100, retryCap: 1000, retryJitter: false };
  expect(waits.map((_, index) => delayOf(index + 1, policy, () => 0.5))).toEqual(waits);
});

describe('for any policy', () => {
  // Catches: a wait past the cap, below nothing, or no number at all, however often it was tried.
  test('a wait is a number from 0 to the cap, and gets no shorter', () => {
    for (const policy of policies) {
      const waits = attempts.map((attempt) => delayOf(attempt, policy, random));
      const outside = waits.filter((wait) => !(wait >= 0 && wait <= policy.retryCap));
      expect({ policy, outside }).toEqual({ policy, outside: [] });
      expect(waits).toEqual(waits.toSorted((one, other) => one - other));
    }
  });

  // Catches: jitter that only adds, or that leaves a part of the wait out, so that all come back in the same moment.
  test('jitter takes any part of the wait', () => {
    for (const policy of policies) {
      const jittered = { ...policy, retryJitter: true };
      for (const attempt of attempts) {
        const full = delayOf(attempt, policy, random);
        expect(delayOf(attempt, jittered, () => 0)).toBe(0);
        expect(delayOf(attempt, jittered, () => 0.5)).toBe(Math.round(full / 2));
        expect(delayOf(attempt, jittered, () => 1 - 2 ** -32)).toBeLessThanOrEqual(full);
      }
    }
    const policy = { ...networkSettings.parse({}), retryBase: 1000 };
    const waits = Array.from({ length: 2000 }, () => delayOf(1, policy, random));
    const mean = waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
    expect(mean).toBeGreaterThan(450);
    expect(mean).toBeLessThan(550);
  });
});
