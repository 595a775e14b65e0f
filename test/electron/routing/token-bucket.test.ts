import { expect, test } from 'vitest';
import { fullBucket, take, waitFor } from '../../../electron/routing/token-bucket.ts';

const policy = { perMinute: 60 };

// Catches: a limit that lets more through at once than a minute's worth, or makes those wait who need not.
test('a full bucket gives a minute at once, then one by one', () => {
  let bucket = fullBucket(policy, 0);
  for (let count = 0; count < 60; count += 1) {
    expect(waitFor(bucket, 1, 0, policy)).toBe(0);
    bucket = take(bucket, 1, 0, policy);
  }
  expect(waitFor(bucket, 1, 0, policy)).toBe(1000);
  expect(waitFor(bucket, 1, 400, policy)).toBe(600);
  expect(waitFor(bucket, 1, 1000, policy)).toBe(0);
});

// Catches: a request larger than the limit that waits for ever, and one after it that pays nothing for it.
test('what is larger than the bucket goes when it is full, and is paid off', () => {
  const bucket = take(fullBucket(policy, 0), 90, 0, policy);
  expect(waitFor(fullBucket(policy, 0), 90, 0, policy)).toBe(0);
  expect(waitFor(bucket, 1, 0, policy)).toBe(31_000);
});

// Catches: an estimate that was too high and stays spent.
test('what was not needed comes back, and never more than the bucket holds', () => {
  const bucket = take(take(fullBucket(policy, 0), 50, 0, policy), -40, 0, policy);
  expect(waitFor(bucket, 50, 0, policy)).toBe(0);
  expect(take(bucket, -500, 0, policy).level).toBe(60);
});

// Catches: a clock set back that fills or locks the bucket.
test('a clock that goes back changes nothing', () => {
  const bucket = take(fullBucket(policy, 10_000), 60, 10_000, policy);
  expect(waitFor(bucket, 1, 5000, policy)).toBe(1000);
  expect(take(bucket, 0, 5000, policy)).toEqual(bucket);
});

// Catches: rounding that leaks. In no stretch of time goes more than the bucket and what flowed in.
test('the limit holds in every stretch of a random hour', () => {
  let random = 7;
  const next = (): number => {
    random = (random * 48_271) % 2_147_483_647;
    return random / 2_147_483_647;
  };
  let bucket = fullBucket(policy, 0);
  const gone: { at: number; amount: number }[] = [];
  for (let now = 0; now < 3_600_000; now += Math.ceil(next() * 900)) {
    const amount = Math.ceil(next() * 5);
    if (waitFor(bucket, amount, now, policy) > 0) continue;
    bucket = take(bucket, amount, now, policy);
    gone.push({ at: now, amount });
  }
  for (let start = 0; start < gone.length; start += 97) {
    let sum = 0;
    for (const { at, amount } of gone.slice(start)) {
      sum += amount;
      const flowed = ((at - (gone[start]?.at ?? 0)) * policy.perMinute) / 60_000;
      expect(sum).toBeLessThanOrEqual(policy.perMinute + flowed + 1e-6);
    }
  }
});
