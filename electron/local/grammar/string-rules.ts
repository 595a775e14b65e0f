import { type Automaton, acceptsNothing, anyText, intersect, limitLength } from './automaton/automaton.ts';
import type { Effort } from './automaton/regex.ts';
import { automatonRule } from './automaton-rules.ts';
import { charRule, stringRule } from './basic-rules.ts';
import { repetition } from './repetition.ts';
import { type Alternative, type Rules, ruleItem, text } from './rules.ts';
import type { StringShape } from './shapes.ts';

export interface StringWriting {
  rules: Rules;
  effort: Effort;
  /** What the text has to be besides. */
  also?: Automaton;
}

/** Texts of a shape, or undefined when there are none. */
export function stringAlternative(shape: StringShape, { rules, effort, also }: StringWriting): Alternative | undefined {
  const { patterns, min, max } = shape;
  const isLimited = min > 0 || max < Number.POSITIVE_INFINITY;
  const automata = [...patterns.map(({ automaton }) => automaton), ...(also ? [also] : [])];
  if (automata.length > 0) {
    const all = automata.reduce((left, right) => intersect(left, right, effort), anyText);
    const automaton = isLimited ? limitLength(all, { min, max }, effort) : all;
    return acceptsNothing(automaton) ? undefined : [ruleItem(automatonRule(rules, automaton, { isText: true }))];
  }
  if (!isLimited) return [ruleItem(stringRule(rules))];
  return [text('"'), ...repetition(rules, charRule(rules), { min, max }), text('"')];
}
