import { expect, test } from 'vitest';
import { newId } from '../../../electron/lib/id.ts';
import type { CredentialId, ProviderId } from '../../../shared/model/ids.ts';
import { openTestStore } from '../../helpers/test-store.ts';

const hour = 60 * 60_000;
const day = 24 * hour;
const start = Date.UTC(2026, 0, 1);

// Catches: a history that grows for ever, and one that loses or doubles checks when it is put together.
test('old checks are put together by the hour, and those of 30 days ago go', () => {
  const { healthChecks } = openTestStore();
  const [providerId, other] = [newId<ProviderId>(), newId<ProviderId>()];
  const keys = [newId<CredentialId>(), null];
  for (let at = start; at < start + 4 * day; at += 5 * 60_000) {
    for (const credentialId of keys) {
      const isOk = at % hour !== 0;
      const failure = isOk ? null : { code: 'PROVIDER_UNREACHABLE', message: 'gone', retryable: true };
      healthChecks.insert({ providerId, credentialId, at, isOk, responseTime: isOk ? 100 : null, failure });
    }
  }
  healthChecks.insert({ providerId: other, credentialId: null, at: start, isOk: true, responseTime: 5, failure: null });
  const whole = () => healthChecks.buckets({ from: start, until: start + 4 * day, size: 4 * day, providerId });
  const before = whole();
  expect(before).toEqual([{ providerId, place: 0, ok: 2 * 11 * 96, failed: 2 * 96, responseTime: 100 }]);

  const now = start + 4 * day;
  healthChecks.prune(now);
  expect(whole()).toEqual(before);
  const rows = healthChecks.newest(providerId, 10_000).length;
  expect(rows).toBe(2 * 48 + 2 * 48 * 12);
  healthChecks.prune(now);
  expect(healthChecks.newest(providerId, 10_000)).toHaveLength(rows);
  healthChecks.prune(start + 31 * day);
  expect(healthChecks.newest(other, 9)).toEqual([]);
  expect(whole()[0]?.ok).toBeLessThan(2 * 11 * 96);
});

// Catches: a strip whose strokes stand in another's place, or that shows another provider's checks.
test('a check stands in the bucket of its time', () => {
  const { healthChecks } = openTestStore();
  const [providerId, other] = [newId<ProviderId>(), newId<ProviderId>()];
  const insert = (id: ProviderId, at: number, responseTime: number | null) =>
    healthChecks.insert({
      providerId: id,
      credentialId: null,
      at,
      isOk: responseTime !== null,
      responseTime,
      failure: null,
    });
  insert(providerId, start - 1, 7);
  insert(providerId, start, 10);
  insert(providerId, start + 999, 30);
  insert(providerId, start + 1000, null);
  insert(providerId, start + 3000, 50);
  insert(other, start, 1);
  expect(healthChecks.buckets({ from: start, until: start + 3000, size: 1000, providerId })).toEqual([
    { providerId, place: 0, ok: 2, failed: 0, responseTime: 20 },
    { providerId, place: 1, ok: 0, failed: 1, responseTime: null },
  ]);
  expect(healthChecks.buckets({ from: start, until: start + 3000, size: 1000 })).toHaveLength(3);
});
