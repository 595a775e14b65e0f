import { expect, test } from 'vitest';
import { startRecord } from '../../../electron/gateway/record.ts';
import type { Fault } from '../../../electron/gateway/standing.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { ProviderId } from '../../../shared/model/ids.ts';
import type { PlannedAttempt } from '../../../shared/model/route.ts';
import { openTestStore, silentLog } from '../../helpers/test-store.ts';

const target = { providerId: 'one' as ProviderId, modelId: 'm' };
const attempt: PlannedAttempt = {
  target,
  providerName: 'One',
  reason: 'asked',
  demotion: null,
  estimate: { cost: null, latency: null, quality: null },
};

// Catches: a key that rests, whose old refusal is told once more, taken for a sign of life: nobody was asked.
test('what failed before anybody was asked says nothing about whom it was for', () => {
  const faults: Fault[] = [];
  const standing = {
    begin:
      () =>
      ({ fault }: { fault: Fault }) =>
        void faults.push(fault),
  };
  const { requests } = openTestStore();
  const work = { service: 'language' as const };
  const record = startRecord(
    { door: 'window', wish: { target }, messageId: null, work },
    { requests, standing, observe: () => {}, log: silentLog, now: Date.now },
  );
  const limited = new AppError('RATE_LIMITED', 'Too many.', { details: { status: 429 } });
  record.begin(attempt).failed(limited);
  const asked = record.begin(attempt);
  asked.connected({ credentialId: null, keyLabel: null });
  asked.failed(limited);
  expect(faults).toEqual(['unknown', 'alive']);
});
