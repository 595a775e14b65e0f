// Catches: a simulation of other rules than the ones on the screen, and bars that say what the numbers do not.
import { describe, expect, test } from 'vitest';
import { aliasDraftOf, emptyAlias } from '../../../renderer/features/routing/alias-draft.ts';
import { emptyRule, ruleDraftOf } from '../../../renderer/features/routing/rule-draft.ts';
import { type EditedRouting, triedAliases, triedRules } from '../../../renderer/features/routing/simulate-input.ts';
import { comparisonsOf } from '../../../renderer/features/routing/simulation-figures.ts';
import { createSimulationStore } from '../../../renderer/features/routing/simulation-store.ts';
import { createFormat } from '../../../renderer/lib/format.ts';
import { createClient } from '../../../shared/contract/client.ts';
import type { AppContract } from '../../../shared/contract/contract.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { catalogueFor } from '../../../shared/i18n/index.ts';
import type { Alias } from '../../../shared/model/alias.ts';
import type { AliasId, ProviderId, RuleId } from '../../../shared/model/ids.ts';
import type { Rule } from '../../../shared/model/rule.ts';
import { type SimulatedSide, type Simulation, simulationInput } from '../../../shared/model/simulation.ts';
import { createFakeHost } from '../chat/fake-host.ts';

const i18n = { t: catalogueFor('en'), format: createFormat('en') };
const words = i18n.t.simulate;
const idAt = (at: number): string => `019a0b1c-2d3e-7f40-8a5b-00000000000${at}`;

const rule = (at: number, own: Partial<Rule> = {}): Rule => ({
  id: idAt(at) as RuleId,
  name: `Rule ${at}`,
  isEnabled: true,
  when: null,
  actions: [{ addTag: 'x' }],
  ...own,
});
const alias: Alias = {
  id: idAt(9) as AliasId,
  name: 'fast',
  description: '',
  isEnabled: false,
  strategy: 'priority',
  isSticky: true,
  fallbackOn: ['limited'],
  stepTimeout: 1500,
  localWait: null,
  cacheFor: null,
  targets: [{ target: { providerId: idAt(8) as ProviderId, modelId: 'm' }, isEnabled: true, priority: 0, weight: 1 }],
};
const stored: EditedRouting = {
  rules: [rule(1), rule(2)],
  aliases: [alias],
  drafts: { rules: {}, aliases: {} },
  switches: {},
};
const [first, second] = [idAt(1) as RuleId, idAt(2) as RuleId];

describe('what is tried', () => {
  // Catches: a result that differs although nothing was edited.
  test('is what is stored, in its order, when nothing is edited', () => {
    expect(triedRules(stored, i18n).map((one) => one.rule)).toEqual(stored.rules);
    expect(triedAliases(stored, i18n).map((one) => one.alias)).toEqual([alias]);
    const drafts = { rules: { [first]: ruleDraftOf(rule(1)) }, aliases: { [alias.id]: aliasDraftOf(alias) } };
    expect(triedRules({ ...stored, drafts }, i18n)[0]?.as).toBe('stored');
    expect(triedAliases({ ...stored, drafts }, i18n)[0]?.as).toBe('stored');
  });

  // Catches: a draft that is left out, one that switches itself on, and one half typed that the host refuses.
  test('holds what is typed, where it is finished', () => {
    const typed = { ...ruleDraftOf(rule(1)), name: 'Typed' };
    const rules = { [first]: typed, [second]: { ...ruleDraftOf(rule(2)), actions: [] }, new: emptyRule };
    const aliases = { [alias.id]: { ...aliasDraftOf(alias), strategy: 'cheapest' as const }, new: emptyAlias };
    const edited = { ...stored, drafts: { rules, aliases } };
    expect(triedRules(edited, i18n)).toMatchObject([
      { as: 'edited', rule: { id: first, name: 'Typed', isEnabled: true } },
      { as: 'unfinished', rule: rule(2) },
      { id: 'new', as: 'unfinished', rule: null },
    ]);
    expect(triedAliases(edited, i18n)).toMatchObject([
      { as: 'edited', alias: { id: alias.id, strategy: 'cheapest', isEnabled: false, stepTimeout: 1500 } },
      { id: 'new', as: 'unfinished', alias: null },
    ]);
  });

  // Catches: new ones without an id that the contract takes.
  test('holds new ones, and the host takes it', () => {
    const drafts = {
      rules: { new: { ...ruleDraftOf(rule(1)), name: 'New' } },
      aliases: { new: { ...aliasDraftOf(alias), name: 'other' } },
    };
    const [, , made] = triedRules({ ...stored, drafts }, i18n);
    const [, other] = triedAliases({ ...stored, drafts }, i18n);
    expect(made).toMatchObject({ as: 'new', isSwitched: false, rule: { name: 'New', isEnabled: true } });
    expect(other).toMatchObject({ as: 'new', alias: { name: 'other', isEnabled: true } });
    const input = { days: 7, rules: [made?.rule], aliases: [other?.alias] };
    expect(simulationInput.safeParse(input).success).toBe(true);
    // Two aliases cannot have one name.
    const twice = { ...stored, drafts: { rules: {}, aliases: { new: aliasDraftOf(alias) } } };
    expect(triedAliases(twice, i18n)[1]).toMatchObject({ as: 'unfinished', alias: null });
  });

  // Catches: a switch that is forgotten when the rule is edited as well.
  test('goes by the switches', () => {
    const drafts = { rules: { [first]: { ...ruleDraftOf(rule(1)), name: 'Typed' } }, aliases: {} };
    const tried = triedRules({ ...stored, drafts, switches: { [first]: false, [second]: true } }, i18n);
    expect(tried).toMatchObject([
      { isSwitched: true, rule: { name: 'Typed', isEnabled: false } },
      { isSwitched: false, rule: { isEnabled: true } },
    ]);
  });
});

