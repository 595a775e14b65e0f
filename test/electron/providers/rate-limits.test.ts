import { describe, expect, test } from 'vitest';
import { readDuration } from '../../../electron/providers/errors/durations.ts';
import { type RateLimit, readRateLimits, waitForLimits } from '../../../electron/providers/keys/rate-limits.ts';

const now = Date.parse('2026-02-06T08:00:00Z');
const read = (headers: Record<string, string>) => readRateLimits(new Headers(headers), now);
const limit = (of: Partial<RateLimit>): RateLimit => ({
  kind: 'requests',
  window: null,
  limit: null,
  remaining: null,
  resetsAt: null,
  ...of,
});

// Catches: a limit shown as another one, or at another moment, because every vendor names and counts it its own way.
describe('limits as they are sent', () => {
  test('durations', () => {
    const found = read({
      'x-ratelimit-limit-requests': '200',
      'x-ratelimit-remaining-requests': '196',
      'x-ratelimit-reset-requests': '21m36.001s',
      'x-ratelimit-limit-tokens': '40000',
      'x-ratelimit-remaining-tokens': '39923',
      'x-ratelimit-reset-tokens': '115ms',
      'x-ratelimit-limit-input-images': '50000',
      'x-ratelimit-limit-project-tokens': '150000000',
    });
    expect(found).toEqual([
      limit({ limit: 200, remaining: 196, resetsAt: now + 1_296_001 }),
      limit({ kind: 'tokens', limit: 40_000, remaining: 39_923, resetsAt: now + 115 }),
    ]);
  });

  test('dates, by the clock of who sent them', () => {
    const found = read({
      date: 'Fri, 06 Feb 2026 07:57:13 GMT',
      'anthropic-ratelimit-requests-limit': '1000',
      'anthropic-ratelimit-requests-remaining': '999',
      'anthropic-ratelimit-requests-reset': '2026-02-06T07:57:20Z',
      'anthropic-ratelimit-input-tokens-limit': '450000',
      'anthropic-ratelimit-input-tokens-remaining': '0',
      'anthropic-ratelimit-input-tokens-reset': '1970-01-01T00:00:00Z',
      'anthropic-ratelimit-output-tokens-limit': '90000',
      'anthropic-ratelimit-tokens-limit': '540000',
    });
    expect(found).toEqual(
      expect.arrayContaining([
        limit({ limit: 1000, remaining: 999, resetsAt: now + 7000 }),
        limit({ kind: 'input-tokens', limit: 450_000, remaining: 0 }),
        limit({ kind: 'output-tokens', limit: 90_000 }),
        limit({ kind: 'tokens', limit: 540_000 }),
      ]),
    );
    expect(found).toHaveLength(4);
  });

  test('a window in the name', () => {
    const found = read({
      'x-ratelimit-limit-requests-day': '14400',
      'x-ratelimit-remaining-requests-day': '14398',
      'x-ratelimit-reset-requests-day': '33011.382867',
      'x-ratelimit-limit-tokens-minute': '60000',
      'x-ratelimit-limit-req-minute': '100',
      'x-ratelimit-limit-tokens-month': '1000000000',
      'x-ratelimit-remaining-requests-hour': '898',
      'x-ratelimit-tokens-query-cost': '22',
      'x-ratelimit-limit-req-10-second': '60',
      'x-ratelimit-limit-audio-seconds-minute': '7200',
    });
    expect(found).toHaveLength(5);
    expect(found).toEqual(
      expect.arrayContaining([
        limit({ window: 'day', limit: 14_400, remaining: 14_398, resetsAt: now + 33_011_383 }),
        limit({ kind: 'tokens', window: 'minute', limit: 60_000 }),
        limit({ window: 'minute', limit: 100 }),
        limit({ kind: 'tokens', window: 'month', limit: 1_000_000_000 }),
        limit({ window: 'hour', remaining: 898 }),
      ]),
    );
  });

  test('milliseconds, where the renewal period is named', () => {
    const found = read({
      'x-ratelimit-limit-requests': '120',
      'x-ratelimit-remaining-requests': '119',
      'x-ratelimit-renewalperiod-requests': '60',
      'x-ratelimit-reset-requests': '500',
      'x-ratelimit-abusepenalty-active': 'False',
      'x-ratelimit-key': 'a-model',
    });
    expect(found).toEqual([limit({ window: 'minute', limit: 120, remaining: 119, resetsAt: now + 500 })]);
  });

  test.each<[Record<string, string>, RateLimit]>([
    [
      { 'x-ratelimit-limit': '10', 'x-ratelimit-remaining': '9', 'x-ratelimit-reset': '2' },
      limit({ limit: 10, remaining: 9, resetsAt: now + 2000 }),
    ],
    [
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now + 26_000) },
      limit({ remaining: 0, resetsAt: now + 26_000 }),
    ],
    [
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now / 1000 + 26) },
      limit({ remaining: 0, resetsAt: now + 26_000 }),
    ],
    [{ 'x-ratelimit-timeremaining': '37' }, limit({ resetsAt: now + 37_000 })],
    [{ 'ratelimit-remaining': '599', 'ratelimit-reset': '1' }, limit({ remaining: 599, resetsAt: now + 1000 })],
    [{ 'x-ratelimit-limit-tokens-prompt': '60000' }, limit({ kind: 'input-tokens', limit: 60_000 })],
    [{ 'x-ratelimit-limit-minute': '400' }, limit({ window: 'minute', limit: 400 })],
  ])('%o', (headers, wanted) => {
    expect(read(headers)).toEqual([wanted]);
  });
});

