import { type AppError, toAppError } from '../../shared/errors/app-error.ts';
import type { ProviderId } from '../../shared/model/ids.ts';
import type { DescribedModel, Model, ModelList, Provider } from '../../shared/model/provider.ts';
import { findModel } from './catalogue/find-model.ts';
import { type Catalogue, loadCatalogue } from './catalogue/load-catalogue.ts';
import { mergeDetails } from './catalogue/merge-details.ts';
import type { ProviderConnection } from './connect.ts';
import type { ListedModel } from './define-vendor.ts';
import type { ProviderPorts } from './ports.ts';

const keptFor = 60 * 60 * 1000;
/** A provider that just failed is not asked again for this long, unless somebody wants it to be. In ms. */
const restAfterFailure = 60 * 1000;
/** How long a provider may take to list its models, in ms. */
const listTimeout = 20_000;

/** Asks for the models; every error is one of this app. */
export async function askForModels(connection: ProviderConnection, signal?: AbortSignal): Promise<ListedModel[]> {
  const timeout = AbortSignal.timeout(listTimeout);
  try {
    return await connection.listModels(signal ? AbortSignal.any([signal, timeout]) : timeout);
  } catch (thrown) {
    // The package reports its caller's abort as its own; the signal knows which of the two it was.
    const reason: unknown = timeout.aborted ? timeout.reason : thrown;
    throw connection.classify(reason, { modelId: null, hasContent: false });
  }
}

const describe = ({ kind }: Provider, catalogue: Catalogue, models: readonly Model[]): DescribedModel[] =>
  models.map((model) => ({
    ...model,
    ...mergeDetails({ catalogue: findModel(catalogue, { kind, modelId: model.id }) }),
  }));

export interface ModelListsOptions extends Pick<ProviderPorts, 'store' | 'events'> {
  now: () => number;
  connect(provider: Provider): Promise<ProviderConnection>;
}

/** What each provider offers: asked once an hour, and the last known list while it does not answer. */
export function createModelLists({ store, events, now, connect }: ModelListsOptions) {
  const failures = new Map<ProviderId, { error: AppError; at: number }>();
  const stale = new Set<ProviderId>();
  const running = new Map<ProviderId, Promise<void>>();
  /** Counts the changes of a provider: what was asked before one says nothing about what is there now. */
  const changes = new Map<ProviderId, number>();
  const changesOf = (id: ProviderId): number => changes.get(id) ?? 0;

  const isFresh = (id: ProviderId): boolean => {
    const failure = failures.get(id);
    if (failure) return now() - failure.at < restAfterFailure;
    const fetchedAt = store.models.fetchedAt(id);
    return !stale.has(id) && fetchedAt !== null && now() - fetchedAt < keptFor;
  };

  const keep = (id: ProviderId, models: readonly ListedModel[]): void => {
    // It may have been deleted while it was asked.
    if (!store.providers.get(id)) return;
    store.models.replace(id, models, now());
    failures.delete(id);
    stale.delete(id);
    events.publish('providers.changed', { providerId: id });
  };

  const refresh = async (provider: Provider): Promise<void> => {
    const { id } = provider;
    const before = changesOf(id);
    // A key that could not be read is no reason to rest: the vault may be open a moment later.
    let at = Number.NEGATIVE_INFINITY;
    try {
      const connection = await connect(provider);
      at = now();
      const models = await askForModels(connection);
      if (changesOf(id) === before) keep(id, models);
    } catch (thrown) {
      if (changesOf(id) === before) failures.set(id, { error: toAppError(thrown), at });
    }
  };

  return {
    keep,

    /** The known list no longer fits: other settings, another key. */
    forget(id: ProviderId): void {
      changes.set(id, changesOf(id) + 1);
      running.delete(id);
      stale.add(id);
      failures.delete(id);
    },

    async list(provider: Provider, wantsFresh: boolean): Promise<ModelList> {
      const { id } = provider;
      if (wantsFresh || !isFresh(id)) {
        const run = running.get(id) ?? refresh(provider);
        running.set(id, run);
        await run;
        if (running.get(id) === run) running.delete(id);
      }
      return {
        models: describe(provider, await loadCatalogue(), store.models.list(id)),
        fetchedAt: store.models.fetchedAt(id),
        failure: failures.get(id)?.error.toJSON() ?? null,
      };
    },
  };
}
