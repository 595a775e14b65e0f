import type { HealthStatus } from '../../shared/model/health.ts';

/** How a provider, a key or a model does by what was seen of it. Never changed, only replaced. */
export interface HealthState {
  status: HealthStatus;
  /** In a row. */
  failures: number;
  /** It was down, and answered once since: the next answer makes it well, the next failure sends it back. */
  isRecovering: boolean;
}

export const unknownHealth: HealthState = { status: 'Unknown', failures: 0, isRecovering: false };

/** This many in a row, and it is down. */
const failuresToFall = 3;

export function healthAfterSuccess({ status }: HealthState): HealthState {
  return status === 'Unhealthy'
    ? { status: 'Degraded', failures: 0, isRecovering: true }
    : { status: 'Healthy', failures: 0, isRecovering: false };
}

export function healthAfterFailure({ status, failures, isRecovering }: HealthState): HealthState {
  const count = failures + 1;
  const isDown = status === 'Unhealthy' || isRecovering || count >= failuresToFall;
  return { status: isDown ? 'Unhealthy' : 'Degraded', failures: count, isRecovering: false };
}

/** Fewer requests than these say little. */
const requestsToTell = 10;
/** Share of requests that failed. */
const highErrorRate = 0.2;

/** What real requests add to it: one that answers checks and fails people is not well. */
export const withTraffic = (
  status: HealthStatus,
  { requests, failures }: { requests: number; failures: number },
): HealthStatus =>
  status !== 'Unhealthy' && requests >= requestsToTell && failures / requests >= highErrorRate ? 'Degraded' : status;

const order: readonly HealthStatus[] = ['Unknown', 'Healthy', 'Degraded', 'Unhealthy'];

/** What is known counts before what is not. */
export const worstOf = (statuses: readonly HealthStatus[]): HealthStatus =>
  order[Math.max(0, ...statuses.map((status) => order.indexOf(status)))] ?? 'Unknown';

export interface Parts {
  /** The instance: whether its server answers as it should. */
  own: HealthStatus;
  /** Of the keys that are switched on. */
  keys: readonly HealthStatus[];
  models: readonly HealthStatus[];
}

/** An instance is down with its server or with the last of its keys; anything less makes it worse, not down. */
export function statusOfAll({ own, keys, models }: Parts): HealthStatus {
  if (own === 'Unhealthy') return own;
  if (keys.length > 0 && keys.every((status) => status === 'Unhealthy')) return 'Unhealthy';
  return [...keys, ...models].some((status) => status === 'Degraded' || status === 'Unhealthy') ? 'Degraded' : own;
}
