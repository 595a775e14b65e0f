import type { LocalModel } from '../../../shared/model/local-model.ts';

export const sortOrders = ['loaded', 'name', 'size', 'newest'] as const;
export type SortOrder = (typeof sortOrders)[number];

const byName = (a: LocalModel, b: LocalModel): number =>
  a.displayName.localeCompare(b.displayName, undefined, { numeric: true, sensitivity: 'base' }) ||
  (a.name < b.name ? -1 : 1);

const isUp = ({ state }: LocalModel): number => Number(state !== 'on-disk');

const orders: Record<SortOrder, (a: LocalModel, b: LocalModel) => number> = {
  loaded: (a, b) => isUp(b) - isUp(a),
  name: () => 0,
  size: (a, b) => b.size - a.size,
  newest: (a, b) => b.modifiedAt - a.modifiedAt,
};

/** Equal ones by name. */
export const sortModels = (models: readonly LocalModel[], order: SortOrder): LocalModel[] =>
  models.toSorted((a, b) => orders[order](a, b) || byName(a, b));

const plain = (text: string): string => text.toLowerCase().replace(/[\s_.:@/-]+/g, ' ');

/** Whether every word is in the text, whatever stands between words: "qwen3 coder 30b" finds `Qwen3-Coder_30B`. */
export function holdsWords(query: string, text: string): boolean {
  const target = plain(text);
  return plain(query)
    .split(' ')
    .every((word) => target.includes(word));
}

/** What a model is found by: its names, its file, and what the file says. */
export const searchText = ({ name, displayName, path, facts }: LocalModel): string =>
  [name, displayName, path.split(/[\\/]/).at(-1), facts?.architecture, facts?.quantisation, facts?.name]
    .filter(Boolean)
    .join(' ');

export const filterModels = (models: readonly LocalModel[], query: string): LocalModel[] =>
  models.filter((model) => holdsWords(query, searchText(model)));
