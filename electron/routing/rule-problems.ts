import type { Target } from '../../shared/model/provider.ts';
import type { RoutingProblem } from '../../shared/model/route.ts';
import type { Condition } from '../../shared/model/routing.ts';
import type { Action, Rule } from '../../shared/model/rule.ts';
import { constantOf } from './constant.ts';
import { patternProblem } from './patterns.ts';
import { countingActions, noRuling, type Ruling, withRule } from './ruling.ts';
import type { Surroundings } from './surroundings.ts';

type Problem = RoutingProblem['problem'];

type Bounds = Pick<Ruling, 'isLocalOnly' | 'onlyTags'>;

interface Seen {
  /** What the rules before it say of every request. */
  before: Ruling;
  /** What all rules together demand of every request. */
  bounds: Bounds;
  around: Surroundings;
}

export function findRuleProblems(rules: readonly Rule[], around: Surroundings): RoutingProblem[] {
  const isCertain = (rule: Rule): boolean => rule.isEnabled && constantOf(rule.when) === true;
  const bounds = rules.filter(isCertain).reduce(withCertain, noRuling([]));
  let before = noRuling([]);
  return rules.flatMap((rule) => {
    const found = problemsOf(rule, { before, bounds, around });
    if (isCertain(rule)) before = withCertain(before, rule);
    return found.map(([index, problem]) => ({ in: { rule: rule.id }, index, problem }));
  });
}

/** Parameters bind nobody, and may be such that they cannot be read. */
const withCertain = (ruling: Ruling, rule: Rule): Ruling =>
  withRule(ruling, { ...rule, actions: rule.actions.filter((action) => !('parameters' in action)) });

const binding = ({ isLocalOnly, onlyTags }: Bounds, { actions }: Rule): Bounds => ({
  isLocalOnly: isLocalOnly || actions.some((action) => 'isLocalOnly' in action),
  onlyTags: [...onlyTags, ...actions.flatMap((action) => ('onlyTag' in action ? [action.onlyTag] : []))],
});

type Found = [index: number | null, problem: Problem];

function problemsOf(rule: Rule, { before, bounds, around }: Seen): Found[] {
  const found: Found[] = [];
  if (rule.when && hasBadPattern(rule.when)) found.push([null, 'bad-pattern']);
  const counting = countingActions(rule, before);
  const isNeverAsked = counting.length === 0 || constantOf(rule.when) === false;
  if (rule.isEnabled && isNeverAsked) found.push([null, 'never-asked']);
  const all = binding(bounds, rule);
  for (const [index, action] of rule.actions.entries()) {
    const problem = problemOf(action, all, around);
    // Of one that is switched off, only what it names and is not there.
    if (problem && (rule.isEnabled || problem.endsWith('-missing'))) found.push([index, problem]);
    else if (rule.isEnabled && counting.length > 0 && !counting.includes(action)) found.push([index, 'never-counts']);
  }
  return found;
}

function problemOf(action: Action, bounds: Bounds, around: Surroundings): Problem | null {
  if ('target' in action) return around.targetProblem(action.target) ?? outOfBounds([action.target], bounds, around);
  if ('alias' in action) {
    const alias = around.alias(action.alias);
    if (!alias) return 'alias-missing';
    if (!alias.isEnabled) return 'alias-switched-off';
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
function outOfBounds(
  targets: readonly Target[],
  { isLocalOnly, onlyTags }: Bounds,
  around: Surroundings,
): Problem | null {
  const providers = targets.flatMap(({ providerId }) => around.provider(providerId) ?? []);
  const near = providers.filter(({ isLocal }) => isLocal || !isLocalOnly);
  if (near.length === 0) return 'not-local';
  return near.some((provider) => onlyTags.every((tag) => provider.tags.includes(tag))) ? null : 'no-targets';
}

function hasBadPattern(condition: Condition): boolean {
  if ('all' in condition) return condition.all.some(hasBadPattern);
  if ('any' in condition) return condition.any.some(hasBadPattern);
  if ('not' in condition) return hasBadPattern(condition.not);
  return 'text' in condition && patternProblem(condition.text) !== null;
}
