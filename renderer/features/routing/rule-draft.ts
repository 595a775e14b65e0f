import type { Catalogue } from '../../../shared/i18n/index.ts';
import type { AliasId } from '../../../shared/model/ids.ts';
import type { Target } from '../../../shared/model/provider.ts';
import type { Strategy } from '../../../shared/model/routing.ts';
import type { Action, RuleChoices } from '../../../shared/model/rule.ts';
import { conditionOf, emptyGroup, type GroupDraft, groupOf } from './condition-draft.ts';
import { conditionErrors, type FormErrors } from './condition-errors.ts';

/** What is to be done, as it is typed. */
export type ActionFields =
  | { kind: 'isLocalOnly' }
  | { kind: 'target'; target: Target | null }
  | { kind: 'alias'; alias: AliasId | null }
  | { kind: 'refuse' | 'onlyTag' | 'addTag' | 'parameters'; text: string }
  | { kind: 'strategy'; strategy: Strategy }
  | { kind: 'maxOutputTokens'; count: number | null };
export type ActionKind = ActionFields['kind'];

export interface ActionDraft {
  key: string;
  fields: ActionFields;
}

export interface RuleDraft {
  name: string;
  when: GroupDraft;
  actions: readonly ActionDraft[];
}

export const emptyRule: RuleDraft = { name: '', when: emptyGroup('c'), actions: [] };

export const ruleDraftOf = ({ name, when, actions }: Pick<RuleChoices, 'name' | 'when' | 'actions'>): RuleDraft => ({
  name,
  when: groupOf(when),
  actions: actions.map((action, at) => ({ key: `a.${at}`, fields: actionFields(action) })),
});

function actionFields(action: Action): ActionFields {
  if ('target' in action) return { kind: 'target', target: action.target };
  if ('alias' in action) return { kind: 'alias', alias: action.alias };
  if ('refuse' in action) return { kind: 'refuse', text: action.refuse };
  if ('strategy' in action) return { kind: 'strategy', strategy: action.strategy };
  if ('isLocalOnly' in action) return { kind: 'isLocalOnly' };
  if ('onlyTag' in action) return { kind: 'onlyTag', text: action.onlyTag };
  if ('maxOutputTokens' in action) return { kind: 'maxOutputTokens', count: action.maxOutputTokens };
  if ('parameters' in action) return { kind: 'parameters', text: JSON.stringify(action.parameters, null, 2) };
  if ('addTag' in action) return { kind: 'addTag', text: action.addTag };
  return action satisfies never;
}

export function emptyAction(kind: ActionKind): ActionFields {
  switch (kind) {
    case 'isLocalOnly':
      return { kind };
    case 'target':
      return { kind, target: null };
    case 'alias':
      return { kind, alias: null };
    case 'strategy':
      return { kind, strategy: 'cheapest' };
    case 'maxOutputTokens':
      return { kind, count: null };
    case 'refuse':
    case 'onlyTag':
    case 'addTag':
      return { kind, text: '' };
    case 'parameters':
      return { kind, text: '{}' };
  }
}

/** Only one of them can be said of a request. */
const deciding: readonly ActionKind[] = ['target', 'alias', 'refuse'];
const often: readonly ActionKind[] = ['addTag'];

/** Which kinds can still be added to those that are there. */
export function freeKinds(all: readonly ActionKind[], there: readonly ActionDraft[]): ActionKind[] {
  const used = there.map(({ fields }) => fields.kind);
  const isDecided = used.some((kind) => deciding.includes(kind));
  return all.filter((kind) => (deciding.includes(kind) ? !isDecided : often.includes(kind) || !used.includes(kind)));
}

function readObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** Null while something of it is missing. */
function actionOf(fields: ActionFields): Action | null {
  switch (fields.kind) {
    case 'isLocalOnly':
      return { isLocalOnly: true };
    case 'target':
      return fields.target && { target: fields.target };
    case 'alias':
      return fields.alias && { alias: fields.alias };
    case 'strategy':
      return { strategy: fields.strategy };
    case 'maxOutputTokens':
      return fields.count === null ? null : { maxOutputTokens: fields.count };
    case 'refuse':
      return fields.text.trim() === '' ? null : { refuse: fields.text.trim() };
    case 'onlyTag':
      return fields.text.trim() === '' ? null : { onlyTag: fields.text.trim() };
    case 'addTag':
      return fields.text.trim() === '' ? null : { addTag: fields.text.trim() };
    case 'parameters': {
      const parameters = readObject(fields.text);
      return parameters && { parameters };
    }
  }
}

/** Without what is not finished: for reading it aloud, and, where `ruleErrors` finds nothing, for storing it. */
export const ruleChoicesOf = ({ name, when, actions }: RuleDraft): Omit<RuleChoices, 'isEnabled'> => ({
  name: name.trim(),
  when: conditionOf(when),
  actions: actions.map(({ fields }) => actionOf(fields)).filter((action) => action !== null),
});

/** By `name`, `actions`, and the keys of rows. */
export function ruleErrors(draft: RuleDraft, t: Pick<Catalogue, 'rules' | 'common' | 'routing'>): FormErrors {
  const words = t.rules;
  const ofActions = draft.actions.flatMap(({ key, fields }): [string, string][] => {
    if (fields.kind === 'maxOutputTokens' && fields.count !== null) {
      const isCount = Number.isInteger(fields.count) && fields.count >= 1 && fields.count <= 10_000_000;
      return isCount ? [] : [[key, t.common.wholeNumber(1, 10_000_000)]];
    }
    if (actionOf(fields) !== null) return [];
    return [[key, fields.kind === 'parameters' ? words.badJson : words.fields.missing]];
  });
  return {
    ...(draft.name.trim() === '' && { name: words.nameMissing }),
    ...conditionErrors(draft.when, t),
    ...Object.fromEntries(ofActions),
    ...(draft.actions.length === 0 && { actions: words.noAction }),
  };
}
