import type { Target } from '../../shared/model/provider.ts';
import type { Estimate } from '../../shared/model/route.ts';
import type { RecordedRequest } from '../../shared/model/simulation.ts';
import type { Foresight, RecordedAttempt } from './foresight.ts';
import type { Result } from './summary.ts';
import { keyOf } from './surroundings.ts';

/** Where rules and aliases send a request. */
export interface SimulatedPlan {
  isRefused: boolean;
  /** In their order, nobody where none may answer; the estimate is for as many tokens as the answer really had. */
  attempts: readonly { target: Target; estimate: Estimate }[];
  /** Whether the next one is asked after such a failure. */
  goesOn(failure: RecordedAttempt['failure']): boolean;
}

export const isSamePlan = (one: SimulatedPlan, other: SimulatedPlan): boolean =>
  one.isRefused === other.isRefused && isSameWay(targetsOf(one.attempts), targetsOf(other.attempts));

const targetsOf = (attempts: readonly { target: Target }[]): string[] => attempts.map(({ target }) => keyOf(target));

const isSameWay = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((key, index) => key === other[index]);

/** What the plan would have made of a request; null is just what really happened. */
export function replay(request: RecordedRequest, plan: SimulatedPlan, foresight: Foresight): Result | null {
  if (plan.isRefused) return request.status === 'refused' ? null : nothing('refused');
  // It was answered without anybody being asked, and would be again.
  if (request.status === 'answered' && request.attempts.length === 0) return null;
  const asked: string[] = [];
  let result: Result | null = null;
  let waited = 0;
  for (const attempt of plan.attempts) {
    asked.push(keyOf(attempt.target));
    const went = tryTarget(request, attempt, foresight);
    if (went.result) {
      const { firstToken } = went.result;
      result = { ...went.result, firstToken: firstToken === null ? null : firstToken + waited };
      break;
    }
    waited += went.duration;
    if (!plan.goesOn(went.failure)) break;
  }
  const really = targetsOf(request.attempts).filter((key, index, all) => key !== all[index - 1]);
  if (request.status !== 'refused' && isSameWay(asked, really)) return null;
  // Whoever left before the end would have left another one as well.
  const left = request.status === 'cancelled' ? { status: request.status } : {};
  return { ...(result ?? nothing('failed')), ...left };
}

const nothing = (status: RecordedRequest['status']): Result => ({ target: null, cost: null, firstToken: null, status });

type Went = { result: Result } | { result: null; failure: RecordedAttempt['failure']; duration: number };

function tryTarget(request: RecordedRequest, attempt: SimulatedPlan['attempts'][number], foresight: Foresight): Went {
  const { target, estimate } = attempt;
  const real = request.attempts.filter((one) => keyOf(one.target) === keyOf(target));
  const last = real.at(-1);
  const failed = real.filter(({ outcome }) => outcome === 'failed').reduce((sum, { duration }) => sum + duration, 0);
  if (last?.outcome === 'failed') return { result: null, failure: last.failure, duration: failed };
  if (last) {
    const firstToken = last.firstToken === null ? null : last.firstToken + failed;
    return { result: { target, cost: request.cost, firstToken, status: 'answered' } };
  }
  const near = foresight.of(target, request.at);
  if (near?.outcome === 'failed') return { result: null, failure: near.failure, duration: near.duration };
  const firstToken = estimate.latency ?? near?.firstToken ?? null;
  return { result: { target, cost: estimate.cost, firstToken, status: 'answered' } };
}
