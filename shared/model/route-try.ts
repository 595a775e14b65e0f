import { z } from 'zod';
import { ruleId } from './ids.ts';
import { requirements, routePlan } from './route.ts';
import { condition, need } from './routing.ts';
import { action, rule } from './rule.ts';

/** A request that is not sent: where would it go? */
export const routeTry = z.strictObject({
  /** The name of an alias or a model, or `auto`. */
  model: z.string().min(1).max(300),
  /** What the user wrote. */
  text: z.string().max(10_000_000).default(''),
  needs: z.array(need).default([]),
  maxOutputTokens: z.int().positive().nullable().default(null),
  /** Default: the window. */
  door: z.string().min(1).max(40).default('window'),
  client: z.string().min(1).max(80).nullable().default(null),
  tags: z.array(z.string().min(1).max(40)).max(20).default([]),
  requirements: requirements.default({}),
  /** Rules to try in place of those that are stored: for an editor. */
  rules: z.array(rule).max(500).exactOptional(),
});
export type RouteTry = z.output<typeof routeTry>;

/** Whether a condition held, and its parts. */
export interface ConditionOutcome {
  condition: z.output<typeof condition>;
  holds: boolean;
  parts: ConditionOutcome[];
}
const conditionOutcome: z.ZodType<ConditionOutcome> = z
  .lazy(() => z.object({ condition, holds: z.boolean(), parts: z.array(conditionOutcome) }))
  .meta({ id: 'ConditionOutcome' });

export const ruleOutcome = z.object({
  ruleId,
  name: z.string(),
  /**
   * `off`: switched off. `not-reached`: before it was decided all that it could say. `unreadable`: with it no request goes
   * anywhere.
   */
  state: z.enum(['held', 'did-not-hold', 'off', 'not-reached', 'unreadable']),
  /** Null: it has no condition, so it holds for all. */
  outcome: conditionOutcome.nullable(),
  /** Which of its actions counted. */
  did: z.array(action),
  /** Which did not, because an earlier rule had said where to. */
  tooLate: z.array(action),
});
export type RuleOutcome = z.output<typeof ruleOutcome>;

export const routeTryResult = z.object({
  /** Null when it would be refused or nobody may answer it; `refusal` says why. */
  plan: routePlan.nullable(),
  refusal: z.object({ code: z.string(), message: z.string() }).nullable(),
  rules: z.array(ruleOutcome),
});
export type RouteTryResult = z.output<typeof routeTryResult>;
