import type { Alias } from '../../shared/model/alias.ts';
import { autoName } from '../../shared/model/alias.ts';
import type { ProviderId } from '../../shared/model/ids.ts';
import type { Target } from '../../shared/model/provider.ts';

/** What a name stands for. */
export type Destination =
  | { alias: Alias }
  /** All that there are. */
  | { auto: true }
  /** One certain model, or the same one at several providers. */
  | { targets: readonly Target[] };

export interface Names {
  aliases: readonly Alias[];
  providers: readonly { id: ProviderId; name: string; isEnabled: boolean }[];
  /** Of all providers that are on. */
  models: NamedModels;
}

/** Models by their names: there may be thousands, and every request asks for one. */
export type NamedModels = ReadonlyMap<string, readonly Target[]>;

const key = (name: string): string => name.trim().toLowerCase();

export const byName = (models: readonly Target[]): NamedModels => Map.groupBy(models, ({ modelId }) => key(modelId));

/**
 * `auto`, an alias, `provider/model` by the provider's name, or a model by its own. An alias wins over a model of the
 * same name: somebody made it for that. Undefined: nobody is called so.
 */
export function resolve(name: string, { aliases, providers, models }: Names): Destination | undefined {
  const asked = key(name);
  if (asked === autoName) return { auto: true };
  const alias = aliases.find((one) => one.isEnabled && key(one.name) === asked);
  if (alias) return { alias };
  const targets = models.get(asked);
  if (targets) return { targets };
  // The longest name first: one provider may be called like the beginning of another's.
  const owners = providers
    .filter((one) => one.isEnabled && asked.startsWith(`${key(one.name)}/`))
    .toSorted((one, other) => other.name.length - one.name.length);
  const [owner] = owners;
  // Also one that is in no list: some providers have more than they list.
  return owner && { targets: [{ providerId: owner.id, modelId: name.trim().slice(owner.name.trim().length + 1) }] };
}

/** Names like it, the most alike first, for whoever mistyped one. */
export function closeNames(name: string, { aliases, models }: Names): string[] {
  const asked = key(name);
  const all = new Set([
    ...aliases.filter(({ isEnabled }) => isEnabled).map((one) => one.name),
    ...Array.from(models.values(), ([one]) => one?.modelId ?? []).flat(),
  ]);
  return [...all]
    .map((one) => ({ one, distance: distance(asked, key(one)) }))
    .filter(({ one, distance: far }) => far <= Math.max(2, asked.length / 3) || key(one).includes(asked))
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ one }) => one);
}

/** How many letters to change, add or leave out (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [i, letter] of Array.from(one).entries()) {
    const next = [i + 1];
    for (let j = 0; j < other.length; j += 1) {
      const change = (row[j] ?? 0) + (other[j] === letter ? 0 : 1);
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
