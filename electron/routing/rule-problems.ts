import type { Target } from '../../shared/model/provider.ts';
import type { RoutingProblem } from '../../shared/model/route.ts';
import type { Condition } from '../../shared/model/routing.ts';
import type { Action, Rule } from '../../shared/model/rule.ts';
import { constantOf } from './constant.ts';
import { patternProblem } from './patterns.ts';

import { countingActions, isDeciding } from './ruling.ts';
import type { Surroundings } from './surroundings.ts';

type Problem = RoutingProblem['problem'];

/** What holds for every request that comes as far as a rule, besides what the rule itself says. */
interface Certain {
  isOver: boolean;
  isLocalOnly: boolean;
  tags: readonly string[];
}

export function findRuleProblems(rules: readonly Rule[], around: Surroundings): RoutingProblem[] {
  let certain: Certain = { isOver: false, isLocalOnly: false, tags: [] };
  return rules.flatMap((rule) => {
    const found = problemsOf(rule, certain, around);
    if (rule.isEnabled && constantOf(rule.when) === true) certain = after(rule, certain);
    return found.map(([index, problem]) => ({ in: { rule: rule.id }, index, problem }));
  });
}

const after = (rule: Pick<Rule, 'actions'>, { isOver, isLocalOnly, tags }: Certain): Certain => ({
  isOver: isOver || isDeciding(rule),
  isLocalOnly: isLocalOnly || rule.actions.some((action) => 'isLocalOnly' in action),
  tags: [...tags, ...rule.actions.flatMap((action) => ('onlyTag' in action ? [action.onlyTag] : []))],
});

type Found = [index: number | null, problem: Problem];

function problemsOf(rule: Rule, certain: Certain, around: Surroundings): Found[] {
  const found: Found[] = [];
  if (rule.when && hasBadPattern(rule.when)) found.push([null, 'bad-pattern']);
  if (rule.isEnabled && (certain.isOver || constantOf(rule.when) === false)) found.push([null, 'never-asked']);
  const counting = countingActions(rule);
  const bounds = after(rule, certain);
  for (const [index, action] of rule.actions.entries()) {
    const problem = problemOf(action, bounds, around);
    // Of one that is switched off, only what it names and is not there.
    if (problem && (rule.isEnabled || problem.endsWith('-missing'))) found.push([index, problem]);
    else if (rule.isEnabled && !counting.includes(action)) found.push([index, 'never-asked']);
  }
  return found;
}

function problemOf(action: Action, bounds: Certain, around: Surroundings): Problem | null {
  if ('target' in action) return around.targetProblem(action.target) ?? outOfBounds([action.target], bounds, around);
  if ('alias' in action) {
    const alias = around.alias(action.alias);
    if (!alias?.isEnabled) return 'alias-missing';
    const targets = alias.targets.filter((one) => one.isEnabled).map(({ target }) => target);
    const usable = targets.filter((target) => around.targetProblem(target) === null);
    return usable.length === 0 ? 'no-targets' : outOfBounds(usable, bounds, around);
  }
  if ('onlyTag' in action) {
    const { onlyTag } = action;
    return around.providers.some(({ tags, isEnabled }) => isEnabled && tags.includes(onlyTag)) ? null : 'no-targets';
  }
  return null;
}

/** Why none of these targets may be asked under what the rules demand. */
function outOfBounds(targets: readonly Target[], { isLocalOnly, tags }: Certain, around: Surroundings): Problem | null {
  const providers = targets.flatMap(({ providerId }) => around.provider(providerId) ?? []);
  const near = providers.filter(({ isLocal }) => isLocal || !isLocalOnly);
  if (near.length === 0) return 'not-local';
  return near.some((provider) => tags.every((tag) => provider.tags.includes(tag))) ? null : 'no-targets';
}

function hasBadPattern(condition: Condition): boolean {
  if ('all' in condition) return condition.all.some(hasBadPattern);
  if ('any' in condition) return condition.any.some(hasBadPattern);
  if ('not' in condition) return hasBadPattern(condition.not);
  return 'text' in condition && patternProblem(condition.text) !== null;
}
