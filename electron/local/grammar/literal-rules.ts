import { type Alternative, type Rules, ruleItem, text } from './rules.ts';

/** Exactly these texts, laid out by what they begin with: of a thousand values the engine holds one way open, not a thousand. */
export function literalAlternatives(rules: Rules, texts: Iterable<string>): Alternative[] {
  const groups = Map.groupBy(new Set(texts), (value) => value.codePointAt(0));
  return [...groups.values()].map((group) => {
    const start = commonStart(group);
    const rests = group.map((value) => value.slice(start.length));
    if (start === '') return [];
    if (rests.length === 1) return [text(start)];
    return [text(start), ruleItem(rules.add(literalAlternatives(rules, rests)))];
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
