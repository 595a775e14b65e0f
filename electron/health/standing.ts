import type { HealthStatus } from '../../shared/model/health.ts';
import type { Credential } from '../../shared/model/provider.ts';
import { statusOfAll, withTraffic, worstOf } from './health-state.ts';
import { figuresOf } from './passive.ts';
import type { Watched } from './ports.ts';
import type { Part, ProviderRecord } from './records.ts';

const statusOf = (part: Part | undefined): HealthStatus => part?.state.status ?? 'Unknown';

/** A key that a provider refused, or that waits, does not do well, whatever checks say. */
export function keyStatus(record: ProviderRecord | undefined, { id, isEnabled, state }: Credential): HealthStatus {
  if (!isEnabled) return 'Unknown';
  const seen = statusOf(record?.keys.get(id));
  switch (state) {
    case 'refused':
      return 'Unhealthy';
    case 'resting':
      return worstOf([seen, 'Degraded']);
    case 'ready':
      return seen;
    default:
      return state satisfies never;
  }
}

/** Without what real requests add: for those who ask often. */
export function plainStatus({ isEnabled, credentials }: Watched, record: ProviderRecord | undefined): HealthStatus {
  if (!isEnabled || !record) return 'Unknown';
  return statusOfAll({
    own: statusOf(record.own),
    keys: credentials.filter((key) => key.isEnabled).map((key) => keyStatus(record, key)),
    models: [...record.models.values()].map(statusOf),
  });
}

export function providerStatus(watched: Watched, record: ProviderRecord | undefined, now: number): HealthStatus {
  const plain = plainStatus(watched, record);
  if (!record || !watched.isEnabled) return plain;
  return withTraffic(
    plain,
    figuresOf(
      [...record.traffic.values()].map(({ window }) => window),
      now,
    ),
  );
}

const minute = 60_000;
/** For this long after a failure of what is down nobody else is to try; then one may find out. Doubles, in ms. */
const longestHold = 10 * minute;

export function isHeld({ state: { status, failures }, seenAt }: Part, now: number): boolean {
  if (status !== 'Unhealthy') return false;
  const hold = Math.min(longestHold, minute * 2 ** Math.min(10, Math.max(0, failures - 3)));
  return now >= seenAt && now - seenAt < hold;
}
