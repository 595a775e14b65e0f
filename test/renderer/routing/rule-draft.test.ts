// Catches: a rule that says something else after it was opened and saved, and one that is saved half.
import { describe, expect, test } from 'vitest';
import {
  conditionOf,
  emptyFields,
  type GroupDraft,
  groupOf,
} from '../../../renderer/features/routing/condition-draft.ts';
import { patternErrors } from '../../../renderer/features/routing/condition-errors.ts';
import { withItem } from '../../../renderer/features/routing/edit-group.ts';
import { conditionKinds } from '../../../renderer/features/routing/names-of.ts';
import {
  type ActionDraft,
  emptyAction,
  emptyRule,
  freeKinds,
  ruleChoicesOf,
  ruleDraftOf,
  ruleErrors,
} from '../../../renderer/features/routing/rule-draft.ts';
import { starterRule } from '../../../renderer/features/routing/rule-starters.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { catalogueFor } from '../../../shared/i18n/index.ts';
import type { ProviderId } from '../../../shared/model/ids.ts';
import { type Condition, condition } from '../../../shared/model/routing.ts';
import { type Action, ruleChoices } from '../../../shared/model/rule.ts';

const t = catalogueFor('en');
const a: Condition = { tag: 'a' };
const b: Condition = { tag: 'b' };

describe('a condition', () => {
  const plain: Condition[] = [
    { model: 'gpt-*' },
    { door: 'window' },
    { client: 'me' },
    a,
    { text: ' two  spaces ' },
    { task: ['coding'] },
    { personalData: ['iban', 'card'] },
    { inputTokens: { atLeast: 1 } },
    { inputTokens: { atMost: 0 } },
    { has: 'audio' },
    { time: { from: '22:00', until: '07:00', days: [1, 7] } },
    { time: { from: '22:00', until: '07:00' } },
    { isOffline: false },
    { budgetUsed: 0 },
    { localWait: 2500 },
  ];
  const nested: Condition[] = [
    { all: [a, b] },
    { any: [a, { all: [b, a] }] },
    { not: { any: [a, b] } },
    { not: a },
    { all: [a, { any: [b, { not: a }] }] },
  ];

  // Catches: a kind of condition that loses something between the host and the form.
  test.each([...plain, ...nested])('%j comes back as it was', (one) => {
    expect(conditionOf(groupOf(one))).toEqual(one);
    expect(groupOf(one)).toEqual(groupOf(one));
  });

  // Catches: a fourth level that the form drops because it cannot show it.
  test('nested deeper than the form is kept whole', () => {
    const deep: Condition = { all: [a, { any: [b, { all: [a, { any: [a, { all: [a, b] }] }] }] }] };
    const draft = groupOf(deep);
    expect(JSON.stringify(draft)).toContain('"raw"');
    expect(conditionOf(draft)).toEqual(deep);
  });

  // Catches: "not all of these" shown as "none of these".
  test('a denied "all" keeps its meaning', () => {
    const denied: Condition = { not: { all: [a, b] } };
    expect(groupOf(denied)).toMatchObject({ mode: 'none', items: [{ type: 'group', mode: 'all' }] });
    expect(conditionOf(groupOf(denied))).toEqual(denied);
  });

  // Catches: a rule for every request, made of a row that was not filled in.
  test('every kind begins empty or valid, and what is empty is said', () => {
    for (const kind of conditionKinds(t)) {
      const draft: GroupDraft = { ...groupOf(null), items: [{ type: 'row', key: 'x', fields: emptyFields(kind) }] };
      const made = conditionOf(draft);
      const errors = ruleErrors({ ...emptyRule, when: draft }, t);
      expect(Object.keys(errors).some((key) => key.startsWith('x.'))).toBe(made === null);
      expect(made === null || condition.safeParse(made).success).toBe(true);
    }
  });

  // Catches: a limit that the host refuses without the form saying at which field.
  test.each([
    [{ kind: 'inputTokens', atLeast: 5, atMost: 4 }, 'x.atMost'],
    [{ kind: 'inputTokens', atLeast: 1.5, atMost: null }, 'x.atLeast'],
    [{ kind: 'time', from: '25:00', until: '07:00', days: [] }, 'x.from'],
    [{ kind: 'budgetUsed', percent: 1001 }, 'x.value'],
    [{ kind: 'localWait', seconds: 3601 }, 'x.value'],
  ] as const)('%j is refused at its field', (fields, key) => {
    const when: GroupDraft = { ...groupOf(null), items: [{ type: 'row', key: 'x', fields }] };
    expect(Object.keys(ruleErrors({ ...emptyRule, when }, t))).toContain(key);
  });

  // Catches: a group taken out with what stands beside it, and an item added to another group.
  test('is edited where it stands', () => {
    const draft = groupOf({ all: [a, { any: [b, a] }] });
    const inner = draft.items[1]?.key ?? '';
    expect(conditionOf(withItem(draft, inner, () => null))).toEqual(a);
    const row = { type: 'row', key: 'n', fields: { kind: 'tag', text: 'c' } } as const;
    const added = withItem(draft, inner, (item) =>
      item.type === 'group' ? { ...item, items: [...item.items, row] } : item,
    );
    expect(conditionOf(added)).toEqual({ all: [a, { any: [b, a, { tag: 'c' }] }] });
    expect(withItem(draft, draft.key, () => null)).toBe(draft);
  });

  // Catches: the host's word about a pattern shown at none of the rows, or at all of them.
  test('a pattern that the host refuses is named at its row', () => {
    const draft = groupOf({ all: [{ text: '(' }, { text: 'fine' }] });
    const refused = new AppError('VALIDATION_FAILED', 'The pattern "(" cannot be used: it is open.', {
      details: { param: 'text' },
    });
    expect(Object.keys(patternErrors(refused, draft, t) ?? {})).toEqual(['c.0.value']);
    expect(patternErrors(new AppError('CONFLICT', 'no'), draft, t)).toBeUndefined();
  });
});

