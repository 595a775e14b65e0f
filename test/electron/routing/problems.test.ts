import { describe, expect, test } from 'vitest';
import { newId } from '../../../electron/lib/id.ts';
import { findProblems } from '../../../electron/routing/problems.ts';
import type { ProviderView, View } from '../../../electron/routing/surroundings.ts';
import type { AliasId } from '../../../shared/model/ids.ts';
import type { Condition } from '../../../shared/model/routing.ts';
import type { Action } from '../../../shared/model/rule.ts';
import { aliasOf, ruleOf, targetOf } from '../../helpers/routing-cases.ts';

const provider = (own: Partial<ProviderView> = {}): ProviderView => ({
  id: newId(),
  isEnabled: true,
  isLocal: false,
  isKeyMissing: false,
  tags: ['work'],
  models: ['a', 'b', 'c'],
  ...own,
});

const cloud = provider();
const near = provider({ isLocal: true, tags: [], models: ['llama'] });
const off = provider({ isEnabled: false });
const keyless = provider({ isKeyMissing: true });
const unlisted = provider({ models: null });
const a = targetOf('a', cloud.id);
const b = targetOf('b', cloud.id);
const llama = targetOf('llama', near.id);

const look = (own: Partial<View>) =>
  findProblems({
    aliases: [],
    rules: [],
    providers: [cloud, near, off, keyless, unlisted],
    modelChoices: [],
    ...own,
  }).map(({ index, problem }) => [index, problem]);
const inRule = (actions: Action[], own: Partial<View> = {}, when: Condition | null = { tag: 'x' }) =>
  look({ rules: [ruleOf(when, actions)], ...own });

// Catches: problems shown where there are none, which teaches people to look away.
test('nothing is wrong with what works', () => {
  const alias = aliasOf([a, b, llama, targetOf('whatever', unlisted.id)], { strategy: 'weighted' });
  const rules = [
    ruleOf({ text: 'secret' }, [{ isLocalOnly: true }, { alias: alias.id }]),
    ruleOf({ inputTokens: { atLeast: 10 } }, [{ target: a }, { onlyTag: 'work' }]),
    ruleOf(null, [{ addTag: 'rest' }, { target: llama }]),
  ];
  expect(look({ aliases: [alias], rules })).toEqual([]);
});

describe('a target', () => {
  const cases = [
    [targetOf('a'), 'provider-missing'],
    [targetOf('gone', cloud.id), 'model-missing'],
    [targetOf('a', off.id), 'provider-switched-off'],
    [targetOf('a', keyless.id), 'no-key'],
    [b, 'model-switched-off'],
  ] as const;
  const modelChoices = [{ ...b, isEnabled: false }];

  // Catches: a deleted provider or model that an alias or rule goes on naming, unseen.
  test.each(cases)('%j: %s', (target, problem) => {
    expect(look({ aliases: [aliasOf([a, target])], modelChoices })).toEqual([[1, problem]]);
    expect(inRule([{ addTag: 'y' }, { target }], { modelChoices })).toEqual([[1, problem]]);
  });

  // Catches: an alias with nobody behind it that looks as if only one of its targets were ill.
  test('when none is left, that is said as well', () => {
    const aliases = [aliasOf([targetOf('a'), targetOf('a', off.id)])];
    expect(look({ aliases })).toEqual([
      [0, 'provider-missing'],
      [1, 'provider-switched-off'],
      [null, 'no-targets'],
    ]);
    expect(look({ aliases: [aliasOf([])] })).toEqual([[null, 'no-targets']]);
  });

  // Catches: warnings about what somebody switched off on purpose; silence about what is gone.
  test('what is switched off only has to be there', () => {
    const isEnabled = false;
    const targets = [a, targetOf('a', off.id), targetOf('gone', cloud.id)].map((target, index) => ({
      target,
      priority: 0,
      weight: 1,
      isEnabled: index === 0,
    }));
    expect(look({ aliases: [aliasOf([], { targets })] })).toEqual([[2, 'model-missing']]);
    expect(look({ aliases: [aliasOf([], { isEnabled })] })).toEqual([]);
    const rules = [ruleOf(null, [{ target: targetOf('a', off.id) }, { target: targetOf('a') }], { isEnabled })];
    expect(look({ rules })).toEqual([[1, 'provider-missing']]);
  });

  // Catches: a fallback that is no fallback.
  test('is never asked the second time, nor without any share', () => {
    expect(look({ aliases: [aliasOf([a, b, a])] })).toEqual([[2, 'never-asked']]);
    const targets = [a, b].map((target, index) => ({ target, isEnabled: true, priority: 0, weight: index }));
    const weighted = aliasOf([], { targets, strategy: 'weighted', fallbackOn: [] });
    expect(look({ aliases: [weighted] })).toEqual([[0, 'never-asked']]);
    expect(look({ aliases: [{ ...weighted, fallbackOn: ['limited'] }] })).toEqual([]);
    expect(look({ aliases: [{ ...weighted, strategy: 'priority' }] })).toEqual([]);
  });
});

