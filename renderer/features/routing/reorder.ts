/** The same items with one of them at another place. */
export function moved<Item>(items: readonly Item[], from: number, to: number): readonly Item[] {
  const item = items[from];
  if (item === undefined || from === to || items[to] === undefined) return items;
  const rest = items.toSpliced(from, 1);
  return rest.toSpliced(to, 0, item);
}

/** Over which of the rows a pointer is, given their middles from top to bottom. */
export function placeAt(y: number, middles: readonly number[]): number {
  const at = middles.findIndex((middle) => y < middle);
  return at === -1 ? middles.length : at;
}
