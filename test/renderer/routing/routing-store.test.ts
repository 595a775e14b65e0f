// Catches: a list that shows what was, and an order that stands on the screen though the host refused it.
import { expect, test, vi } from 'vitest';
import {
  createRoutingStore,
  problemsOfAlias,
  problemsOfRule,
} from '../../../renderer/features/routing/routing-store.ts';
import { createClient } from '../../../shared/contract/client.ts';
import type { AppContract } from '../../../shared/contract/contract.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { AliasId, RuleId } from '../../../shared/model/ids.ts';
import type { RoutingProblem } from '../../../shared/model/route.ts';
import type { Rule } from '../../../shared/model/rule.ts';
import { type Answers, createFakeHost } from '../chat/fake-host.ts';

const rule = (id: string): Rule => ({
  id: id as RuleId,
  name: id,
  isEnabled: true,
  when: null,
  actions: [{ addTag: 'x' }],
});

function open(answers: Answers = {}) {
  const stored = [rule('r1'), rule('r2'), rule('r3')];
  const host = createFakeHost({
    'aliases.list': () => [],
    'rules.list': () => stored,
    'routing.problems': () => [],
    'rules.order': ({ ruleIds }: { ruleIds: string[] }) => {
      stored.sort((a, b) => ruleIds.indexOf(a.id) - ruleIds.indexOf(b.id));
      return stored;
    },
    ...answers,
  });
  const store = createRoutingStore(createClient<AppContract>(host.link));
  return { host, stored, state: store.getState };
}

const idsOf = (rules: readonly Rule[] | null) => rules?.map(({ id }) => id).join(' ');
const turned = ['r3', 'r2', 'r1'] as RuleId[];

// Catches: a row that jumps back until the host has answered.
test('an order is shown at once', async () => {
  const { state } = open();
  await state().refresh();
  const done = state().orderRules(turned);
  expect(idsOf(state().rules)).toBe('r3 r2 r1');
  await done;
  expect(idsOf(state().rules)).toBe('r3 r2 r1');
});

// Catches: an order that looks stored and is not.
test('an order that is refused is taken back', async () => {
  const refuse = () => {
    throw new AppError('STORAGE_FULL', 'no').toJSON();
  };
  const { state } = open({ 'rules.order': refuse });
  await state().refresh();
  await expect(state().orderRules(turned)).rejects.toMatchObject({ code: 'STORAGE_FULL' });
  expect(idsOf(state().rules)).toBe('r1 r2 r3');
});

// Catches: a rule deleted in another window that stands here for ever, and reading before anybody looks.
test('changes elsewhere are seen, once somebody looks', async () => {
  const { host, stored, state } = open();
  host.emit('routing.changed', {});
  await Promise.resolve();
  expect(host.calls).toEqual([]);
  await state().refresh();
  const { version } = state();
  stored.pop();
  host.emit('providers.changed', { providerId: 'p1' });
  await vi.waitFor(() => expect(idsOf(state().rules)).toBe('r1 r2'));
  expect(state().version).toBeGreaterThan(version);
});

// Catches: an empty room shown where the host could not be asked.
test('an error keeps what was known', async () => {
  let isBroken = false;
  const { state } = open({
    'aliases.list': () => {
      if (isBroken) throw new AppError('DISCONNECTED', 'no').toJSON();
      return [];
    },
  });
  await state().refresh();
  isBroken = true;
  await state().refresh();
  expect(state().error?.code).toBe('DISCONNECTED');
  expect(idsOf(state().rules)).toBe('r1 r2 r3');
});

// Catches: the problem of a rule shown at an alias.
test('a problem belongs to one alias or rule', () => {
  const problems: RoutingProblem[] = [
    { in: { alias: 'a1' as AliasId }, index: 0, problem: 'model-missing' },
    { in: { rule: 'r1' as RuleId }, index: null, problem: 'bad-pattern' },
  ];
  expect(problemsOfAlias(problems, 'a1' as AliasId)).toEqual([problems[0]]);
  expect(problemsOfRule(problems, 'r1' as RuleId)).toEqual([problems[1]]);
  expect(problemsOfAlias(problems, 'a2' as AliasId)).toEqual([]);
});
