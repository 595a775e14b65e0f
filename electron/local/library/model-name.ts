import { createHash } from 'node:crypto';
import type { FoundModel } from './entry.ts';

/** Of each half of a name: with both it stays under the 300 of the contract. */
const longest = 140;

/** Lower-case and safe in a URL. `@` is kept for what tells models of the same name apart. */
export function slug(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  const safe = plain.replace(/[^a-z0-9._:]+/g, '-').replace(/-{2,}/g, '-');
  return safe.replace(/^[-.:]+|[-.:]+$/g, '').slice(0, longest) || 'model';
}

export interface NamedModel extends FoundModel {
  name: string;
}

/**
 * Gives every model a name of its own. The first of those that would be called the same keeps the plain name, the
 * others say where they are from, so that a copy in another program's folder takes no name away. Whatever order they
 * were found in, they get the same names: `rank` is that of the source.
 */
export function assignNames(models: readonly FoundModel[], rank: (model: FoundModel) => number): NamedModel[] {
  const taken = new Set<string>();
  return models
    .toSorted((a, b) => rank(a) - rank(b) || latestLast(a) - latestLast(b) || compare(a.path, b.path))
    .map((model) => {
      const base = slug(model.label);
      const further = [base, ...qualified(model)];
      const name = further.find((candidate) => !taken.has(candidate)) ?? `${base}@${hashOf(model.path, 16)}`;
      taken.add(name);
      return {
        ...model,
        name,
        aliases: [...new Set([...model.aliases, ...further])].filter((alias) => alias !== name),
      };
    });
}

/** The longer names of a model, the more readable ones first. */
function qualified({ label, owner, path, source }: FoundModel): string[] {
  const base = slug(label);
  return [
    `${base}@${source.kind}`,
    ...(owner === null ? [] : [`${base}@${slug(owner)}`]),
    `${base}@${hashOf(path, 6)}`,
  ];
}

/** Files that lead to the same bytes are one model; its other names lead to it too. The models come best first. */
export function withoutDuplicates(models: readonly FoundModel[]): FoundModel[] {
  const groups = Map.groupBy(models, ({ identity }) => identity);
  return [...groups.values()].flatMap((group) => {
    const [first, ...others] = group.toSorted(
      (a, b) => Number(isOther(a, group)) - Number(isOther(b, group)) || latestLast(a) - latestLast(b),
    );
    if (!first) return [];
    return {
      ...first,
      aliases: [...first.aliases, ...others.flatMap(({ label, aliases }) => [slug(label), ...aliases])],
    };
  });
}

/** Whether it is of another source than the first one. */
const isOther = ({ source }: FoundModel, [first]: readonly FoundModel[]) => source.id !== first?.source.id;

/** `llama3.2:3b` says more than `llama3.2:latest`, which may be something else tomorrow. */
const latestLast = ({ label }: FoundModel): number => Number(/:latest$/i.test(label));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const hashOf = (text: string, length: number): string =>
  createHash('sha256').update(text).digest('hex').slice(0, length);
