import type { RoutingProblem } from '../../shared/model/route.ts';
import { findAliasProblems } from './alias-problems.ts';
import { findRuleProblems } from './rule-problems.ts';
import { lookAround, type View } from './surroundings.ts';

/** Every alias and rule that cannot do what it says, and where. */
export function findProblems(input: View): RoutingProblem[] {
  const around = lookAround(input);
  return [
    ...input.aliases.flatMap((alias) => findAliasProblems(alias, around)),
    ...findRuleProblems(input.rules, around),
  ];
}
