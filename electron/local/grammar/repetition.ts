import { type Alternative, type Item, type Rules, ruleItem } from './rules.ts';

/** Up to here a repetition is a chain, which the engine follows with one thread of thought. */
const longestChain = 256;

/**
 * Between `min` and `max` of a rule, one behind the other. `max` may be infinite. Rules that double each other stand for
 * large numbers: a hundred thousand take some sixty rules, and the engine holds a dozen of them open at once.
 */
export function repetition(rules: Rules, rule: string, { min, max }: { min: number; max: number }): Alternative {
  return [
    ...exactly(rules, rule, min),
    ...(max === Number.POSITIVE_INFINITY ? [any(rules, rule)] : upTo(rules, rule, max - min)),
  ];
}

const any = (rules: Rules, rule: string): Item =>
  ruleItem(rules.once(`any ${rule}`, () => [[ruleItem(rule), any(rules, rule)], []]));

function exactly(rules: Rules, rule: string, count: number): Item[] {
  if (count <= 4) return Array.from({ length: count }, () => ruleItem(rule));
  const half = Math.floor(count / 2);
  return [
    ruleItem(
      rules.once(`${count} ${rule}`, () => [[...exactly(rules, rule, half), ...exactly(rules, rule, count - half)]]),
    ),
  ];
}

function upTo(rules: Rules, rule: string, count: number): Item[] {
  if (count === 0) return [];
  const alternatives = (): Alternative[] => {
    if (count <= longestChain) return [[ruleItem(rule), ...upTo(rules, rule, count - 1)], []];
    // Either at least half of them, and then up to the rest; or fewer than half.
    const half = Math.ceil(count / 2);
    return [[...exactly(rules, rule, half), ...upTo(rules, rule, count - half)], upTo(rules, rule, half - 1)];
  };
  return [ruleItem(rules.once(`0-${count} ${rule}`, alternatives))];
}
