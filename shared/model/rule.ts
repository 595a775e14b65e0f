import { z } from 'zod';
import { aliasId, ruleId } from './ids.ts';
import { target } from './provider.ts';
import { condition, strategy } from './routing.ts';

const tag = z.string().trim().min(1).max(40);

/**
 * What becomes of a request. `target` and `alias` say where it goes; behind a rule that does, only what binds it further
 * counts: `refuse`, `isLocalOnly`, `onlyTag`, `maxOutputTokens`, and `addTag`, by which later rules may know it.
 */
export const action = z.union([
  z.strictObject({ target }),
  z.strictObject({ alias: aliasId }),
  /** Refused, with these words for whoever asked. */
  z.strictObject({ refuse: z.string().trim().min(1).max(500) }),
  z.strictObject({ strategy }),
  /** Nothing of it leaves this computer. */
  z.strictObject({ isLocalOnly: z.literal(true) }),
  /** Only targets of providers with this tag. */
  z.strictObject({ onlyTag: tag }),
  z.strictObject({ maxOutputTokens: z.int().min(1).max(10_000_000) }),
  /** By any of their names; they win over those of the request. */
  z.strictObject({ parameters: z.record(z.string(), z.unknown()) }),
  z.strictObject({ addTag: tag }),
]);
export type Action = z.output<typeof action>;

export const ruleChoices = z.strictObject({
  name: z.string().trim().min(1).max(80),
  isEnabled: z.boolean(),
  /** Null: every request. */
  when: condition.nullable(),
  actions: z.array(action).min(1).max(20),
});
export type RuleChoices = z.output<typeof ruleChoices>;

/** Asked in their order: the first one that says where a request goes wins; what binds it counts wherever it stands. */
export const rule = ruleChoices.extend({ id: ruleId });
export type Rule = z.output<typeof rule>;
