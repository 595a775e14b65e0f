import { AppError } from '../../shared/errors/app-error.ts';
import type { Action, Rule } from '../../shared/model/rule.ts';
import { explain, holds, type Outcome, type RequestFacts } from './conditions.ts';
import { countingActions, lateActions, noRuling, type Ruling, withRule } from './ruling.ts';

/** One rule, as the tester shows it. */
export interface RuleTrace {
  rule: Rule;
  /** False: it is switched off, or what it does could not count any more. */
  isReached: boolean;
  /** Whether its conditions hold, also where it was not reached; null where that cannot be told. */
  holds: boolean | null;
  /** Null: it has no conditions, or they cannot be read. */
  outcome: Outcome | null;
  /** Which of its actions counted. */
  did: readonly Action[];
  /** Which did not, because an earlier rule had decided. */
  tooLate: readonly Action[];
  failure: AppError | null;
}

/**
 * In their order. The first that says where to wins; those behind it are asked for what binds the request further, and a
 * refusal ends it. Only what can count is asked: a text is not searched for nothing.
 */
export function applyRules(rules: readonly Rule[], facts: RequestFacts): Ruling {
  let ruling = noRuling(facts.tags);
  for (const rule of rules) {
    if (isAsked(rule, ruling) && doesHold(rule, withTags(facts, ruling.tags))) ruling = adding(ruling, rule);
  }
  return ruling;
}

/** The same, for the tester: with every rule and what became of it. */
export function explainRules(rules: readonly Rule[], facts: RequestFacts): RuleTrace[] {
  let ruling = noRuling(facts.tags);
  let isStopped = false;
  return rules.map((rule) => {
    const seen = withTags(facts, ruling.tags);
    const isReached = !isStopped && isAsked(rule, ruling);
    const [outcome] = orFailure(() => rule.when && explain(rule.when, seen));
    const trace = { rule, isReached, outcome, did: [], tooLate: [] };
    // Asked anew: of what an earlier condition settles, the explanation may fail and the rule not.
    const [isHeld, failure] = orFailure(() => doesHold(rule, seen));
    if (!isReached || !isHeld) {
      isStopped ||= isReached && failure !== null;
      return { ...trace, holds: isHeld, failure };
    }
    const before = ruling;
    const [next, broken] = orFailure(() => adding(before, rule));
    isStopped = next === null;
    if (next === null) return { ...trace, holds: true, failure: broken };
    ruling = next;
    const [did, tooLate] = [countingActions(rule, before), lateActions(rule, before)];
    return { ...trace, holds: true, did, tooLate, failure: null };
  });
}

const isAsked = (rule: Rule, ruling: Ruling): boolean => rule.isEnabled && countingActions(rule, ruling).length > 0;

/** The facts stay lazy: nothing is asked of them here. */
const withTags = (facts: RequestFacts, tags: readonly string[]): RequestFacts =>
  tags.length === facts.tags.length ? facts : Object.create(facts, { tags: { value: tags } });

function doesHold(rule: Rule, facts: RequestFacts): boolean {
  const { when } = rule;
  return when === null || orRefused(rule, () => holds(when, facts));
}

const adding = (ruling: Ruling, rule: Rule): Ruling => orRefused(rule, () => withRule(ruling, rule));

/** A rule that cannot be read may be the one that keeps the request at home: so it goes nowhere. */
function orRefused<Value>(rule: Rule, work: () => Value): Value {
  const [value, failure] = orFailure(work);
  if (!failure) return value as Value;
  throw new AppError(
    'VALIDATION_FAILED',
    `The rule "${rule.name}" cannot be read, so the request was sent nowhere. Correct the rule under Routing.`,
    { cause: failure, details: { ruleId: rule.id } },
  );
}

function orFailure<Value>(work: () => Value): [Value, null] | [null, AppError] {
  try {
    return [work(), null];
  } catch (thrown) {
    if (thrown instanceof AppError) return [null, thrown];
    throw thrown;
  }
}
