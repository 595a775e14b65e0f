import { expect, test } from 'vitest';
import { createLimiter } from '../../../electron/gateway/limiter.ts';
import type { ProviderId } from '../../../shared/model/ids.ts';
import { choosing, seeded } from '../../helpers/seeded.ts';

const [one, two] = ['one', 'two'] as [ProviderId, ProviderId];
const limits = {
  all: { requestsPerMinute: 90, tokensPerMinute: 20_000 },
  one: { requestsPerMinute: 60, tokensPerMinute: 9000 },
  two: { requestsPerMinute: 40, tokensPerMinute: null },
};

/** A clock that goes on only when all who can do something have done it. */
function createTimes() {
  let now = 0;
  const waiting = new Set<{ until: number; wake: () => void }>();
  return {
    now: () => now,
    sleep: (wait: number, signal: AbortSignal): Promise<void> =>
      new Promise((resolve) => {
        const sleeper = { until: now + wait, wake: resolve };
        waiting.add(sleeper);
        signal.addEventListener('abort', () => {
          waiting.delete(sleeper);
          resolve();
        });
      }),
    async runTo(time: number): Promise<void> {
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve));
        const next = [...waiting].sort((a, b) => a.until - b.until)[0];
        if (!next || next.until > time) break;
        now = Math.max(now, next.until);
        waiting.delete(next);
        next.wake();
      }
      now = time;
    },
  };
}

interface Gone {
  at: number;
  providerId: ProviderId;
  tokens: number;
}

/** The most that went beyond the bucket in any stretch of time; 0 is none. */
function excess(gone: readonly Gone[], perMinute: number, amountOf: (one: Gone) => number): number {
  let worst = 0;
  for (const [from, { at: start }] of gone.entries()) {
    let sum = 0;
    for (const { at, ...rest } of gone.slice(from)) {
      sum += amountOf({ at, ...rest });
      worst = Math.max(worst, sum - perMinute - ((at - start) * perMinute) / 60_000);
    }
  }
  return worst;
}

// Catches: more asked than is allowed, in any stretch of time, of one or of all together; somebody who waits for ever,
// or is overtaken; a place of somebody who left that nobody gets.
test.each([1, 2, 3])('in no stretch of time goes more than the bucket and what flowed in (seed %i)', async (seed) => {
  const { upTo, isSo } = choosing(seeded(seed));
  const times = createTimes();
  const limiter = createLimiter({
    all: () => limits.all,
    of: (id) => (id === one ? limits.one : limits.two),
    now: times.now,
    sleep: times.sleep,
  });
  const gone: Gone[] = [];
  const order: Record<string, number[]> = { one: [], two: [] };
  let refused = 0;
  let left = 0;
  const asking: Promise<void>[] = [];
  for (let index = 0; index < 900; index += 1) {
    await times.runTo(times.now() + upTo(isSo(0.1) ? 4000 : 400));
    const providerId = isSo() ? one : two;
    const place = { providerId, providerName: providerId, tokens: upTo(600) };
    const gives = new AbortController();
    const ask = async (): Promise<void> => {
      const leave = await limiter.enter(place, { longest: 20_000, signal: gives.signal });
      gone.push({ at: times.now(), providerId, tokens: place.tokens });
      order[providerId]?.push(index);
      leave(null);
    };
    asking.push(
      ask().catch(({ code }: { code: string }) => {
        if (code === 'RATE_LIMITED') refused += 1;
        else left += 1;
      }),
    );
    if (isSo(0.05)) gives.abort();
  }
  await times.runTo(times.now() + 60_000);
  await Promise.all(asking);
  const of = (id: ProviderId): Gone[] => gone.filter(({ providerId }) => providerId === id);
  const count = (): number => 1;
  const tokens = (place: Gone): number => place.tokens;
  for (const [list, perMinute, amountOf] of [
    [gone, limits.all.requestsPerMinute, count],
    [gone, limits.all.tokensPerMinute, tokens],
    [of(one), limits.one.requestsPerMinute, count],
    [of(one), limits.one.tokensPerMinute, tokens],
    [of(two), limits.two.requestsPerMinute, count],
  ] as const)
    expect(excess(list, perMinute, amountOf)).toBeLessThan(1e-6);
  expect(gone.length + refused + left).toBe(900);
  expect(Math.min(refused, left, of(one).length, of(two).length)).toBeGreaterThan(5);
  for (const indices of Object.values(order)) expect(indices).toEqual(indices.toSorted((a, b) => a - b));
});

// Catches: a limit that leaves most of itself unused.
test('what is allowed is used', async () => {
  const times = createTimes();
  const limiter = createLimiter({
    all: () => ({ requestsPerMinute: null, tokensPerMinute: null }),
    of: () => limits.one,
    now: times.now,
    sleep: times.sleep,
  });
  let gone = 0;
  const { signal } = new AbortController();
  const place = { providerId: one, providerName: 'one', tokens: 10 };
  const asking = Array.from({ length: 180 }, () =>
    limiter.enter(place, { longest: 600_000, signal }).then(() => {
      gone += 1;
    }),
  );
  await times.runTo(60_000);
  expect(gone).toBe(120);
  await times.runTo(120_000);
  await Promise.all(asking);
});
