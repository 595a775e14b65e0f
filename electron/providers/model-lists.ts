import { type AppError, toAppError } from '../../shared/errors/app-error.ts';
import type { ModelChangeId, ProviderId } from '../../shared/model/ids.ts';
import type { DescribedModel, ModelList, Provider } from '../../shared/model/provider.ts';
import { newId } from '../lib/id.ts';
import type { ProviderConnection } from './connect.ts';
import type { ListedModel } from './define-vendor.ts';
import { diffModels } from './discovery/diff-models.ts';
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

export interface ModelListsOptions extends Pick<ProviderPorts, 'store' | 'events'> {
  now: () => number;
  connect(provider: Provider): Promise<ProviderConnection>;
  describe(provider: Provider): Promise<DescribedModel[]>;
  /** Another list is in the place of the known one. */
  onList(id: ProviderId): void;
}

export type ModelLists = ReturnType<typeof createModelLists>;

/** What each provider offers: asked once an hour, and the last known list while it does not answer. */
export function createModelLists({ store, events, now, connect, describe, onList }: ModelListsOptions) {
  const failures = new Map<ProviderId, { error: AppError; at: number }>();
  const stale = new Set<ProviderId>();
  const running = new Map<ProviderId, Promise<void>>();
  /** Counts the changes of a provider: what was asked before one says nothing about what is there now. */
  const changes = new Map<ProviderId, number>();
  const closing = new AbortController();
  const changesOf = (id: ProviderId): number => changes.get(id) ?? 0;

  const isFresh = (id: ProviderId): boolean => {
    const failure = failures.get(id);
    if (failure) return now() - failure.at < restAfterFailure;
    const fetchedAt = store.models.fetchedAt(id);
    return !stale.has(id) && fetchedAt !== null && Math.abs(now() - fetchedAt) < keptFor;
  };

  const keep = (id: ProviderId, models: readonly ListedModel[]): void => {
    // It may have been deleted while it was asked.
    if (!store.providers.get(id)) return;
    const foundAt = now();
    const found = store.transaction(() => {
      const differences = compare(id, models);
      store.models.replace(id, models, foundAt);
      const told = { providerId: id, foundAt, seenAt: null };
      store.modelChanges.add(
        id,
        differences.map((change) => ({ id: newId<ModelChangeId>(), ...told, ...change })),
      );
      return differences;
    });
    failures.delete(id);
    stale.delete(id);
    onList(id);
    events.publish('providers.changed', { providerId: id });
    if (found.length > 0) events.publish('models.changes-found', { providerId: id });
  };

  /** A first list is nothing new, and an empty one mostly says that something is wrong over there. */
  const compare = (id: ProviderId, models: readonly ListedModel[]) => {
    const before = store.models.fetchedAt(id) === null ? [] : store.models.list(id);
    return before.length > 0 && models.length > 0 ? diffModels(before, models) : [];
  };

  const refresh = async (provider: Provider): Promise<void> => {
    const { id } = provider;
    const before = changesOf(id);
    // A key that could not be read is no reason to rest: the vault may be open a moment later.
    let at = Number.NEGATIVE_INFINITY;
    try {
      const connection = await connect(provider);
      at = now();
      const models = await askForModels(connection, closing.signal);
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

    /** The known list was read at another place: what is different there says nothing. */
    startOver(id: ProviderId): void {
      store.models.unfetch(id);
    },

    /** Ends what is still asked. */
    close: (): void => closing.abort(),

    async list(provider: Provider, wantsFresh: boolean): Promise<ModelList> {
      const { id } = provider;
      if (wantsFresh || !isFresh(id)) {
        const run = running.get(id) ?? refresh(provider);
        running.set(id, run);
        await run;
        if (running.get(id) === run) running.delete(id);
      }
      return {
        models: await describe(provider),
        fetchedAt: store.models.fetchedAt(id),
        failure: failures.get(id)?.error.toJSON() ?? null,
      };
    },
  };
}
