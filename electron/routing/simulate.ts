import type { Target } from '../../shared/model/provider.ts';
import type { RecordedRequest, Simulation } from '../../shared/model/simulation.ts';
import type { RequestFacts } from './conditions.ts';
import { createForesight } from './foresight.ts';
import { NotRecorded, recordedFacts } from './recorded-facts.ts';
import { isSamePlan, replay, type SimulatedPlan } from './replay.ts';
import { type Result, summarise } from './summary.ts';

/** Says the same each time: what is drawn by lot is drawn from the request. What it is thrown by the facts it passes on. */
export type PlanOf = (facts: RequestFacts, request: RecordedRequest) => SimulatedPlan | Promise<SimulatedPlan>;

export interface SimulateOptions {
  /** With the rules and aliases as they are. */
  before: PlanOf;
  /** With those that are tried out. */
  after: PlanOf;
  isLocal(target: Target): boolean;
  /** As in "Europe/Berlin". */
  timeZone: string;
  /** Awaited before each request, so that others have their turn. It throws when nobody wants to know any more. */
  pause(): Promise<void>;
}

type Simulated = Omit<Simulation, 'isCut' | 'notKept'>;

/**
 * What would have become of recorded requests. Both plans are made today, so that only what was edited tells them
 * apart; where they are the same, what really happened counts, and nothing is estimated.
 */
export async function simulate(requests: readonly RecordedRequest[], options: SimulateOptions): Promise<Simulated> {
  const { pause } = options;
  const foresight = createForesight();
  for (const request of requests) {
    await pause();
    foresight.learn(request);
  }
  const results: Result[] = [];
  const counts = { changed: 0, untold: 0, failuresAvoided: 0, failuresAdded: 0 };
  for (const request of requests) {
    await pause();
    const plans = await plansOf(request, options);
    const other = plans && !isSamePlan(plans.before, plans.after) ? replay(request, plans.after, foresight) : null;
    if (!plans) counts.untold += 1;
    if (other) counts.changed += 1;
    if (other && request.status === 'failed' && other.status === 'answered') counts.failuresAvoided += 1;
    if (other && request.status === 'answered' && other.status === 'failed') counts.failuresAdded += 1;
    results.push(other ?? request);
  }
  const { isLocal } = options;
  const before = summarise(requests, isLocal);
  await pause();
  return { before, after: summarise(results, isLocal), ...counts };
}

/** Null: a rule asks what was not recorded. */
async function plansOf(request: RecordedRequest, { before, after, timeZone }: SimulateOptions) {
  const facts = recordedFacts(request, timeZone);
  try {
    return { before: await before(facts, request), after: await after(facts, request) };
  } catch (thrown) {
    if (thrown instanceof NotRecorded) return null;
    throw thrown;
  }
}
