import { describe, expect, test } from 'vitest';
import { newId } from '../../../electron/lib/id.ts';
import { holds } from '../../../electron/routing/conditions.ts';
import { applyRules, explainRules } from '../../../electron/routing/rules.ts';
import type { Ruling } from '../../../electron/routing/ruling.ts';
import type { AliasId } from '../../../shared/model/ids.ts';
import type { Need } from '../../../shared/model/routing.ts';
import type { Action, Rule } from '../../../shared/model/rule.ts';
import { anyRule, createDice, factsOf, ruleOf, targetOf } from '../../helpers/routing-cases.ts';

const target = targetOf('m');
const alias = newId<AliasId>();

describe('rules', () => {
  // Catches: a later rule that sends the request elsewhere, or one that only adds and ends the asking.
  test('the first that says where to decides', () => {
    const rules = [
      ruleOf(null, [{ maxOutputTokens: 500 }], { name: 'adds' }),
      ruleOf({ tag: 'home' }, [{ refuse: 'no' }], { name: 'does not hold' }),
      ruleOf(null, [{ isLocalOnly: true }], { name: 'is off', isEnabled: false }),
      ruleOf(null, [{ alias }, { strategy: 'cheapest' }], { name: 'decides' }),
      ruleOf(null, [{ target }, { strategy: 'weighted' }, { parameters: { seed: 1 } }], { name: 'comes too late' }),
    ];
    const ruling = applyRules(rules, factsOf());
    expect(ruling.decidedBy?.name).toBe('decides');
    expect(ruling.held.map(({ name }) => name)).toEqual(['adds', 'decides']);
    expect(ruling).toMatchObject({
      destination: { alias },
      refusal: null,
      strategy: 'cheapest',
      isLocalOnly: false,
      changes: { maxOutputTokens: 500 },
    });
  });

  // Catches: "local only", a tag, a cap or a refusal that fails open because an earlier rule said where to.
  test('behind it all that binds the request is asked, and nothing else', () => {
    const says = ruleOf(null, [{ target }, { maxOutputTokens: 500 }]);
    const binds = ruleOf({ personalData: ['email'] }, [
      { alias },
      { parameters: { seed: 1 } },
      { strategy: 'weighted' },
      { isLocalOnly: true },
      { onlyTag: 'eu' },
      { maxOutputTokens: 50 },
      { addTag: 'bound' },
    ]);
    const facts = factsOf({ last: 'to anna@example.org' });
    expect(applyRules([says, binds], facts)).toMatchObject({
      held: [says, binds],
      decidedBy: says,
      destination: { target },
      strategy: null,
      isLocalOnly: true,
      onlyTags: ['eu'],
      changes: { maxOutputTokens: 50 },
      tags: ['bound'],
    });
    expect(applyRules([says, binds], facts).changes).not.toHaveProperty('parameters');
    const refuses = ruleOf({ tag: 'bound' }, [{ refuse: 'not this' }]);
    const last = ruleOf(null, [{ isLocalOnly: true }]);
    expect(applyRules([says, binds, refuses, last], facts)).toMatchObject({
      held: [says, binds, refuses],
      refusal: 'not this',
    });
  });

  // Catches: a cap that a later rule lifts, parameters that an earlier rule keeps under another of their names.
  test('the smallest cap wins, and the latest parameter', () => {
    const rules = [
      ruleOf(null, [{ maxOutputTokens: 100 }, { parameters: { temp: 0.2, seed: 1 } }]),
      ruleOf(null, [{ maxOutputTokens: 900 }, { parameters: { temperature: 0.7 } }]),
    ];
    expect(applyRules(rules, factsOf()).changes).toEqual({
      maxOutputTokens: 100,
      parameters: { temperature: 0.7, seed: 1 },
    });
  });

  // Catches: a tag that the rules behind it do not see, or the one that adds it sees already.
  test('a tag is seen by later rules', () => {
    const rules = [
      ruleOf({ tag: 'code' }, [{ onlyTag: 'wrong' }]),
      ruleOf(null, [{ addTag: 'code' }]),
      ruleOf({ tag: 'code' }, [{ onlyTag: 'eu' }]),
    ];
    expect(applyRules(rules, factsOf({ tags: ['work'] }))).toMatchObject({ tags: ['work', 'code'], onlyTags: ['eu'] });
  });

  // Catches: a request that is refused and sent all the same.
  test('of one rule the refusal wins, then the target', () => {
    const all = [{ alias }, { target }, { refuse: 'not this' }, { isLocalOnly: true as const }];
    expect(applyRules([ruleOf(null, all)], factsOf())).toMatchObject({ refusal: 'not this', destination: null });
    expect(applyRules([ruleOf(null, all.toSpliced(2, 1))], factsOf())).toMatchObject({
      destination: { target },
      isLocalOnly: true,
    });
  });

  // Catches: a rule that keeps things at home, cannot be read, and is passed over.
  test('one that cannot be read stops the request, without its pattern', () => {
    const broken = ruleOf({ text: 'secret-name(' }, [{ isLocalOnly: true }], { name: 'at home' });
    expect(() => applyRules([broken, ruleOf(null, [{ target }])], factsOf())).toThrow(
      expect.objectContaining({
        code: 'VALIDATION_FAILED',
        message: expect.stringMatching(/"at home"(?!.*secret-name)/),
      }),
    );
    const parameters = ruleOf(null, [{ parameters: { temperature: 9 } }]);
    expect(() => applyRules([parameters], factsOf())).toThrow(expect.objectContaining({ code: 'VALIDATION_FAILED' }));
  });

  // Catches: one that keeps things at home, cannot be read, and is passed over because an earlier rule decided.
  test('that holds for one behind the deciding rule as well', () => {
    const broken = ruleOf({ text: '(' }, [{ isLocalOnly: true }], { name: 'at home' });
    expect(() => applyRules([ruleOf(null, [{ target }]), broken], factsOf())).toThrow('"at home"');
  });

  // Catches: text that is searched for what could not count any more.
  test('what nobody asks stays unknown', () => {
    const facts = factsOf();
    const searches = ruleOf({ text: 'x' }, [{ alias }, { strategy: 'auto' }, { parameters: { seed: 1 } }]);
    applyRules([ruleOf(null, [{ addTag: 'x' }]), ruleOf(null, [{ target }]), searches], facts);
    const refused = [ruleOf(null, [{ refuse: 'no' }]), ruleOf({ text: 'x' }, [{ isLocalOnly: true }])];
    applyRules(refused, facts);
    expect(facts.known()).toEqual({ task: null, personalData: null, patterns: {} });
  });
});

