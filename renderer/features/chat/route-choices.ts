import type { Alias } from '../../../shared/model/alias.ts';
import type { AskedTarget, Target } from '../../../shared/model/provider.ts';
import { autoName } from '../routing/alias-draft.ts';

/** A name in the picker: whoever stands behind it answers. */
export interface RouteChoice {
  name: string;
  label: string;
  note: string;
}

export const isModel = (asked: AskedTarget): asked is Target => 'modelId' in asked;

export const sameAsked = (a: AskedTarget, b: AskedTarget): boolean =>
  isModel(a)
    ? isModel(b) && a.providerId === b.providerId && a.modelId === b.modelId
    : !isModel(b) && a.name === b.name;

/** `auto` and the aliases that are on, narrowed to those that hold every word of the query. */
export function routeChoices(aliases: readonly Alias[], query: string, autoNote: string): RouteChoice[] {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  return [{ name: autoName, description: autoNote, isEnabled: true }, ...aliases]
    .filter(({ isEnabled, name, description }) => {
      // What is said of auto fits nearly every query.
      const text = (name === autoName ? name : `${name} ${description}`).toLowerCase();
      return isEnabled && wanted.every((word) => text.includes(word));
    })
    .map(({ name, description }) => ({ name, label: name, note: description }));
}

export const isNameUsable = (name: string, aliases: readonly Alias[] | null): boolean =>
  name === autoName || (aliases?.some((alias) => alias.isEnabled && alias.name === name) ?? false);
