import type { RoutingProblem } from '../../shared/model/route.ts';
import type { Rule } from '../../shared/model/rule.ts';
import { findAliasProblems } from './alias-problems.ts';
import { findRuleProblems } from './rule-problems.ts';
import { lookAround, type View } from './surroundings.ts';

export interface ProblemsInput extends View {
  rules: readonly Rule[];
}

/** Every alias and rule that cannot do what it says, and where. */
export function findProblems(input: ProblemsInput): RoutingProblem[] {
  const around = lookAround(input);
  return [
    ...input.aliases.flatMap((alias) => findAliasProblems(alias, around)),
    ...findRuleProblems(input.rules, around),
  ];
}
