import type { ProviderId } from '../../shared/model/ids.ts';
import { unknownHealth } from './health-state.ts';
import type { IncidentBook } from './incident-book.ts';
import type { Subject } from './incidents.ts';
import type { HealthPorts, Watched } from './ports.ts';
import type { Part, ProviderRecord, Records } from './records.ts';

export interface SweepOptions {
  store: Pick<HealthPorts['store'], 'healthChecks' | 'incidents' | 'notices'>;
  records: Records;
  find(id: ProviderId): Watched | undefined;
  book: Pick<IncidentBook, 'closeWhere'>;
  minutes(): number | null;
  onChange(id: ProviderId): void;
  now(): number;
}

const hour = 60 * 60_000;

/** Once a minute: what nobody asks any more is not known to be ill. Once an hour: what is too old to be kept. */
export function createSweep({ store, records, find, book, minutes, onChange, now }: SweepOptions) {
  let prunedAt = Number.NEGATIVE_INFINITY;

  const isStale = ({ state, seenAt }: Part): boolean =>
    state.status !== 'Unknown' && state.status !== 'Healthy' && Math.abs(now() - seenAt) > hour;

  /** Whether anything was forgotten. */
  function forgetStale(record: ProviderRecord, isEnabled: boolean): boolean {
    const isForgotten = (part: Part): boolean => (isEnabled ? isStale(part) : part.state.status !== 'Unknown');
    const models = [...record.models].filter(([, part]) => isForgotten(part));
    for (const [id] of models) record.models.delete(id);
    // While checks go on they tell how these do.
    const others = minutes() !== null && isEnabled ? [] : [record.own, ...record.keys.values()].filter(isForgotten);
    for (const part of others) Object.assign(part, { state: unknownHealth, failure: null });
    return models.length > 0 || others.length > 0;
  }

  function isGone({ providerId, credentialId, modelId }: Subject): boolean {
    const [watched, record] = [find(providerId), records.get(providerId)];
    if (!watched?.isEnabled || !record) return true;
    if (modelId !== null) return !record.models.has(modelId);
    if (credentialId === null) return record.own.state.status === 'Unknown' && minutes() === null;
    const key = watched.credentials.find(({ id }) => id === credentialId);
    return !key?.isEnabled || (record.keys.get(credentialId)?.state.status === 'Unknown' && minutes() === null);
  }

  return (): void => {
    for (const [id, record] of records) {
      if (forgetStale(record, find(id)?.isEnabled ?? false)) onChange(id);
    }
    book.closeWhere(isGone);
    if (Math.abs(now() - prunedAt) < hour) return;
    prunedAt = now();
    store.healthChecks.prune(now());
    store.incidents.prune(now());
    store.notices.prune(now());
  };
}
