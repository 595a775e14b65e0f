import type { Catalogue } from '../../../shared/i18n/index.ts';
import type { FallbackReason } from '../../../shared/model/alias.ts';
import type { Door } from '../../../shared/model/door.ts';
import type { Goal } from '../../../shared/model/route.ts';
import type { Need, PersonalData, Strategy, TaskType } from '../../../shared/model/routing.ts';
import type { ConditionKind } from './condition-draft.ts';
import type { ActionKind } from './rule-draft.ts';

const keysOf = <Key extends string>(words: Record<Key, unknown>): Key[] => Object.keys(words) as Key[];

// The words name every one of them, in the order in which they are to be offered: no second list is needed.
export const strategyNames = (t: Catalogue): Strategy[] => keysOf(t.routing.strategies);
export const fallbackNames = (t: Catalogue): FallbackReason[] => keysOf(t.routing.fallbacks);
export const taskNames = (t: Catalogue): TaskType[] => keysOf(t.rules.tasks);
export const personalDataNames = (t: Catalogue): PersonalData[] => keysOf(t.rules.personalData);
export const needNames = (t: Catalogue): Need[] => keysOf(t.rules.needs);
export const conditionKinds = (t: Catalogue): ConditionKind[] => keysOf<ConditionKind>(t.rules.kinds);
export const actionKinds = (t: Catalogue): ActionKind[] => keysOf<ActionKind>(t.rules.actionKinds);
export const doorNames = (t: Catalogue): Door[] => keysOf(t.rules.doors);
export const goalNames = (t: Catalogue): Goal[] => keysOf(t.route.goals);

/** The doors there are, and one that is chosen though it is none of them. */
export const doorOptions = (chosen: string, t: Catalogue): { value: string; label: string }[] => {
  const known = doorNames(t).map((value) => ({ value: value as string, label: t.rules.doors[value] }));
  const isKnown = known.some(({ value }) => value === chosen);
  return isKnown ? known : [...known, { value: chosen, label: t.rules.unknownDoor(chosen) }];
};
