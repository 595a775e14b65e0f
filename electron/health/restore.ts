import { failure as failureSchema } from '../../shared/model/failure.ts';
import type { CredentialId } from '../../shared/model/ids.ts';
import type { PastAttempt } from '../store/attempts.ts';
import { applyCheck } from './apply-check.ts';
import type { KeptIncident } from './incidents.ts';
import { applyPast } from './past.ts';
import type { HealthPorts, Watched } from './ports.ts';
import { modelPart, type ProviderRecord } from './records.ts';

const minute = 60_000;
/** More than it takes to fall and to rise again. */
const checksOfAKey = 10;
const pastDay = 24 * 60 * minute;
/** Requests that are looked back at: enough for the figures, and soon read. */
const mostPast = 5000;

export interface RestoreOptions {
  store: Pick<HealthPorts['store'], 'healthChecks' | 'attempts'>;
  /** The models that its list is known to have, as far as that is kept. */
  listedModels(id: Watched['id']): readonly string[];
  /** Of the provider; those that the monitor opened. */
  openIncidents(watched: Watched): readonly KeptIncident[];
  minutes(): number | null;
  now(): number;
}

/** How it did when the host was ended, unless that is long ago: so a restart opens and closes nothing. */
export function createRestore({ store, listedModels, openIncidents, minutes, now }: RestoreOptions) {
  let past: Map<Watched['id'], PastAttempt[]> | undefined;
  /** Once: who is met later was not there before. */
  const takePast = (id: Watched['id']): readonly PastAttempt[] => {
    past ??= Map.groupBy(
      store.attempts.recent({ since: now() - pastDay, most: mostPast }),
      ({ target }) => target.providerId,
    );
    const own = past.get(id) ?? [];
    past.delete(id);
    return own;
  };

  return (watched: Watched, record: ProviderRecord): void => {
    const { id: providerId, credentials } = watched;
    const since = now() - Math.max(60, 2 * (minutes() ?? 0)) * minute;
    const limit = checksOfAKey * Math.max(1, credentials.length);
    // A round asks each key once: one that comes again begins the next.
    let round = new Set<CredentialId | null>();
    for (const { credentialId: keyId, at, responseTime, failure } of store.healthChecks.newest(providerId, limit)) {
      const parsed = failureSchema.nullable().safeParse(failure);
      if (at < since || at > now() || !parsed.success) continue;
      if (round.has(keyId)) round = new Set();
      const facts = { providerId, keyId, at, isFirst: round.size === 0, isOnline: true };
      applyCheck(record, { responseTime, modelIds: null, provesKey: keyId !== null, failure: parsed.data }, facts);
      round.add(keyId);
    }
    // Nobody checks models, so nothing else is left of what real requests met.
    for (const { modelId, cause } of openIncidents(watched)) {
      if (modelId === null) continue;
      const part = modelPart(record, modelId);
      part.state = { status: 'Unhealthy', failures: 3, isRecovering: false };
      part.failure = cause && { ...cause, retryable: true };
      part.seenAt = now();
    }
    applyPast(record, takePast(providerId), { watched, knownModels: listedModels(providerId) });
  };
}
