import type { HealthStatus } from '../../shared/model/health.ts';
import type { ProviderId } from '../../shared/model/ids.ts';
import type { Target } from '../../shared/model/provider.ts';
import type { IncidentBook } from './incident-book.ts';
import type { ProviderRecord } from './records.ts';
import { isHeld, plainStatus, providerStatus } from './standing.ts';
import type { WatchList } from './watch-list.ts';

export interface ForRoutingOptions {
  list: Pick<WatchList, 'find'>;
  recordOf(id: ProviderId): ProviderRecord | undefined;
  book: Pick<IncidentBook, 'isHeldDown'>;
  /** Between checks; null is never. */
  minutes(): number | null;
  now(): number;
}

/** What every request asks: from memory alone. */
export function createForRouting({ list, recordOf, book, minutes, now }: ForRoutingOptions) {
  const both = (id: ProviderId) => {
    const watched = list.find(id);
    const record = watched && recordOf(id);
    return watched && record && { watched, record };
  };

  return {
    statusOf(id: ProviderId): HealthStatus {
      const known = both(id);
      return known ? providerStatus(known.watched, known.record, now()) : 'Unknown';
    },

    /** Without what the error rate adds: that changes with each request. */
    plainStatusOf(id: ProviderId): HealthStatus {
      const known = both(id);
      return known ? plainStatus(known.watched, known.record) : 'Unknown';
    },

    isDown({ providerId, modelId }: Target): boolean {
      const isHeldDown = [null, modelId].some((id) => book.isHeldDown({ providerId, credentialId: null, modelId: id }));
      const known = both(providerId);
      if (isHeldDown || !known) return isHeldDown;
      const { watched, record } = known;
      const model = record.models.get(modelId);
      if (model && isHeld(model, now())) return true;
      if (plainStatus(watched, record) !== 'Unhealthy') return false;
      // Where nobody checks, a request now and then finds out.
      return minutes() !== null || isHeld(record.own, now()) || record.own.state.status !== 'Unhealthy';
    },
  };
}
