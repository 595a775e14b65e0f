import { z } from 'zod';
import { failure } from './failure.ts';
import { aliasId, credentialId, requestId, ruleId, timestamp } from './ids.ts';
import { target } from './provider.ts';
import { need, strategy, taskType } from './routing.ts';

/** What `auto` weighs most. */
export const goal = z.enum(['cost_optimized', 'latency_optimized', 'quality_optimized', 'balanced']);
export type Goal = z.output<typeof goal>;

/** What a request wants of whoever answers it. What is left out does not matter. */
export const requirements = z.strictObject({
  /** Default: guessed from the prompt. */
  task: taskType.exactOptional(),
  /** Nano-dollars for the whole request. */
  maxCost: z.int().nonnegative().exactOptional(),
  /** Ms to the first token. */
  maxLatency: z.int().nonnegative().exactOptional(),
  /** 0 to 1. */
  minQuality: z.number().min(0).max(1).exactOptional(),
  needs: z.array(need).exactOptional(),
  isLocalOnly: z.boolean().exactOptional(),
  /** Tokens of prompt and answer together. */
  context: z.int().positive().exactOptional(),
  goal: goal.exactOptional(),
});
export type Requirements = z.output<typeof requirements>;

/** Why a target is not asked. */
export const exclusion = z.enum([
  'switched-off',
  'provider-missing',
  'provider-switched-off',
  'model-switched-off',
  'not-local',
  'other-tag',
  'lacks-capability',
  'context-too-small',
  'too-dear',
  'too-slow',
  'too-weak',
]);
export type Exclusion = z.output<typeof exclusion>;

/** Why a target stands behind those that are well. It is asked all the same when they cannot answer. */
export const demotion = z.enum(['breaker-open', 'unhealthy', 'limited', 'local-busy', 'local-does-not-fit']);
export type Demotion = z.output<typeof demotion>;

/** What is expected of one attempt; null is not known. */
export const estimate = z.object({
  /** Nano-dollars. */
  cost: z.int().nonnegative().nullable(),
  /** Ms to the first token. */
  latency: z.number().nonnegative().nullable(),
  /** 0 to 1. */
  quality: z.number().min(0).max(1).nullable(),
});
export type Estimate = z.output<typeof estimate>;

export const plannedAttempt = z.object({
  target,
  /** As its provider was called then. */
  providerName: z.string(),
  /** `asked`: by its own name. `rule`: a rule says so. `sticky`: it answered this conversation before. */
  reason: z.enum(['asked', 'rule', 'strategy', 'sticky', 'fallback']),
  demotion: demotion.nullable(),
  estimate,
});
export type PlannedAttempt = z.output<typeof plannedAttempt>;

/** Where a request goes, and why. The same for a try as for a real one. */
export const routePlan = z.object({
  /** The name that was asked for. */
  asked: z.string(),
  alias: z.object({ id: aliasId.nullable(), name: z.string() }).nullable(),
  /** Those that held, in their order. */
  rules: z.array(
    z.object({
      id: ruleId,
      name: z.string(),
      /** It said where to. */
      isDeciding: z.literal(true).exactOptional(),
    }),
  ),
  strategy,
  /** Null: nobody asked what it is about. */
  task: taskType.nullable(),
  /** 0 to 1: how sure the choice is; null where there was nothing to choose. */
  confidence: z.number().min(0).max(1).nullable(),
  /** Estimated. */
  inputTokens: z.int().nonnegative(),
  isLocalOnly: z.boolean(),
  tags: z.array(z.string()),
  attempts: z.array(plannedAttempt),
  passedOver: z.array(z.object({ target, providerName: z.string(), why: exclusion })),
});
export type RoutePlan = z.output<typeof routePlan>;

/** One try at an answer, as it went. */
export const attemptRecord = z.object({
  target,
  providerName: z.string(),
  credentialId: credentialId.nullable(),
  keyLabel: z.string().nullable(),
  reason: plannedAttempt.shape.reason,
  startedAt: timestamp,
  /** Ms from its start; null when nothing came. */
  firstToken: z.number().nonnegative().nullable(),
  /** Ms. */
  duration: z.number().nonnegative(),
  outcome: z.enum(['answered', 'failed', 'cancelled']),
  failure: failure.nullable(),
});
export type AttemptRecord = z.output<typeof attemptRecord>;

/** The way of one request. */
export const routeRecord = z.object({
  requestId,
  plan: routePlan,
  attempts: z.array(attemptRecord),
  isCached: z.boolean(),
});
export type RouteRecord = z.output<typeof routeRecord>;

/** An alias or rule that cannot do what it says. */
export const routingProblem = z.object({
  in: z.union([z.object({ alias: aliasId }), z.object({ rule: ruleId })]),
  /** What of it is meant: the place of a target in an alias or an action in a rule; null is all of it. */
  index: z.int().nonnegative().nullable(),
  problem: z.enum([
    'provider-missing',
    'provider-switched-off',
    'no-key',
    'model-missing',
    'model-switched-off',
    'alias-missing',
    'alias-switched-off',
    'switched-off',
    'no-targets',
    'never-asked',
    /** Of an action: another one always wins over it. */
    'never-counts',
    'not-local',
    'bad-pattern',
  ]),
});
export type RoutingProblem = z.output<typeof routingProblem>;
