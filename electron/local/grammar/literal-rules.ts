import { type Alternative, type Rules, ruleItem, text } from './rules.ts';

/** A text and what comes behind it. */
export type Entry = readonly [text: string, then: Alternative];

/** These texts, laid out by what they begin with: of a thousand values the engine holds one way open, not a thousand. */
export function literalAlternatives(rules: Rules, entries: readonly Entry[]): Alternative[] {
  const groups = Map.groupBy(entries, ([value]) => value.codePointAt(0));
  return [...groups.values()].flatMap((group): Alternative[] => {
    const start = commonStart(group.map(([value]) => value));
    const [only] = group;
    if (start === '') return group.map(([, then]) => then);
    if (only && group.length === 1) return [[text(start), ...only[1]]];
    const rests = group.map(([value, then]): Entry => [value.slice(start.length), then]);
    return [[text(start), ruleItem(rules.add(literalAlternatives(rules, rests)))]];
  });
}

function commonStart([first = '', ...others]: readonly string[]): string {
  let length = first.length;
  for (const other of others) {
    let common = 0;
    while (common < length && first[common] === other[common]) common += 1;
    length = common;
  }
  // Never between the halves of a surrogate pair.
  const isCut = length < first.length && /[\ud800-\udbff]$/.test(first.slice(0, length));
  return first.slice(0, isCut ? length - 1 : length);
}