describe('the tester', () => {
  // Catches: a tester that leaves out what would have to be known to mend a rule: why it did not hold, what came too late.
  test('shows every rule and what it did', () => {
    const rules = [
      ruleOf({ all: [{ tag: 'home' }, { door: 'window' }] }, [{ refuse: 'no' }]),
      ruleOf(null, [{ target }, { alias }, { addTag: 'x' }]),
      ruleOf({ tag: 'x' }, [{ maxOutputTokens: 5 }]),
      ruleOf(null, [{ alias }, { strategy: 'weighted' }, { isLocalOnly: true }]),
      ruleOf(null, [{ strategy: 'weighted' }]),
      ruleOf(null, [{ addTag: 'y' }, { refuse: 'no' }]),
      ruleOf({ not: { text: '(' } }, [{ maxOutputTokens: 5 }]),
    ];
    const traces = explainRules(rules, factsOf());
    expect(traces.map(({ isReached, holds: held, did, tooLate }) => [isReached, held, did, tooLate])).toEqual([
      [true, false, [], []],
      [true, true, [{ target }, { addTag: 'x' }], []],
      [true, true, [{ maxOutputTokens: 5 }], []],
      [true, true, [{ isLocalOnly: true }], [{ alias }, { strategy: 'weighted' }]],
      [false, true, [], []],
      [true, true, [{ refuse: 'no' }], []],
      [false, null, [], []],
    ]);
    expect(traces[0]?.outcome?.parts.map((part) => part.holds)).toEqual([false, true]);
    expect(traces[6]?.failure?.code).toBe('VALIDATION_FAILED');
  });

  // Catches: a bad pattern behind a condition that settles it, shown as a failure that no request meets; and rules shown as
  // reached behind one that stopped the request.
  test('fails where the request fails, and only there', () => {
    const settled = ruleOf({ all: [{ tag: 'home' }, { text: '(' }] }, [{ target }]);
    const broken = ruleOf({ text: '(' }, [{ target }]);
    const [first, second, third] = explainRules([settled, broken, ruleOf(null, [{ target }])], factsOf());
    expect(first).toMatchObject({ holds: false, outcome: null, failure: null });
    expect(second).toMatchObject({ holds: null, failure: { code: 'VALIDATION_FAILED' } });
    expect(third?.isReached).toBe(false);
  });
});

