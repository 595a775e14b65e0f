import { useMemo } from 'react';
import type { LocalModel } from '../../../shared/model/local-model.ts';
import { localProviderId } from '../../../shared/model/local-provider.ts';
import type { Model, Provider, Target } from '../../../shared/model/provider.ts';
import { useI18n } from '../../lib/i18n.ts';
import { useModels } from '../models/store.ts';
import { useProviders } from '../providers/store.ts';
import type { Names } from './rule-words.ts';
import { useRouting } from './store.ts';

interface Known {
  models: readonly Model[];
  providers: readonly Provider[];
  local: readonly LocalModel[];
}

/** What a model is called on the screen. */
export const modelNameOf = ({ providerId, modelId }: Target, { models, local }: Known): string =>
  (providerId === localProviderId
    ? local.find(({ name }) => name === modelId)?.displayName
    : models.find((model) => model.providerId === providerId && model.id === modelId)?.name) || modelId;

export interface TargetNames extends Names {
  /** Whose model it is. */
  providerOf(target: Target): string;
}

const none: readonly never[] = [];

export function useTargetNames(): TargetNames {
  const { t } = useI18n();
  const models = useProviders((state) => state.models);
  const providers = useProviders((state) => state.providers) ?? none;
  const local = useModels((state) => state.models) ?? none;
  const aliases = useRouting((state) => state.aliases);
  return useMemo(() => {
    const known = { models, providers, local };
    return {
      target: (target) => modelNameOf(target, known),
      alias: (id) => aliases?.find((alias) => alias.id === id)?.name,
      providerOf: ({ providerId }) =>
        providerId === localProviderId
          ? t.chat.onThisComputer
          : (providers.find(({ id }) => id === providerId)?.name ?? t.routing.states.gone),
    };
  }, [models, providers, local, aliases, t]);
}
