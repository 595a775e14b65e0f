import { toAppError } from '../../shared/errors/app-error.ts';
import type { ProviderConnection } from '../providers/connect.ts';
import type { Acquire } from './interface/acquire.ts';
import { localLanguageModel } from './interface/language-model.ts';
import { recommendedSamplingOf } from './interface/recommended.ts';
import type { ModelsOnDisk } from './models-on-disk.ts';

/** The local host as a provider among the others: what the gateway asks does not know the difference. */
export const connectLocal = (
  { library, resolve }: Pick<ModelsOnDisk, 'library' | 'resolve'>,
  acquire: Acquire,
): ProviderConnection => ({
  host: 'this computer',
  credentialId: null,
  hasKey: false,
  // Queue, load and prompt take their time, and have watchdogs of their own.
  timeouts: { firstToken: Number.POSITIVE_INFINITY, betweenTokens: 10 * 60_000 },
  async languageModel(modelId) {
    const { name, facts } = await resolve(modelId);
    return localLanguageModel({ name, recommended: recommendedSamplingOf(facts?.sampling) }, acquire);
  },
  listModels: async () =>
    library.list().map(({ name, displayName, owner }) => ({ id: name, name: displayName, ownedBy: owner })),
  // The engine's errors are this app's own.
  classify: toAppError,
});
