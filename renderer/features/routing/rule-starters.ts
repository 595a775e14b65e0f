import type { Catalogue } from '../../../shared/i18n/index.ts';
import { type ConditionFields, groupOf } from './condition-draft.ts';
import type { ActionFields, RuleDraft } from './rule-draft.ts';

export type StarterName = keyof Catalogue['rules']['starter'];

const parts: Record<StarterName, { when: ConditionFields; action: ActionFields }> = {
  personal: {
    when: { kind: 'personalData', kinds: ['email', 'phone', 'iban', 'card', 'key'] },
    action: { kind: 'isLocalOnly' },
  },
  // Which model has a big context is for the person to say.
  long: {
    when: { kind: 'inputTokens', atLeast: 32_000, atMost: null },
    action: { kind: 'target', target: null },
  },
  summaries: { when: { kind: 'task', tasks: ['summary'] }, action: { kind: 'strategy', strategy: 'cheapest' } },
  night: { when: { kind: 'time', from: '22:00', until: '07:00', days: [] }, action: { kind: 'isLocalOnly' } },
};

/** A rule to begin with: typed, not stored. */
export function starterRule(name: StarterName, t: Pick<Catalogue, 'rules'>): RuleDraft {
  const { when, action } = parts[name];
  return {
    name: t.rules.starter[name],
    when: { ...groupOf(null), items: [{ type: 'row', key: 'c.0', fields: when }] },
    actions: [{ key: 'a.0', fields: action }],
  };
}
