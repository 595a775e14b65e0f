import type { Alias, AliasTarget } from '../../shared/model/alias.ts';
import type { RoutingProblem } from '../../shared/model/route.ts';
import { keyOf, type Surroundings } from './surroundings.ts';

export function findAliasProblems(alias: Alias, { targetProblem, isLedTo }: Surroundings): RoutingProblem[] {
  const found: RoutingProblem[] = [];
  const add = (index: number | null, problem: RoutingProblem['problem']): void => {
    found.push({ in: { alias: alias.id }, index, problem });
  };

  const seen = new Set<string>();
  for (const [index, one] of alias.targets.entries()) {
    const problem = targetProblem(one.target);
    // What somebody switched off here need not work, but it should be there.
    if (problem && (one.isEnabled || problem.endsWith('-missing'))) add(index, problem);
    if (!one.isEnabled || problem) continue;
    if (seen.has(keyOf(one.target)) || isWithoutShare(one, alias)) add(index, 'never-asked');
    seen.add(keyOf(one.target));
  }
  if (alias.isEnabled && seen.size === 0) add(null, 'no-targets');
  if (!alias.isEnabled && isLedTo(alias.id)) add(null, 'switched-off');
  return found;
}

/** Where a failure leads on to the next target, one without weight still stands in for the others. */
const isWithoutShare = ({ weight, priority }: AliasTarget, { strategy, fallbackOn, targets }: Alias): boolean =>
  strategy === 'weighted' &&
  fallbackOn.length === 0 &&
  weight === 0 &&
  targets.some((other) => other.isEnabled && other.priority <= priority && other.weight > 0);
