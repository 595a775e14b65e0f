import type { Target } from '../../shared/model/provider.ts';

/** One try at an answer, and why it is tried. */
export interface Attempt {
  target: Target;
  reason: 'chosen';
}

export interface PlanInput {
  /** What was asked for. */
  target: Target;
}

/** What to try, in order. Never empty. */
export function plan({ target }: PlanInput): readonly [Attempt, ...Attempt[]] {
  return [{ target, reason: 'chosen' }];
}
