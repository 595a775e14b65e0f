import type { Target } from '../../shared/model/provider.ts';
import type { Demotion, Exclusion, Goal, PlannedAttempt, RoutePlan } from '../../shared/model/route.ts';
import type { Strategy, TaskType } from '../../shared/model/routing.ts';
import { orderAuto, type WeighedCandidate } from './auto.ts';
import { exclusionOf, type Known, type Wanted } from './eligible.ts';
import type { Ruling } from './ruling.ts';
import { inOrder, type Turn } from './strategies.ts';

/** A target with all that is known of it just now. */
export interface KnownTarget extends Known, WeighedCandidate {
  target: Target;
  providerName: string;
  /** Why it cannot be asked, whatever is wanted; null when it can. */
  isOut: Exclusion | null;
  demotion: Demotion | null;
}

export interface PlanInput {
  /** The name that was asked for. */
  asked: string;
  alias: RoutePlan['alias'];
  ruling: Ruling;
  strategy: Strategy;
  candidates: readonly KnownTarget[];
  wanted: Wanted;
  /** Estimated; what is wanted of a target may leave it out. */
  inputTokens: number;
  /** Who answered this conversation before; null is nobody, or it does not matter. */
  sticky: Target | null;
  turn: Turn;
  goal: Goal;
  /** Null: nobody looked. */
  task: { task: TaskType; confidence: number } | null;
  /** `strategy`: chosen among others. */
  reason: Extract<PlannedAttempt['reason'], 'asked' | 'rule' | 'strategy'>;
}

/** Whom to ask, in which order, and whom not. Says the same for a try as for a real request. */
export function plan(input: PlanInput): RoutePlan {
  const { asked, alias, ruling, strategy, candidates, wanted, task } = input;
  const looked = candidates.map((known) => ({ known, why: known.isOut ?? exclusionOf(known, wanted) }));
  const eligible = looked.flatMap(({ known, why }) => (why === null ? [known] : []));
  const { ordered, confidence } = ordering(eligible, input);
  const attempts = behindTheWell(withSticky(ordered, input)).map((known, index) => ({
    target: known.target,
    providerName: known.providerName,
    reason: index === 0 ? reasonOf(known, input) : ('fallback' as const),
    demotion: known.demotion,
    estimate: known.estimate,
  }));
  return {
    asked,
    alias,
    rules: ruling.held.map((rule) => {
      const { id, name } = rule;
      return rule === ruling.decidedBy ? { id, name, isDeciding: true } : { id, name };
    }),
    strategy,
    task: task?.task ?? null,
    confidence,
    inputTokens: input.inputTokens,
    isLocalOnly: wanted.isLocalOnly || wanted.requirements.isLocalOnly === true,
    tags: [...ruling.tags],
    attempts,
    passedOver: looked.flatMap(({ known: { target, providerName }, why }) =>
      why === null ? [] : [{ target, providerName, why }],
    ),
  };
}

function ordering(eligible: readonly KnownTarget[], { strategy, turn, goal, task }: PlanInput) {
  if (strategy === 'auto') return orderAuto(eligible, { goal, taskConfidence: task?.confidence ?? 1 });
  const places = new Map(eligible.map((known) => [known.key, known]));
  const ordered = inOrder(strategy, eligible, turn).flatMap(({ key }) => places.get(key) ?? []);
  return { ordered, confidence: null };
}

const same = (one: Target, other: Target | null): boolean =>
  other !== null && one.providerId === other.providerId && one.modelId === other.modelId;

/** Given up when the target is ill: an answer is worth more than a warm cache. */
function withSticky(ordered: readonly KnownTarget[], { sticky }: PlanInput): readonly KnownTarget[] {
  const stuck = ordered.find(({ target, demotion }) => same(target, sticky) && demotion === null);
  return stuck ? [stuck, ...ordered.filter((known) => known !== stuck)] : ordered;
}

const behindTheWell = (ordered: readonly KnownTarget[]): readonly KnownTarget[] => [
  ...ordered.filter(({ demotion }) => demotion === null),
  ...ordered.filter(({ demotion }) => demotion !== null),
];

const reasonOf = ({ target, demotion }: KnownTarget, { sticky, reason }: PlanInput): PlannedAttempt['reason'] =>
  reason === 'strategy' && demotion === null && same(target, sticky) ? 'sticky' : reason;