const side = (own: Partial<SimulatedSide> = {}): SimulatedSide => ({
  requests: 10,
  cost: 0,
  unpriced: 0,
  firstToken: null,
  localShare: null,
  failures: 0,
  refused: 0,
  ...own,
});
const simulation = (before: SimulatedSide, after: SimulatedSide): Simulation => ({
  isCut: false,
  notKept: 0,
  before,
  after,
  changed: 0,
  untold: 0,
  failuresAvoided: 0,
  failuresAdded: 0,
});

describe('the bars', () => {
  // Catches: bars of two scales, a wrong sign, a share that fills the width because it is the greater one.
  test('are drawn to one scale, and the difference says which way', () => {
    const before = side({ cost: 4e9, firstToken: { mean: 1000, p95: 2000 }, localShare: 0.25, failures: 2 });
    const after = side({ cost: 1e9, firstToken: { mean: 1500, p95: 2000 }, localShare: 0.5, failures: 0, refused: 3 });
    expect(comparisonsOf(simulation(before, after), i18n)).toEqual([
      {
        name: words.measures.cost,
        before: { share: 1, text: 'US$4.00' },
        after: { share: 0.25, text: 'US$1.00' },
        difference: '−75%',
        isBetter: true,
      },
      {
        name: words.measures.mean,
        before: { share: 2 / 3, text: '1 sec' },
        after: { share: 1, text: '1.5 secs' },
        difference: '+50%',
        isBetter: false,
      },
      {
        name: words.measures.p95,
        before: { share: 1, text: '2 secs' },
        after: { share: 1, text: '2 secs' },
        difference: null,
        isBetter: null,
      },
      {
        name: words.measures.local,
        before: { share: 0.25, text: '25%' },
        after: { share: 0.5, text: '50%' },
        difference: '+25 points',
        isBetter: null,
      },
      {
        name: words.measures.failures,
        before: { share: 1, text: '2' },
        after: { share: 0, text: '0' },
        difference: '−2',
        isBetter: true,
      },
      {
        name: words.measures.refused,
        before: { share: 0, text: '0' },
        after: { share: 1, text: '3' },
        difference: '+3',
        isBetter: null,
      },
    ]);
  });

  // Catches: NaN on the screen, and "not known" that is drawn as none.
  test('say what is not known, and nothing of what was nothing', () => {
    const [cost, mean, , local] = comparisonsOf(simulation(side(), side({ cost: 5e9 })), i18n);
    expect(cost).toMatchObject({ before: { share: 0, text: 'US$0.00' }, difference: null });
    expect(mean).toMatchObject({ before: { share: 0, text: words.missing.firstToken }, difference: null });
    expect(local).toMatchObject({ after: { share: 0, text: words.missing.local }, isBetter: null });
  });
});

describe('a run', () => {
  const found = simulation(side(), side());
  const input = { days: 7, rules: [], aliases: [] };

  // Catches: a cancelled run that changes the result later on, and a failure that takes away what was there.
  test('leaves the old result until there is a new one', async () => {
    const answers = [Promise.resolve(found), Promise.reject(new AppError('STORAGE_FULL', 'no').toJSON())];
    const late = Promise.withResolvers<Simulation>();
    const host = createFakeHost({ 'routing.simulate': () => answers.shift() ?? late.promise });
    const { getState } = createSimulationStore(createClient<AppContract>(host.link));
    await getState().run(input);
    expect(getState()).toMatchObject({ isRunning: false, found: { simulation: found, input } });
    await getState().run(input);
    expect(getState()).toMatchObject({
      isRunning: false,
      error: { code: 'STORAGE_FULL' },
      found: { simulation: found },
    });
    const running = getState().run({ ...input, days: 1 });
    expect(getState()).toMatchObject({ isRunning: true, error: undefined, found: { input } });
    getState().stop();
    expect(getState().isRunning).toBe(false);
    // Also at the host: it would go on for nobody.
    expect(host.cancelled).toEqual(['routing.simulate']);
    late.resolve({ ...found, changed: 5 });
    await running;
    expect(getState()).toMatchObject({ isRunning: false, found: { simulation: { changed: 0 } } });
  });

  // Catches: a switch that stands on after it was put back to what is stored.
  test('a switch back follows what is stored again', () => {
    const { getState } = createSimulationStore(createClient<AppContract>(createFakeHost({}).link));
    getState().setSwitch(first, false);
    getState().setSwitch(second, true);
    getState().setSwitch(first, undefined);
    expect(getState().switches).toEqual({ [second]: true });
  });
});