describe('whatever the rules are', () => {
  const targets = [targetOf('a'), targetOf('b')];
  const says = ({ actions }: Rule) => actions.some((one) => 'target' in one || 'alias' in one);
  const cases = Array.from({ length: 400 }, (_, seed) => {
    const dice = createDice(seed + 1);
    const rules = dice.some(8, () => anyRule(dice, targets));
    const needs = new Set(dice.some(2, () => dice.one<Need>(['image', 'tools'])));
    const tags = dice.some(1, () => 'work');
    return { rules, facts: factsOf({ tags, needs, inputTokens: dice.roll(200), isOffline: dice.roll(2) === 0 }) };
  });

  // Catches: rules out of order, one that did not hold, and a destination that is not that of the first that names one.
  test('those that held stand in their order, and the first that says where to decides', () => {
    for (const { rules, facts } of cases) {
      const { held, tags, decidedBy, refusal } = applyRules(rules, facts);
      const places = held.map((rule) => rules.indexOf(rule));
      expect(places).toEqual(places.toSorted((one, other) => one - other));
      const first = refusal === null ? held.find(says) : held.slice(0, -1).find(says);
      expect(decidedBy).toBe(first ?? null);
      for (const rule of held) {
        expect(rule.isEnabled).toBe(true);
        // Tags are only ever added, so without "not" what held at its turn holds with all of them.
        const isSettled = rule.when === null || JSON.stringify(rule.when).includes('"not"');
        expect(isSettled || holds(rule.when ?? { any: [] }, { ...facts, tags })).toBe(true);
      }
    }
  });

  // Catches: a rule further down that takes "local only" or a tag of providers back, or lifts a cap.
  test('each further rule only binds more', () => {
    for (const { rules, facts } of cases) {
      let before = applyRules([], facts);
      for (let length = 1; length <= rules.length; length += 1) {
        const after = applyRules(rules.slice(0, length), facts);
        expect(after.isLocalOnly).toBe(before.isLocalOnly || after.isLocalOnly);
        expect(after.onlyTags.slice(0, before.onlyTags.length)).toEqual(before.onlyTags);
        expect(after.changes.maxOutputTokens ?? 1e9).toBeLessThanOrEqual(before.changes.maxOutputTokens ?? 1e9);
        const decided = before.destination === null ? after : before;
        expect([after.destination, after.decidedBy, after.strategy, after.changes.parameters]).toEqual([
          decided.destination,
          decided.decidedBy,
          decided.strategy,
          decided.changes.parameters,
        ]);
        expect(after).toEqual(before.refusal === null ? after : before);
        before = after;
      }
    }
  });

  // Catches: a restriction that counts only where it stands. Where no tag is added, order is nothing to what binds.
  test('no order of them hides what binds a request', () => {
    let hidden = 0;
    for (const [seed, { rules, facts }] of cases.entries()) {
      const isKept = (action: Action) => !('addTag' in action || ('refuse' in action && seed % 2 === 0));
      const untagged = rules.flatMap(({ actions, ...rule }) => {
        const kept = actions.filter(isKept);
        return kept.length > 0 ? { ...rule, actions: kept } : [];
      });
      const dice = createDice(seed + 1000);
      const places = new Map(untagged.map((rule) => [rule, dice.roll(1000)]));
      const mixed = untagged.toSorted((one, other) => (places.get(one) ?? 0) - (places.get(other) ?? 0));
      const [one, other] = [applyRules(untagged, facts), applyRules(mixed, facts)];
      expect(other.refusal).toBe(one.refusal);
      if (one.refusal !== null) continue;
      const boundsOf = ({ isLocalOnly, onlyTags, changes }: Ruling) => [
        isLocalOnly,
        onlyTags.toSorted(),
        changes.maxOutputTokens,
      ];
      expect(boundsOf(other)).toEqual(boundsOf(one));
      if (one.decidedBy !== null && one.held.at(-1) !== one.decidedBy) hidden += 1;
    }
    expect(hidden).toBeGreaterThan(20);
  });

  // Catches: a tester that shows another way than the one requests take.
  test('the tester and the request agree', () => {
    for (const { rules, facts } of cases) {
      const traces = explainRules(rules, facts);
      const { held } = applyRules(rules, facts);
      const reached = traces.filter(({ isReached, holds: isHeld }) => isReached && isHeld);
      expect(reached.map(({ rule }) => rule)).toEqual(held);
      // What counted, alone and in this order, comes to the same.
      const counted = reached.map(({ rule, did }) => ({ ...rule, actions: [...did] }));
      const { held: _again, decidedBy: _same, ...ruling } = applyRules(rules, facts);
      expect(applyRules(counted, facts)).toMatchObject(ruling);
      for (const { rule, did, tooLate } of traces)
        expect(new Set([...did, ...tooLate]).size).toBeLessThanOrEqual(rule.actions.length);
      const explained = traces.filter(({ outcome }) => outcome !== null);
      expect(explained.map(({ outcome }) => outcome?.holds)).toEqual(explained.map((trace) => trace.holds));
    }
  });
});
