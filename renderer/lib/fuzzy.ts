/** Without accents and case, so that "einfuhr" finds "Einführung". */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const isWordStart = (text: string, at: number): boolean => at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? ' ');

/** How well one word of a query fits: 0 not at all. Whole runs beat scattered letters, starts of words beat their insides. */
function wordScore(word: string, text: string): number {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (isWordStart(text, at)) return at === 0 ? 4 : 3;
  }
  if (text.includes(word)) return 2;
  let from = 0;
  for (const letter of word) {
    const at = text.indexOf(letter, from);
    if (at === -1) return 0;
    from = at + 1;
  }
  // Scattered letters mean something only when they are close together.
  return from - text.indexOf(word[0] ?? '') <= word.length * 3 ? 1 : 0;
}

/** 0 when a word of the query does not fit; every word must. */
export function fuzzyScore(query: string, text: string): number {
  const target = plain(text);
  let total = 0;
  for (const word of plain(query).split(/\s+/).filter(Boolean)) {
    const score = wordScore(word, target);
    if (score === 0) return 0;
    total += score;
  }
  return total;
}

/** Those that fit, best first; equal ones keep their order. An empty query keeps all. */
export function fuzzyFilter<Item>(items: readonly Item[], query: string, textOf: (item: Item) => string): Item[] {
  if (query.trim() === '') return [...items];
  return items
    .map((item) => ({ item, score: fuzzyScore(query, textOf(item)) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ item }) => item);
}
