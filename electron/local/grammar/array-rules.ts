import { comma } from './basic-rules.ts';
import { repetition } from './repetition.ts';
import { type Alternative, type Rules, ruleItem, text } from './rules.ts';
import type { ArrayShape, Goal } from './shapes.ts';

/** Arrays of a shape. `ruleFor` gives the rule of an item. */
export function arrayAlternative(shape: ArrayShape, rules: Rules, ruleFor: (goal: Goal) => string): Alternative {
  const { prefix, rest, min, max } = shape;
  const named = Math.min(prefix.length, max);
  const before = (index: number): Alternative => (index === 0 ? [] : comma(rules));
  const orNothing = (index: number, items: Alternative): Alternative =>
    index < min ? items : [ruleItem(rules.add([items, []]))];

  let after: Alternative = [];
  if (rest !== 'none' && max > named) {
    const item = ruleItem(ruleFor(rest));
    const further = rules.add([[...comma(rules), item]]);
    const [least, most] = [Math.max(0, min - named), max - named];
    after =
      named > 0
        ? repetition(rules, further, { min: least, max: most })
        : orNothing(0, [item, ...repetition(rules, further, { min: Math.max(0, least - 1), max: most - 1 })]);
  }
  for (let index = named - 1; index >= 0; index -= 1) {
    const goal = prefix[index] ?? [];
    after = orNothing(index, [...before(index), ruleItem(ruleFor(goal)), ...after]);
  }
  return [text('['), ...after, text(']')];
}
