import { AppError } from '../../../shared/errors/app-error.ts';
import type { ModelDetails } from '../../../shared/model/catalogue.ts';
import type { ProviderId } from '../../../shared/model/ids.ts';
import type { ModelChoice, ModelChoiceChange, ModelReset } from '../../../shared/model/model-choice.ts';
import type { DescribedModel, OfferedModel, Provider, StoredModel } from '../../../shared/model/provider.ts';
import type { ProviderPorts } from '../ports.ts';
import { describeModel, offerModel } from './describe-model.ts';
import { findModel } from './find-model.ts';
import { type Catalogue, loadCatalogue } from './load-catalogue.ts';

type Of = Pick<Provider, 'id' | 'kind' | 'name'>;

export interface KnownModelsOptions {
  store: Pick<ProviderPorts['store'], 'models' | 'modelChoices'>;
  onChange(id: ProviderId): void;
}

export type KnownModels = ReturnType<typeof createKnownModels>;

/** The models that were listed, with what the catalogue and a person say about them. */
export function createKnownModels({ store, onChange }: KnownModelsOptions) {
  /** Asked for whenever anything about a provider changes, which is mostly not its models. */
  const offers = new Map<ProviderId, readonly OfferedModel[]>();

  const listed = ({ id, name }: Of, modelId: string): StoredModel => {
    const model = store.models.get(id, modelId);
    if (model) return model;
    throw new AppError('MODEL_NOT_FOUND', `${name} lists no model ${modelId}. Refresh the list of its models.`);
  };

  const put = async (
    provider: Of,
    id: string,
    change: (before: ModelChoice) => Partial<ModelChoice>,
  ): Promise<DescribedModel> => {
    const catalogue = await loadCatalogue();
    // Read after the wait: whatever was said meanwhile is to be kept.
    const before = chosen(provider.id, id);
    const choice = { ...before, ...change(before) };
    const { modelId, isEnabled, details, underlying } = choice;
    if (underlying !== null && !findModel(catalogue, { kind: provider.kind, modelId, underlying })) {
      const message = `The catalogue has no model ${underlying} of this vendor. Choose one that it has, or leave it empty.`;
      throw new AppError('VALIDATION_FAILED', message, { details: { param: 'underlying', reason: 'unknown' } });
    }
    const model = listed(provider, modelId);
    const saysNothing = isEnabled && underlying === null && Object.keys(details).length === 0;
    if (saysNothing) store.modelChoices.delete(provider.id, modelId);
    else store.modelChoices.put(choice);
    offers.delete(provider.id);
    onChange(provider.id);
    return describeModel(model, { kind: provider.kind, catalogue, choice });
  };

  const chosen = (providerId: ProviderId, modelId: string): ModelChoice =>
    store.modelChoices.get(providerId, modelId) ?? {
      providerId,
      modelId,
      isEnabled: true,
      details: {},
      underlying: null,
    };

  const describeWith = (catalogue: Catalogue, { id, kind }: Of): DescribedModel[] => {
    const choices = new Map(store.modelChoices.list(id).map((choice) => [choice.modelId, choice]));
    return store.models
      .list(id)
      .map((model) => describeModel(model, { kind, catalogue, choice: choices.get(model.id) }));
  };

  return {
    describe: async (provider: Of): Promise<DescribedModel[]> => describeWith(await loadCatalogue(), provider),

    /** Without what somebody switched off, in the order in which it is listed. */
    async offered(provider: Of): Promise<readonly OfferedModel[]> {
      const catalogue = await loadCatalogue();
      const known = offers.get(provider.id);
      if (known) return known;
      const offer = describeWith(catalogue, provider)
        .filter(({ isEnabled, details: { outputs = ['text'] } }) => isEnabled && outputs.includes('text'))
        .map(offerModel);
      offers.set(provider.id, offer);
      return offer;
    },

    /** What is known of one model, listed or not; null where nothing is. */
    async detailsOf({ id, kind }: Of, modelId: string): Promise<ModelDetails | null> {
      const catalogue = await loadCatalogue();
      const unlisted = { providerId: id, id: modelId, name: modelId, ownedBy: null, details: {} };
      const model = store.models.get(id, modelId) ?? unlisted;
      const { details } = describeModel(model, { kind, catalogue, choice: store.modelChoices.get(id, modelId) });
      return Object.keys(details).length > 0 ? details : null;
    },

    /** The list of the provider is another one, or it is gone. */
    forget: (id: ProviderId): void => void offers.delete(id),

    /** What can be behind a model of this vendor. */
    async names({ kind }: Of): Promise<string[]> {
      return [...((await loadCatalogue()).get(kind)?.models.keys() ?? [])];
    },

    choose: (provider: Of, { modelId, details = {}, ...change }: Omit<ModelChoiceChange, 'providerId'>) =>
      put(provider, modelId, (before) => ({ ...change, details: { ...before.details, ...details } })),

    reset: (provider: Of, { modelId, fields }: Omit<ModelReset, 'providerId'>) =>
      put(provider, modelId, (before) => {
        if (!fields) return { details: {}, underlying: null };
        const details = { ...before.details };
        for (const field of fields) delete details[field];
        return { details };
      }),

    /** Throws where somebody switched the model off. */
    checkEnabled({ id, name }: Of, modelId: string): void {
      if (store.modelChoices.get(id, modelId)?.isEnabled !== false) return;
      const message = `${modelId} of ${name} is switched off. Switch it on under Providers, or choose another model.`;
      throw new AppError('MODEL_NOT_FOUND', message, { details: { reason: 'switched-off' } });
    },
  };
}
