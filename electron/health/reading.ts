import { AppError } from '../../shared/errors/app-error.ts';
import type { BoardRow, HealthHistory, ProviderHealth } from '../../shared/model/health.ts';
import type { ProviderId } from '../../shared/model/ids.ts';
import { stretchOf, toHistory } from './history.ts';
import type { IncidentBook } from './incident-book.ts';
import type { HealthPorts, Watched } from './ports.ts';
import type { ProviderRecord } from './records.ts';
import { toBoardRow, toProviderHealth, type ViewFacts } from './views.ts';
import type { WatchList } from './watch-list.ts';

export interface ReadingOptions extends Pick<HealthPorts, 'breakersOf'> {
  store: Pick<HealthPorts['store'], 'healthChecks'>;
  list: WatchList;
  recordOf(id: ProviderId): ProviderRecord | undefined;
  knownModels(id: ProviderId): readonly string[];
  book: Pick<IncidentBook, 'open'>;
  now(): number;
}

/** What people and programs are shown. */
export function createReading({ store, list, recordOf, knownModels, book, breakersOf, now }: ReadingOptions) {
  /** When a key was used last, and its limits, change without a word. */
  const all = (): readonly Watched[] => {
    list.renew();
    return list.all();
  };
  const found = (id: ProviderId): Watched => {
    list.renew();
    const watched = list.find(id);
    if (watched) return watched;
    throw new AppError('PROVIDER_NOT_FOUND', `There is no provider ${id}. It may have been deleted in another window.`);
  };
  const factsOf = (watched: Watched): ViewFacts => ({
    watched,
    record: recordOf(watched.id),
    knownModels: knownModels(watched.id),
    now: now(),
  });

  return {
    found,
    all: (): ProviderHealth[] => all().map((watched) => toProviderHealth(factsOf(watched))),
    get: (id: ProviderId): ProviderHealth => toProviderHealth(factsOf(found(id))),
    board: (): BoardRow[] =>
      all().map((watched) => toBoardRow({ ...factsOf(watched), openIncidents: book.open(watched.id), breakersOf })),

    history(id: ProviderId, hours: number): HealthHistory {
      const stretch = stretchOf(hours, now());
      return toHistory(found(id).id, store.healthChecks.buckets({ ...stretch, providerId: id }), stretch);
    },
    histories(hours: number): HealthHistory[] {
      const stretch = stretchOf(hours, now());
      const byProvider = Map.groupBy(store.healthChecks.buckets(stretch), ({ providerId }) => providerId);
      return all().map(({ id }) => toHistory(id, byProvider.get(id) ?? [], stretch));
    },
  };
}

export type Reading = ReturnType<typeof createReading>;