// Catches: an odd header that throws in the middle of an answer, or is shown as a limit of NaN.
test.each(['', ' ', '-1', '1e9', '0x10', 'NaN', 'Infinity', 'soon', '9223372036854767616', '100;w=60', '1,2', 'false'])(
  'a limit of "%s" is left out',
  (value) => {
    expect(read({ 'x-ratelimit-limit-requests': value, 'x-ratelimit-remaining-requests': value })).toEqual([]);
  },
);
test.each([
  '',
  '-5',
  '-1s',
  'soon',
  '99999999999999999999',
  '2026-13-45T00:00:00Z',
  '5 parsecs',
  '1m-3s',
  '1000000000',
])('a reset of "%s" is left out', (value) => {
  expect(read({ 'x-ratelimit-limit': '10', 'x-ratelimit-reset': value })).toEqual([limit({ limit: 10 })]);
});
test('names that only look like limits are left out', () => {
  expect(
    read({ 'x-ratelimit-constructor': '1', 'x-ratelimit-limit-constructor': '1', ratelimit: '"a";r=5;t=9' }),
  ).toEqual([]);
  expect(read({})).toEqual([]);
});

// Catches: waiting for a limit that is not used up, or for the first of two that are.
test('the wait is for what is used up, until all of it is back', () => {
  const wait = (...limits: Partial<RateLimit>[]) => waitForLimits(limits.map(limit), now);
  expect(
    wait(
      { remaining: 0, resetsAt: now + 10 },
      { remaining: 0, resetsAt: now + 90 },
      { remaining: 1, resetsAt: now + 500 },
    ),
  ).toBe(90);
  expect(wait({ remaining: 5, resetsAt: now + 10 })).toBeUndefined();
  expect(wait({ limit: 5, resetsAt: now + 10 })).toBeUndefined();
  expect(wait({ resetsAt: now + 10 })).toBe(10);
  expect(wait({ remaining: 0 })).toBeUndefined();
});

// Catches: "6m" read as six milliseconds, and half of a text read as the whole.
test.each([
  ['6m0s', 360_000],
  ['1.2s', 1200],
  ['120ms', 120],
  ['1h2m3.5s', 3_723_500],
  ['2 minutes 5 seconds', 125_000],
  ['1d', 86_400_000],
  ['0s', 0],
  ['5', undefined],
  ['', undefined],
  ['s', undefined],
  ['-1s', undefined],
  ['5 months', undefined],
  ['1s later', undefined],
] as const)('the duration "%s"', (text, wait) => {
  expect(readDuration(text)).toBe(wait);
});
