import { AppError, toAppError } from '../../shared/errors/app-error.ts';
import type { Service } from '../../shared/model/provider.ts';
import type { ProviderConnection } from '../providers/connect.ts';
import type { ServiceModels } from '../providers/define-vendor.ts';
import type { Extras } from '../providers/services/extras.ts';
import type { Acquire } from './interface/acquire.ts';
import { localLanguageModel } from './interface/language-model.ts';
import { toRequest } from './interface/options.ts';
import { localParameters } from './interface/parameters.ts';
import { recommendedSamplingOf } from './interface/recommended.ts';
import { localEmbeddingModel, localRerankingModel } from './interface/vector-models.ts';
import type { ModelsOnDisk } from './models-on-disk.ts';

function refuse(service: Service, model: string): never {
  const message = `Models on this computer do no ${service}. Choose one of another provider.`;
  throw new AppError('MODEL_LACKS_CAPABILITY', message, { details: { capability: service, model } });
}

/** The local host as a provider among the others: what the gateway asks does not know the difference. */
export const connectLocal = (
  { library, resolve }: Pick<ModelsOnDisk, 'library' | 'resolve'>,
  acquire: Acquire,
): ProviderConnection => ({
  host: 'this computer',
  credentialId: null,
  keyLabel: null,
  hasKey: false,
  provesKey: false,
  // Queue, load and prompt take their time, and have watchdogs of their own.
  timeouts: { firstToken: Number.POSITIVE_INFINITY, betweenTokens: 10 * 60_000 },
  async model(service, modelId) {
    const { name, facts } = await resolve(modelId);
    const models: Partial<ServiceModels> = {
      language: localLanguageModel({ name, recommended: recommendedSamplingOf(facts?.sampling) }, acquire),
      embedding: localEmbeddingModel(name, acquire),
      reranking: localRerankingModel(name, acquire),
    };
    return models[service] ?? refuse(service, name);
  },
  parameters: () => localParameters,
  extra(name) {
    const extras: Partial<Extras> = {
      'token-count': {
        async count(modelId, prompt, signal) {
          const { name: model } = await resolve(modelId);
          const { request } = toRequest({ prompt }, { name: model, recommended: {} });
          const lease = await acquire(model, { signal, purpose: 'chat' });
          return lease.model.count(request).finally(() => lease.release());
        },
      },
    };
    const found = extras[name];
    if (found) return found;
    const message = `Models on this computer have no call for this (${name}). Choose another provider.`;
    throw new AppError('MODEL_LACKS_CAPABILITY', message, { details: { capability: name } });
  },
  relay: async () => null,
  listModels: async () =>
    library.list().map(({ name, displayName, owner }) => ({ id: name, name: displayName, ownedBy: owner })),
  // The engine's errors are this app's own.
  classify: toAppError,
});
