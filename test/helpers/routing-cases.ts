import { newId } from '../../electron/lib/id.ts';
import { createFacts, type Facts, type FactsInput } from '../../electron/routing/facts.ts';
import type { Alias } from '../../shared/model/alias.ts';
import type { ProviderId } from '../../shared/model/ids.ts';
import type { Target } from '../../shared/model/provider.ts';
import type { Condition } from '../../shared/model/routing.ts';
import type { Action, Rule } from '../../shared/model/rule.ts';

export const targetOf = (modelId: string, providerId = newId<ProviderId>()): Target => ({ providerId, modelId });

export const ruleOf = (when: Condition | null, actions: readonly Action[], own: Partial<Rule> = {}): Rule => ({
  id: newId(),
  name: 'a rule',
  isEnabled: true,
  when,
  actions: [...actions],
  ...own,
});

export const aliasOf = (targets: readonly Target[], own: Partial<Alias> = {}): Alias => ({
  id: newId(),
  name: 'fast',
  description: '',
  isEnabled: true,
  strategy: 'priority',
  isSticky: false,
  fallbackOn: ['unavailable'],
  stepTimeout: null,
  localWait: null,
  cacheFor: null,
  targets: targets.map((target, priority) => ({ target, isEnabled: true, priority, weight: 1 })),
  ...own,
});

export const factsOf = (own: Partial<FactsInput> = {}): Facts =>
  createFacts({
    model: 'gpt-4o',
    door: 'window',
    client: null,
    tags: [],
    last: 'hello',
    earlier: [],
    needs: new Set(),
    inputTokens: 100,
    at: Date.UTC(2026, 10, 21, 12),
    timeZone: 'UTC',
    isOffline: false,
    budgetUsed: null,
    localWait: null,
    ...own,
  });

/** Numbers from 0 to below `below`, the same for the same seed. */
export function createDice(seed: number) {
  let state = seed;
  const roll = (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    // The lower bits go round in small circles.
    return Math.floor((state / 2_147_483_648) * below);
  };
  return {
    roll,
    one: <Value>(values: readonly Value[]): Value => values[roll(values.length)] as Value,
    some: <Value>(most: number, make: () => Value): Value[] => Array.from({ length: roll(most + 1) }, make),
  };
}
export type Dice = ReturnType<typeof createDice>;

const tags = ['work', 'home', 'eu'];

export function anyCondition(dice: Dice, depth = 2): Condition {
  const plain: (() => Condition)[] = [
    () => ({ model: dice.one(['*', 'gpt-*', 'claude-*']) }),
    () => ({ door: dice.one(['window', 'openai-chat']) }),
    () => ({ tag: dice.one(tags) }),
    () => ({ inputTokens: { atLeast: dice.roll(200) } }),
    () => ({ has: dice.one(['image', 'tools'] as const) }),
    () => ({ isOffline: dice.roll(2) === 0 }),
  ];
  if (depth === 0 || dice.roll(3) > 0) return dice.one(plain)();
  const parts = () => dice.some(3, () => anyCondition(dice, depth - 1));
  return dice.one([
    () => ({ all: parts() }),
    () => ({ any: parts() }),
    () => ({ not: anyCondition(dice, depth - 1) }),
  ])();
}

export const anyRule = (dice: Dice, targets: readonly Target[]): Rule =>
  ruleOf(
    dice.roll(4) === 0 ? null : anyCondition(dice),
    [anyAction(dice, targets), ...dice.some(2, () => anyAction(dice, targets))],
    { isEnabled: dice.roll(6) > 0 },
  );

function anyAction(dice: Dice, targets: readonly Target[]): Action {
  return dice.one<() => Action>([
    () => ({ target: dice.one(targets) }),
    () => ({ refuse: 'no' }),
    () => ({ strategy: dice.one(['cheapest', 'weighted'] as const) }),
    () => ({ isLocalOnly: true }),
    () => ({ onlyTag: dice.one(tags) }),
    () => ({ addTag: dice.one(tags) }),
    () => ({ addTag: dice.one(tags) }),
    () => ({ maxOutputTokens: 1 + dice.roll(100) }),
    () => ({ parameters: { temperature: dice.roll(3) / 2 } }),
  ])();
}
