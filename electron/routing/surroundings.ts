import type { Alias } from '../../shared/model/alias.ts';
import type { AliasId, ProviderId } from '../../shared/model/ids.ts';
import type { ModelChoice } from '../../shared/model/model-choice.ts';
import type { Target } from '../../shared/model/provider.ts';
import type { RoutingProblem } from '../../shared/model/route.ts';
import type { Rule } from '../../shared/model/rule.ts';

export interface ProviderView {
  id: ProviderId;
  isEnabled: boolean;
  isLocal: boolean;
  /** It wants one, and none is switched on. */
  isKeyMissing: boolean;
  tags: readonly string[];
  /** The ids it lists; null where it has no list, or nobody has asked for it yet. */
  models: readonly string[] | null;
}

export interface View {
  aliases: readonly Alias[];
  rules: readonly Rule[];
  providers: readonly ProviderView[];
  modelChoices: readonly Pick<ModelChoice, 'providerId' | 'modelId' | 'isEnabled'>[];
}

/** What problems of aliases and rules are looked for in. */
export interface Surroundings {
  providers: readonly ProviderView[];
  provider(id: ProviderId): ProviderView | undefined;
  alias(id: AliasId): Alias | undefined;
  /** A rule that is on leads to it. */
  isLedTo(id: AliasId): boolean;
  /** Why a target cannot be asked; null is that it can. */
  targetProblem(target: Target): RoutingProblem['problem'] | null;
}

export const keyOf = ({ providerId, modelId }: Target): string => `${providerId}/${modelId}`;

export function lookAround({ aliases, rules, providers, modelChoices }: View): Surroundings {
  const providersById = new Map(providers.map((provider) => [provider.id, provider]));
  const aliasesById = new Map(aliases.map((alias) => [alias.id, alias]));
  const led = rules.filter(({ isEnabled }) => isEnabled).flatMap(({ actions }) => actions);
  const ledTo = new Set(led.flatMap((action) => ('alias' in action ? [action.alias] : [])));
  const listed = new Map(providers.map(({ id, models }) => [id, models && new Set(models)]));
  const switchedOff = new Set(modelChoices.filter(({ isEnabled }) => !isEnabled).map(keyOf));
  return {
    providers,
    provider: (id) => providersById.get(id),
    alias: (id) => aliasesById.get(id),
    isLedTo: (id) => ledTo.has(id),
    targetProblem(target) {
      const provider = providersById.get(target.providerId);
      if (!provider) return 'provider-missing';
      if (listed.get(provider.id)?.has(target.modelId) === false) return 'model-missing';
      if (!provider.isEnabled) return 'provider-switched-off';
      if (provider.isKeyMissing) return 'no-key';
      return switchedOff.has(keyOf(target)) ? 'model-switched-off' : null;
    },
  };
}
