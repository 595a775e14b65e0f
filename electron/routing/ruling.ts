import type { AliasId } from '../../shared/model/ids.ts';
import type { Target } from '../../shared/model/provider.ts';
import { readParameters } from '../../shared/model/read-parameters.ts';
import type { Strategy } from '../../shared/model/routing.ts';
import type { Action, Rule } from '../../shared/model/rule.ts';
import type { Changes } from '../gateway/work.ts';

/** What all rules together say about one request. */
export interface Ruling {
  /** Those that held, in their order. */
  held: readonly Rule[];
  /** Null: where it was asked to go. */
  destination: { target: Target } | { alias: AliasId } | null;
  /** The words for whoever asked; then nothing else counts. */
  refusal: string | null;
  /** Null: that of the alias. */
  strategy: Strategy | null;
  isLocalOnly: boolean;
  /** A provider needs all of them. */
  onlyTags: readonly string[];
  changes: Changes;
  /** Those of the request, and those that rules added. */
  tags: readonly string[];
}

export const noRuling = (tags: readonly string[]): Ruling => ({
  held: [],
  destination: null,
  refusal: null,
  strategy: null,
  isLocalOnly: false,
  onlyTags: [],
  changes: {},
  tags: [...tags],
});

const decides = (action: Action): boolean => 'refuse' in action || 'target' in action || 'alias' in action;

/** The one action that says where the request goes: a refusal before all, a target before an alias. */
const decisionOf = ({ actions }: Pick<Rule, 'actions'>): Action | undefined =>
  actions.find((action) => 'refuse' in action) ??
  actions.find((action) => 'target' in action) ??
  actions.find((action) => 'alias' in action);

/** After such a rule none is asked. */
export const isDeciding = (rule: Pick<Rule, 'actions'>): boolean => decisionOf(rule) !== undefined;

/** What counts of a rule that holds. */
export function countingActions(rule: Pick<Rule, 'actions'>): Action[] {
  const decision = decisionOf(rule);
  if (decision && 'refuse' in decision) return [decision];
  return rule.actions.filter((action) => !decides(action) || action === decision);
}

export const withRule = (ruling: Ruling, rule: Rule): Ruling =>
  countingActions(rule).reduce(withAction, { ...ruling, held: [...ruling.held, rule] });

const added = (all: readonly string[], one: string): readonly string[] => (all.includes(one) ? all : [...all, one]);

function withAction(ruling: Ruling, action: Action): Ruling {
  const { changes } = ruling;
  if ('refuse' in action) return { ...ruling, refusal: action.refuse };
  if ('target' in action) return { ...ruling, destination: { target: action.target } };
  if ('alias' in action) return { ...ruling, destination: { alias: action.alias } };
  if ('strategy' in action) return { ...ruling, strategy: action.strategy };
  if ('isLocalOnly' in action) return { ...ruling, isLocalOnly: true };
  if ('onlyTag' in action) return { ...ruling, onlyTags: added(ruling.onlyTags, action.onlyTag) };
  if ('addTag' in action) return { ...ruling, tags: added(ruling.tags, action.addTag) };
  if ('maxOutputTokens' in action) {
    const maxOutputTokens = Math.min(action.maxOutputTokens, changes.maxOutputTokens ?? Number.POSITIVE_INFINITY);
    return { ...ruling, changes: { ...changes, maxOutputTokens } };
  }
  if ('parameters' in action) {
    const parameters = { ...changes.parameters, ...readParameters(action.parameters) };
    return { ...ruling, changes: { ...changes, parameters } };
  }
  return action satisfies never;
}
