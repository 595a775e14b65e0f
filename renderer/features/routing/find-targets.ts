import { useCallback } from 'react';
import type { Target } from '../../../shared/model/provider.ts';
import { useI18n } from '../../lib/i18n.ts';
import { type ModelChoice, modelGroups } from '../chat/model-choices.ts';
import { routeChoices } from '../chat/route-choices.ts';
import { useModels } from '../models/store.ts';
import { useProviders } from '../providers/store.ts';
import { sameTarget } from './alias-draft.ts';
import type { SearchGroup } from './SearchList.tsx';
import { useRouting } from './store.ts';

/** Drawn at once; an aggregator's hundreds are found by typing. */
const limit = 150;

interface Found<Value> {
  groups: SearchGroup<Value>[];
  hidden: number;
}

function useGroups(): (query: string) => ReturnType<typeof modelGroups> {
  const { t } = useI18n();
  const models = useProviders((state) => state.models);
  const providers = useProviders((state) => state.providers);
  const local = useModels((state) => state.models);
  return useCallback(
    (query) =>
      modelGroups({
        local: local ?? [],
        localName: t.chat.onThisComputer,
        models,
        providers: providers ?? [],
        query,
        limit,
      }),
    [t, models, providers, local],
  );
}

const optionOf = <Value>(choice: ModelChoice, value: Value, use: (name: string) => string) => ({
  key: `${choice.providerId} ${choice.modelId}`,
  label: choice.isTyped ? use(choice.label) : choice.label,
  value,
  ...(choice.local && { local: choice.local }),
});

/** The models that may answer; those that are chosen already are marked. */
export function useFindTargets(chosen: readonly Target[]): (query: string) => Found<Target> {
  const { t } = useI18n();
  const words = t.routing;
  const find = useGroups();
  return (query) => {
    const { groups, hidden } = find(query);
    return {
      hidden,
      groups: groups.map(({ id, name, items }) => ({
        id,
        name,
        items: items.map((choice) => {
          const target = { providerId: choice.providerId, modelId: choice.modelId };
          const isChosen = chosen.some((one) => sameTarget(one, target));
          return { ...optionOf(choice, target, words.models.use), isChosen };
        }),
      })),
    };
  };
}

/** The names that can be asked for: auto, the aliases, and the models. */
export function useFindNames(): (query: string) => Found<string> {
  const { t } = useI18n();
  const words = t.routing.models;
  const find = useGroups();
  const aliases = useRouting((state) => state.aliases);
  return (query) => {
    const { groups, hidden } = find(query);
    const routes = routeChoices(aliases ?? [], query, words.autoHelp).map(({ name, label, note }) => {
      return { key: name, label, value: name, note };
    });
    const models = groups.map(({ id, name, items }) => ({
      id: id as string,
      name,
      items: items.map((choice) => optionOf(choice, choice.modelId, words.use)),
    }));
    const own = routes.length > 0 ? [{ id: 'routes', name: words.routes, items: routes }] : [];
    return { hidden, groups: [...own, ...models] };
  };
}