describe('a rule', () => {
  // Catches: an alias that was deleted or switched off, or has nobody left, found out only when a request comes.
  test('names an alias that works', () => {
    expect(inRule([{ alias: newId<AliasId>() }])).toEqual([[0, 'alias-missing']]);
    const resting = aliasOf([a], { isEnabled: false });
    const rules = [ruleOf(null, [{ alias: resting.id }])];
    expect(look({ aliases: [resting], rules })).toEqual([
      [null, 'switched-off'],
      [0, 'alias-switched-off'],
    ]);
    expect(look({ aliases: [resting], rules: rules.map((rule) => ({ ...rule, isEnabled: false })) })).toEqual([]);
    const empty = aliasOf([targetOf('a', off.id)]);
    expect(inRule([{ alias: empty.id }], { aliases: [empty] })).toContainEqual([0, 'no-targets']);
  });

  // Catches: a rule that is to keep things at home and sends them nowhere, or was meant for the cloud.
  test('that is local only has somebody local', () => {
    expect(inRule([{ isLocalOnly: true }, { target: a }])).toEqual([[1, 'not-local']]);
    const [far, mixed] = [aliasOf([a, b]), aliasOf([a, llama])];
    expect(inRule([{ alias: far.id }, { isLocalOnly: true }], { aliases: [far] })).toEqual([[0, 'not-local']]);
    expect(inRule([{ alias: mixed.id }, { isLocalOnly: true }], { aliases: [mixed] })).toEqual([]);
    const rules = [ruleOf({ any: [{ all: [] }] }, [{ isLocalOnly: true }]), ruleOf({ tag: 'x' }, [{ target: a }])];
    expect(look({ rules })).toEqual([[0, 'not-local']]);
  });

  // Catches: a rule for every request, further down, that keeps things at home: what stands before it then has nobody.
  test('is held against what binds every request, wherever that stands', () => {
    const sends = ruleOf({ tag: 'x' }, [{ target: a }]);
    expect(look({ rules: [sends, ruleOf(null, [{ isLocalOnly: true }])] })).toEqual([[0, 'not-local']]);
    expect(look({ rules: [sends, ruleOf({ tag: 'y' }, [{ isLocalOnly: true }])] })).toEqual([]);
    const isOff = ruleOf(null, [{ isLocalOnly: true }], { isEnabled: false });
    expect(look({ rules: [sends, isOff] })).toEqual([]);
    const unreadable = ruleOf(null, [{ parameters: { temperature: 9 } }]);
    expect(look({ rules: [unreadable, sends] })).toEqual([]);
  });

  // Catches: a tag that no provider has, or not the one that is meant.
  test('names a tag that its providers have', () => {
    expect(inRule([{ onlyTag: 'eu' }])).toEqual([[0, 'no-targets']]);
    expect(inRule([{ onlyTag: 'work' }, { target: llama }])).toEqual([[1, 'no-targets']]);
  });

  // Catches: rules behind one that takes every request, and actions behind one that wins over them.
  test('is asked at all', () => {
    const rules = [
      ruleOf({ model: '*' }, [{ alias: newId<AliasId>() }, { target: a }, { target: b }]),
      ruleOf({ tag: 'x' }, [{ strategy: 'auto' }]),
      ruleOf({ any: [] }, [{ refuse: 'no' }, { addTag: 'y' }]),
    ];
    expect(look({ rules })).toEqual([
      [0, 'alias-missing'],
      [2, 'never-counts'],
      [null, 'never-asked'],
      [null, 'never-asked'],
      [1, 'never-counts'],
    ]);
    const binding = ruleOf({ tag: 'x' }, [{ maxOutputTokens: 1 }, { onlyTag: 'work' }, { addTag: 'y' }, { target: b }]);
    expect(look({ rules: [ruleOf(null, [{ target: a }]), binding] })).toEqual([[3, 'never-counts']]);
    expect(look({ rules: [ruleOf(null, [{ refuse: 'no' }]), binding] })).toEqual([[null, 'never-asked']]);
    expect(inRule([{ target: a }], {}, { inputTokens: { atLeast: 9, atMost: 3 } })).toEqual([[null, 'never-asked']]);
    const never: Condition = { all: [{ tag: 'x' }, { not: { model: '*' } }] };
    expect(inRule([{ target: a }], {}, never)).toEqual([[null, 'never-asked']]);
    expect(look({ rules: [ruleOf({ tag: 'x' }, [{ target: a }]), ruleOf(null, [{ target: b }])] })).toEqual([]);
    const isOff = ruleOf(null, [{ target: a }], { isEnabled: false });
    expect(look({ rules: [isOff, ruleOf(null, [{ target: b }])] })).toEqual([]);
    expect(look({ rules: [ruleOf(null, [{ isLocalOnly: true }]), ruleOf(null, [{ target: llama }])] })).toEqual([]);
  });

  // Catches: a pattern deep in the conditions that stops every request.
  test('has patterns that can be read', () => {
    const when: Condition = { any: [{ tag: 'x' }, { not: { all: [{ text: 'a(?!b)' }] } }] };
    expect(inRule([{ target: a }], {}, when)).toEqual([[null, 'bad-pattern']]);
  });
});
