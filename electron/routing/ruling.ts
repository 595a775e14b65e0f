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
  /** Null: none of them said where to. */
  decidedBy: Rule | null;
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
  decidedBy: null,
  refusal: null,
  strategy: null,
  isLocalOnly: false,
  onlyTags: [],
  changes: {},
  tags: [...tags],
});

type Decided = Pick<Ruling, 'destination' | 'refusal'>;
const undecided: Decided = { destination: null, refusal: null };

const refuses = (action: Action): boolean => 'refuse' in action;
const says = (action: Action): boolean => 'target' in action || 'alias' in action;

/** What is asked of a rule even when an earlier one said where to: if order could hide it, it would fail open. */
const binds = (action: Action): boolean =>
  'isLocalOnly' in action || 'onlyTag' in action || 'maxOutputTokens' in action || 'addTag' in action;

/** What counts of a rule if it holds: a refusal before all, a target before an alias. None: it need not be asked. */
export function countingActions({ actions }: Pick<Rule, 'actions'>, { destination, refusal }: Decided): Action[] {
  if (refusal !== null) return [];
  const refusing = actions.find(refuses);
  if (refusing) return [refusing];
  if (destination !== null) return actions.filter(binds);
  const saying = actions.find((action) => 'target' in action) ?? actions.find(says);
  return actions.filter((action) => !says(action) || action === saying);
}

/** What would have counted, had no earlier rule decided. */
export function lateActions(rule: Pick<Rule, 'actions'>, decided: Decided): Action[] {
  const counting = countingActions(rule, decided);
  return countingActions(rule, undecided).filter((action) => !counting.includes(action));
}

export function withRule(ruling: Ruling, rule: Rule): Ruling {
  const next = countingActions(rule, ruling).reduce(withAction, { ...ruling, held: [...ruling.held, rule] });
  return next.destination === ruling.destination ? next : { ...next, decidedBy: rule };
}

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
