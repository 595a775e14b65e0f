import { AppError, toAppError } from '../../shared/errors/app-error.ts';
import type { MessageId, RequestId } from '../../shared/model/ids.ts';
import { localProviderId } from '../../shared/model/local-provider.ts';
import type { RouteRecord, RoutingProblem } from '../../shared/model/route.ts';
import type { RouteTry, RouteTryResult, RuleOutcome } from '../../shared/model/route-try.ts';
import type { Simulation, SimulationInput } from '../../shared/model/simulation.ts';
import { createPauses } from '../lib/pauses.ts';
import { findProblems } from '../routing/problems.ts';
import { explainRules, type RuleTrace } from '../routing/rules.ts';
import { simulate } from '../routing/simulate.ts';
import type { Requests } from '../store/requests.ts';
import type { Planned } from './planned.ts';
import type { RoutePlanner } from './planner.ts';
import { readRecorded } from './read-recorded.ts';
import type { Question } from './request.ts';
import type { RoutingConfig } from './routing-config.ts';
import { planWith } from './simulate-routing.ts';
import type { Targets } from './targets.ts';

export interface RoutingOptions {
  config: RoutingConfig;
  planner: Pick<RoutePlanner, 'facts' | 'decide' | 'timeZone'>;
  targets: Targets;
  requests: Pick<Requests, 'route' | 'routeOfMessage' | 'recorded'>;
  /** UTC ms. */
  now(): number;
}

const day = 24 * 60 * 60_000;
/** The newest ones: each is planned twice. */
const mostSimulated = 20_000;

/** Routing as a person sees it: what is set up, what is wrong with it, what it would do, and what it did. */
export interface Routing {
  config: RoutingConfig;
  try(request: RouteTry): Promise<RouteTryResult>;
  /** What edited rules and aliases would have made of the requests of the last days. */
  simulate(edited: SimulationInput, signal: AbortSignal): Promise<Simulation>;
  problems(): Promise<RoutingProblem[]>;
  routeOf(id: RequestId): RouteRecord;
  routeOfMessage(id: MessageId): RouteRecord | null;
}

export function createRouting({ config, planner, targets, requests, now }: RoutingOptions): Routing {
  return {
    config,

    async try({ rules = [...config.rules()], ...request }) {
      const question = toQuestion(request);
      const facts = await planner.facts(question, rules);
      const decide = (): Promise<Planned> =>
        planner.decide({ question, facts, rules, aliases: config.aliases(), isDry: true });
      try {
        const { plan } = await decide();
        return { plan, refusal: null, rules: explainRules(rules, facts).map(toOutcome) };
      } catch (thrown) {
        const { code, message } = toAppError(thrown);
        return { plan: null, refusal: { code, message }, rules: explainRules(rules, facts).map(toOutcome) };
      }
    },

    async simulate({ days, rules = [...config.rules()], aliases = [...config.aliases()] }, signal) {
      const pause = createPauses(signal);
      const since = now() - days * day;
      const { recorded, ...leftOut } = await readRecorded({ requests, since, most: mostSimulated, pause });
      const simulated = await simulate(recorded, {
        before: planWith(planner, { rules: config.rules(), aliases: config.aliases() }),
        after: planWith(planner, { rules, aliases }),
        isLocal: ({ providerId }) => providerId === localProviderId,
        timeZone: planner.timeZone,
        pause,
      });
      return { ...simulated, ...leftOut };
    },

    async problems() {
      const all = await targets.views();
      return findProblems({ aliases: config.aliases(), rules: config.rules(), ...all });
    },

    routeOf(id) {
      const route = requests.route(id);
      if (route) return route;
      throw new AppError('NOT_FOUND', `Nothing is kept of the way of request ${id}.`);
    },
    routeOfMessage: requests.routeOfMessage,
  };
}

function toQuestion({
  model,
  text,
  needs,
  maxOutputTokens,
  door,
  client,
  tags,
  requirements,
}: Omit<RouteTry, 'rules'>): Question {
  return {
    // A door that is not built yet may be tried all the same.
    door: door as Question['door'],
    wish: { name: model },
    service: 'language',
    content: { texts: [text], needs: new Set(needs), maxOutputTokens },
    client,
    tags,
    requirements,
  };
}

const stateOf = ({ rule, isReached, holds, failure }: RuleTrace): RuleOutcome['state'] => {
  if (!rule.isEnabled) return 'off';
  if (!isReached) return 'not-reached';
  if (failure) return 'unreadable';
  return holds ? 'held' : 'did-not-hold';
};

const toOutcome = (trace: RuleTrace): RuleOutcome => ({
  ruleId: trace.rule.id,
  name: trace.rule.name,
  state: stateOf(trace),
  outcome: outcomeOf(trace),
  did: [...trace.did],
  tooLate: [...trace.tooLate],
});

/** A condition of which a part cannot be read, and need not be, is shown without its parts. */
const outcomeOf = ({ rule: { when }, holds, outcome }: RuleTrace): RuleOutcome['outcome'] =>
  outcome ?? (when && holds !== null ? { condition: when, holds, parts: [] } : null);
