import type { ModelDetails } from '../../shared/model/catalogue.ts';
import type { ProviderId } from '../../shared/model/ids.ts';
import type { ModelChange } from '../../shared/model/model-change.ts';
import type { ModelChoiceChange, ModelReset } from '../../shared/model/model-choice.ts';
import type {
  DescribedModel,
  ModelList,
  OfferedModel,
  Provider,
  StoredProvider,
  Target,
} from '../../shared/model/provider.ts';
import type { KnownModels } from './catalogue/known-models.ts';
import type { ModelLists } from './model-lists.ts';
import type { ProviderPorts } from './ports.ts';
import { vendorOf } from './registry.ts';

export interface ProviderModels {
  models(id: ProviderId, options: { refresh: boolean }): Promise<ModelList>;
  /** Those of all enabled providers that answer in words, and that nobody switched off. */
  allModels(): Promise<OfferedModel[]>;
  /** Those of one provider as far as they are known here: asks nobody. */
  describedModels(id: ProviderId): Promise<DescribedModel[]>;
  /** What is known of a model, listed or not; null where nothing is. */
  detailsOf(target: Target): Promise<ModelDetails | null>;
  chooseModel(change: ModelChoiceChange): Promise<DescribedModel>;
  resetModel(reset: ModelReset): Promise<DescribedModel>;
  /** The models of the catalogue that can be behind one of this provider. */
  catalogueNames(id: ProviderId): Promise<string[]>;
  /** What the looks at its list found to be different, the newest first. */
  modelChanges(id: ProviderId): ModelChange[];
  markModelChangesSeen(id: ProviderId): void;
}

interface ProviderModelsOptions extends Pick<ProviderPorts, 'store'> {
  lists: Pick<ModelLists, 'list'>;
  known: KnownModels;
  get(id: ProviderId): Provider;
  stored(id: ProviderId): StoredProvider;
  onChange(id: ProviderId): void;
  now(): number;
}

/** What the providers offer, and what a person says about it. */
export const createProviderModels = (options: ProviderModelsOptions): ProviderModels => {
  const { store, lists, known, get, stored, onChange, now } = options;
  return {
    models: async (id, { refresh }) => lists.list(get(id), refresh),
    async allModels() {
      // A vendor this version does not know (any more) cannot be asked.
      const chats = (kind: string): boolean => vendorOf(kind)?.kind.services.includes('language') ?? false;
      const usable = store.providers.list().filter(({ kind, isEnabled }) => isEnabled && chats(kind));
      return (await Promise.all(usable.map(known.offered))).flat();
    },
    describedModels: async (id) => known.describe(stored(id)),
    detailsOf: async ({ providerId, modelId }) => known.detailsOf(stored(providerId), modelId),
    chooseModel: async ({ providerId, ...change }) => known.choose(stored(providerId), change),
    resetModel: async ({ providerId, ...reset }) => known.reset(stored(providerId), reset),
    catalogueNames: async (id) => known.names(stored(id)),
    modelChanges: (id) => store.modelChanges.list(stored(id).id),
    markModelChangesSeen(id) {
      store.modelChanges.markSeen(stored(id).id, now());
      onChange(id);
    },
  };
};
