import { expect, test } from 'vitest';
import { strokesOf, totalOf, troublesOf } from '../../../renderer/features/health/history-strip.ts';
import type { HealthHistory } from '../../../shared/model/health.ts';
import type { ProviderId } from '../../../shared/model/ids.ts';

/** One letter a bucket: o all well, x all failed, / half, . no check. */
const history = (text: string): HealthHistory => ({
  providerId: 'p' as ProviderId,
  from: 0,
  until: text.length * 10,
  bucketSize: 10,
  buckets: Array.from(text).map((letter, place) => ({
    from: place * 10,
    ok: letter === 'o' || letter === '/' ? 1 : 0,
    failed: letter === 'x' || letter === '/' ? 1 : 0,
    responseTime: null,
  })),
});

// Catches: a failure that is lost when buckets are drawn as one stroke.
test('a stroke holds all of its buckets', () => {
  expect(strokesOf(history('ooooxooox.xx........oo'), 4).map(({ kind }) => kind)).toEqual([
    'ok',
    'some',
    'failed',
    'none',
    'none',
    'ok',
  ]);
  expect(totalOf(history('o/x.'))).toEqual({ ok: 2, failed: 2 });
});

// Catches: one outage told as many because nobody checked in between, and two told as one.
test('a time without checks does not end a trouble, one that went well does', () => {
  expect(troublesOf(history('oox..x/oox'))).toEqual([
    { from: 20, until: 70, ok: 1, failed: 3 },
    { from: 90, until: 100, ok: 0, failed: 1 },
  ]);
  expect(troublesOf(history('oo..'))).toEqual([]);
});
