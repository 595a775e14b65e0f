import type { LocalModel } from '../../../shared/model/local-model.ts';
import { localProviderId } from '../../../shared/model/local-provider.ts';
import type { Model, Provider, Target } from '../../../shared/model/provider.ts';
import { isForChat } from '../models/model-state.ts';
import { holdsWords, searchText, sortModels } from '../models/sort-models.ts';

export interface ModelChoice extends Target {
  /** What the picker shows. */
  label: string;
  /** Typed by hand: no provider lists it. */
  isTyped: boolean;
  /** Set where it is a model of this computer. */
  local?: LocalModel;
}

/** A type and not an interface: the combobox wants groups that may hold more. */
export type ModelGroup = { id: Target['providerId']; name: string; items: ModelChoice[] };

export interface ModelQuery {
  /** Of this computer. */
  local: readonly LocalModel[];
  /** What this computer is called among the providers. */
  localName: string;
  models: readonly Model[];
  providers: readonly Provider[];
  query: string;
  limit: number;
}

const words = (text: string): string[] => text.toLowerCase().split(/\s+/).filter(Boolean);

export const localChoice = (model: LocalModel): ModelChoice => ({
  providerId: localProviderId,
  modelId: model.name,
  label: model.displayName,
  isTyped: false,
  local: model,
});

/** What of this computer can be talked to, loaded ones first. */
const localChoices = ({ local, localName, query }: ModelQuery): ModelChoice[] =>
  sortModels(local.filter(isForChat), 'loaded')
    .filter((model) => holdsWords(query, `${localName} ${searchText(model)}`))
    .map(localChoice);

function choicesOf({ id, name }: Provider, { models, query }: ModelQuery): ModelChoice[] {
  const wanted = words(query);
  return models
    .filter((model) => {
      if (model.providerId !== id) return false;
      const text = `${name} ${model.id} ${model.name}`.toLowerCase();
      return wanted.every((word) => text.includes(word));
    })
    .map((model) => ({ providerId: id, modelId: model.id, label: model.name || model.id, isTyped: false }));
}

/**
 * The models to choose from, those of this computer first, then by provider, narrowed to those that hold every word of
 * the query. A name that nobody lists can be taken as it is: many servers answer to models they do not list.
 */
export function modelGroups(query: ModelQuery): { groups: ModelGroup[]; hidden: number } {
  const enabled = query.providers.filter(({ isEnabled }) => isEnabled);
  const all: ModelGroup[] = [
    { id: localProviderId, name: query.localName, items: localChoices(query) },
    ...enabled.map((provider) => ({ id: provider.id, name: provider.name, items: choicesOf(provider, query) })),
  ];
  let left = query.limit;
  let hidden = 0;
  const groups = all.map(({ id, name, items }): ModelGroup => {
    const shown = items.slice(0, left);
    left -= shown.length;
    hidden += items.length - shown.length;
    return { id, name, items: shown };
  });

  const typed = query.query.trim();
  const isListed = query.models.some(({ id }) => id === typed);
  const isEmpty = groups.every(({ items }) => items.length === 0);
  if (typed && !isListed && isEmpty && !/\s/.test(typed)) {
    for (const { id, items } of groups) {
      // What is not on this computer cannot be run on it, whatever it is called.
      if (id !== localProviderId) items.push({ providerId: id, modelId: typed, label: typed, isTyped: true });
    }
  }
  return { groups: groups.filter(({ items }) => items.length > 0), hidden };
}
