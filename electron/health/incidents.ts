import type { HealthStatus, Incident, Notice } from '../../shared/model/health.ts';

const hour = 60 * 60_000;
/** What comes back this soon was never over: the same incident is opened again. */
const reopensWithin = hour;
/** Between two notices about the same incident. */
const quietFor = hour;

/** An incident with what people were told about it last. */
export interface KeptIncident extends Incident {
  told: 'open' | 'closed' | null;
  toldAt: number | null;
}

/** What an incident is about: a provider, one of its keys, or one of its models. */
export type Subject = Pick<Incident, 'providerId' | 'credentialId' | 'modelId'>;

export const subjectKey = ({ providerId, credentialId, modelId }: Subject): string =>
  JSON.stringify([providerId, credentialId, modelId]);

export type Step = 'open' | 'reopen' | 'count' | 'close' | null;

/**
 * What a look at a subject does to its incidents. `newest` is the newest of them: while it is open there is no second.
 * One that flaps gets its old incident back instead of a new one each time, so a day of flapping is one line with a
 * count. What a person closed stays closed until it was well and fell again; what a person opened, a person closes.
 */
export function nextStep(
  newest: Pick<Incident, 'openedBy' | 'closedAt' | 'closedBy'> | undefined,
  { was, is, hasFailed, now }: { was: HealthStatus; is: HealthStatus; hasFailed: boolean; now: number },
): Step {
  if (newest && newest.closedAt === null) {
    if (hasFailed) return 'count';
    return is === 'Healthy' && newest.openedBy === 'monitor' ? 'close' : null;
  }
  if (is !== 'Unhealthy' || was === 'Unhealthy') return null;
  if (newest?.closedBy !== 'monitor' || newest.openedBy !== 'monitor') return 'open';
  const passed = now - (newest.closedAt ?? 0);
  return passed >= 0 && passed < reopensWithin ? 'reopen' : 'open';
}

/**
 * What people are to be told now, if anything. The first fall and the first recovery at once; from then on the latest
 * state, at most once an hour, and nothing when it is what they were told last.
 */
export function dueNotice(
  { openedBy, closedBy, closedAt, reopenings, told, toldAt }: KeptIncident,
  now: number,
): Notice['kind'] | null {
  // A person knows what a person did.
  if (openedBy === 'person' || closedBy === 'person') return null;
  const actual = closedAt === null ? 'open' : 'closed';
  if (told === actual || (told === null && actual === 'closed')) return null;
  const isQuiet = toldAt !== null && reopenings > 0 && now - toldAt < quietFor && now >= toldAt;
  if (isQuiet) return null;
  if (actual === 'closed') return 'incident-closed';
  return reopenings > 0 ? 'incident-reopened' : 'incident-opened';
}