describe('a rule', () => {
  const actions: Action[] = [
    { target: { providerId: '019a0b1c-2d3e-7f40-8a5b-6c7d8e9fa0b1' as ProviderId, modelId: 'm' } },
    { strategy: 'weighted' },
    { isLocalOnly: true },
    { onlyTag: 'eu' },
    { maxOutputTokens: 5 },
    { parameters: { temperature: 0, stop: ['x'] } },
    { addTag: 'x' },
  ];

  // Catches: an action that is lost or changed by opening and saving.
  test.each([...actions, { refuse: 'Not today.' }, { alias: 'a1' as never }] as Action[])(
    '%j comes back as it was',
    (action) => {
      expect(ruleChoicesOf(ruleDraftOf({ name: 'n', when: null, actions: [action] })).actions).toEqual([action]);
    },
  );

  // Catches: a rule without a name, without an action, or with half of one, sent to the host.
  test('says what is missing', () => {
    expect(Object.keys(ruleErrors(emptyRule, t)).sort()).toEqual(['actions', 'name']);
    const half: ActionDraft[] = [
      { key: '1', fields: emptyAction('target') },
      { key: '2', fields: { kind: 'parameters', text: '[1]' } },
      { key: '3', fields: { kind: 'maxOutputTokens', count: 0 } },
      { key: '4', fields: emptyAction('isLocalOnly') },
    ];
    expect(Object.keys(ruleErrors({ ...emptyRule, name: 'n', actions: half }, t)).sort()).toEqual(['1', '2', '3']);
  });

  // Catches: a rule that sends a request to two places.
  test('decides once', () => {
    const draft = (kind: 'target' | 'addTag'): ActionDraft => ({ key: kind, fields: emptyAction(kind) });
    const all = ['target', 'alias', 'refuse', 'addTag', 'isLocalOnly'] as const;
    expect(freeKinds(all, [draft('target')])).toEqual(['addTag', 'isLocalOnly']);
    expect(freeKinds(all, [draft('addTag')])).toEqual([...all]);
  });

  // Catches: a ready rule that the host would refuse, or that only lacks more than the model to choose.
  test.each(['personal', 'long', 'summaries', 'night'] as const)('the starter %s is ready', (name) => {
    const draft = starterRule(name, t);
    expect(Object.keys(ruleErrors(draft, t))).toEqual(name === 'long' ? ['a.0'] : []);
    // What is not finished is left out, and a rule without an action is none.
    const made = ruleChoices.safeParse({ ...ruleChoicesOf(draft), isEnabled: true });
    expect(made.success).toBe(name !== 'long');
  });
});
