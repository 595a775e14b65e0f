import type { Model, Provider, Target } from '../../../shared/model/provider.ts';

export interface ModelChoice extends Target {
  /** What the picker shows. */
  label: string;
  /** Typed by hand: no provider lists it. */
  isTyped: boolean;
}

/** A type and not an interface: the combobox wants groups that may hold more. */
export type ModelGroup = { provider: Provider; items: ModelChoice[] };

export interface ModelQuery {
  models: readonly Model[];
  providers: readonly Provider[];
  query: string;
  limit: number;
}

const words = (text: string): string[] => text.toLowerCase().split(/\s+/).filter(Boolean);

/**
 * The models to choose from, by provider, narrowed to those that hold every word of the query. A name that nobody lists
 * can be taken as it is: many servers answer to models they do not list.
 */
export function modelGroups(query: ModelQuery): { groups: ModelGroup[]; hidden: number } {
  const wanted = words(query.query);
  const enabled = query.providers.filter(({ isEnabled }) => isEnabled);
  let left = query.limit;
  let hidden = 0;
  const groups = enabled.map((provider): ModelGroup => {
    const matching = query.models.filter(({ providerId, id, name }) => {
      if (providerId !== provider.id) return false;
      const text = `${provider.name} ${id} ${name}`.toLowerCase();
      return wanted.every((word) => text.includes(word));
    });
    const shown = matching.slice(0, left);
    left -= shown.length;
    hidden += matching.length - shown.length;
    return {
      provider,
      items: shown.map(({ providerId, id, name }) => ({ providerId, modelId: id, label: name || id, isTyped: false })),
    };
  });

  const typed = query.query.trim();
  const isListed = query.models.some(({ id }) => id === typed);
  const isEmpty = groups.every(({ items }) => items.length === 0);
  if (typed && !isListed && isEmpty && !/\s/.test(typed)) {
    for (const { provider, items } of groups) {
      items.push({ providerId: provider.id, modelId: typed, label: typed, isTyped: true });
    }
  }
  return { groups: groups.filter(({ items }) => items.length > 0), hidden };
}
