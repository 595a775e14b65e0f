import { AppError } from '../../shared/errors/app-error.ts';
import type { Alias } from '../../shared/model/alias.ts';
import type { Target } from '../../shared/model/provider.ts';
import type { Rule } from '../../shared/model/rule.ts';
import type { RecordedRequest } from '../../shared/model/simulation.ts';
import type { SimulatedPlan } from '../routing/replay.ts';
import type { PlanOf } from '../routing/simulate.ts';
import { fallbackReasonOf } from './fallback.ts';
import type { Planned } from './planned.ts';
import type { RoutePlanner } from './planner.ts';
import type { Question } from './request.ts';
import { turnOf } from './turns.ts';

/** What these rules and aliases would do with a recorded request, by the planner that real ones go through. */
export const planWith =
  (
    planner: Pick<RoutePlanner, 'decide'>,
    { rules, aliases }: { rules: readonly Rule[]; aliases: readonly Alias[] },
  ): PlanOf =>
  async (facts, request) => {
    const question = questionOf(request);
    try {
      // Drawn by lot from the request: the same each time.
      const planned = await planner.decide({ question, facts, rules, aliases, isDry: true, turn: turnOf(request.at) });
      return asSimulated(planned, request);
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      return { isRefused: thrown.code === 'REFUSED_BY_RULE', attempts: [], goesOn: () => false };
    }
  };

const questionOf = ({ model, door, client, tags, needs, isLocalOnly = false }: RecordedRequest): Question => ({
  door: door as Question['door'],
  wish: { name: model },
  service: 'language',
  content: { texts: [], needs: new Set(needs), maxOutputTokens: null },
  client,
  tags,
  requirements: { isLocalOnly },
});

function asSimulated({ plan, fallbackOn, costOf }: Planned, request: RecordedRequest): SimulatedPlan {
  const { inputTokens, outputTokens } = request;
  const usage = { inputTokens, outputTokens, reasoningTokens: null, cachedTokens: null };
  const costFor = (target: Target): number | null => costOf(target, usage);
  return {
    isRefused: false,
    attempts: plan.attempts.map(({ target, estimate }) => ({
      target,
      estimate: { ...estimate, cost: costFor(target) },
    })),
    goesOn(failure) {
      const reason = failure ? fallbackReasonOf(AppError.from(failure)) : undefined;
      return reason !== undefined && fallbackOn.has(reason);
    },
  };
}
