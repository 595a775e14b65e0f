import { describe, expect, test } from 'vitest';
import { newId } from '../../../electron/lib/id.ts';
import type { SimulatedPlan } from '../../../electron/routing/replay.ts';
import { applyRules } from '../../../electron/routing/rules.ts';
import { type PlanOf, simulate } from '../../../electron/routing/simulate.ts';
import type { ProviderId } from '../../../shared/model/ids.ts';
import type { Target } from '../../../shared/model/provider.ts';
import type { Rule } from '../../../shared/model/rule.ts';
import { type RecordedRequest, recordedRequest, simulation } from '../../../shared/model/simulation.ts';
import { anyRule, createDice, type Dice, ruleOf, targetOf } from '../../helpers/routing-cases.ts';

const home = newId<ProviderId>();
const [llama, gpt, claude] = [targetOf('llama', home), targetOf('gpt'), targetOf('claude')];
const everybody = [llama, gpt, claude];
const isLocal = ({ providerId }: Target) => providerId === home;
const estimates = new Map([
  [llama, { cost: 0, latency: 50, quality: null }],
  [gpt, { cost: 3_000, latency: 400, quality: null }],
  [claude, { cost: null, latency: null, quality: null }],
]);

/** What is asked for comes first, the others stand in. */
const planWith =
  (rules: readonly Rule[]): PlanOf =>
  (facts) => {
    const { destination, refusal, isLocalOnly } = applyRules(rules, facts);
    const asked =
      destination && 'target' in destination
        ? destination.target
        : everybody.find(({ modelId }) => modelId === facts.model);
    const ordered = everybody.toSorted(
      (one, other) => Number(other.modelId === asked?.modelId) - Number(one.modelId === asked?.modelId),
    );
    const left = ordered.filter((target) => isLocal(target) || !isLocalOnly);
    return planTo(left, { isRefused: refusal !== null });
  };

const planTo = (targets: readonly Target[], own: Partial<SimulatedPlan> = {}): SimulatedPlan => ({
  isRefused: false,
  attempts: targets.map((target) => ({
    target,
    estimate: estimates.get(target) ?? { cost: 1, latency: 1, quality: null },
  })),
  goesOn: (failure) => failure?.retryable === true,
  ...own,
});

const start = Date.UTC(2026, 10, 20);
const failure = { code: 'PROVIDER_UNHEALTHY', message: '', retryable: true } as const;

type Attempt = RecordedRequest['attempts'][number];
const attemptAt = (target: Target, own: Partial<Attempt> = {}): Attempt => ({
  target,
  startedAt: start,
  firstToken: 300,
  duration: 1_000,
  outcome: 'answered',
  failure: null,
  ...own,
});
const failedAt = (target: Target, own: Partial<Attempt> = {}): Attempt =>
  attemptAt(target, { outcome: 'failed', firstToken: null, duration: 200, failure, ...own });

const recorded = (own: Partial<RecordedRequest> = {}): RecordedRequest =>
  recordedRequest.parse({
    at: start,
    model: 'gpt',
    door: 'window',
    client: null,
    tags: [],
    needs: [],
    inputTokens: 100,
    isOffline: false,
    known: { task: null, personalData: null, patterns: {} },
    outputTokens: 50,
    target: gpt,
    cost: 2_000,
    firstToken: 300,
    duration: 1_000,
    status: 'answered',
    attempts: [attemptAt(gpt)],
    ...own,
  });

const all = { isCut: false, notKept: 0 };
const pause = async () => {};
const replayed = async (requests: readonly RecordedRequest[], after: PlanOf, before: PlanOf = planWith([])) =>
  simulation.parse({ ...(await simulate(requests, { before, after, isLocal, timeZone: 'UTC', pause })), ...all });

describe('with unchanged rules', () => {
  // Catches: a simulator that estimates where it knows, so that every change looks better or worse than it is.
  test('it is what really happened, whatever that was', async () => {
    for (let seed = 1; seed <= 150; seed += 1) {
      const dice = createDice(seed);
      const rules = dice.some(5, () => anyRule(dice, everybody));
      const requests = dice.some(40, () => anyRecorded(dice));
      const result = await replayed(requests, planWith(structuredClone(rules)), planWith(rules));
      expect(result.after).toEqual(result.before);
      expect(result).toMatchObject({ changed: 0, failuresAvoided: 0, failuresAdded: 0 });
      const really = requests.filter(({ status }) => status === 'failed').length;
      const cost = requests.reduce((sum, request) => sum + (request.cost ?? 0), 0);
      expect(result.before).toMatchObject({ requests: requests.length, failures: really, cost });
    }
  });
});

// Catches: a long one that nobody can end, or that stops somewhere else than where it was told.
test('it goes no further when the pause throws', async () => {
  let [planned, left] = [0, 25];
  const counting: PlanOf = (facts, request) => {
    planned += 1;
    return planWith([])(facts, request);
  };
  const options = { before: counting, after: counting, isLocal, timeZone: 'UTC' };
  const ending = async () => {
    left -= 1;
    if (left === 0) throw new Error('enough');
  };
  const requests = Array.from({ length: 20 }, () => recorded());
  await expect(simulate(requests, { ...options, pause: ending })).rejects.toThrow('enough');
  expect(planned).toBe(8);
});

describe('with other rules', () => {
  // Catches: money that is counted where no price is known, and a share of requests that went nowhere.
  test('each side is counted', async () => {
    const requests = [
      recorded(),
      recorded({ target: llama, cost: 0, firstToken: 100, attempts: [attemptAt(llama)], model: 'llama' }),
      recorded({ target: claude, cost: null, firstToken: 500, attempts: [attemptAt(claude)], model: 'claude' }),
      recorded({ status: 'refused', target: null, cost: null, firstToken: null, attempts: [] }),
    ];
    const { before, after, changed } = await replayed(requests, planWith([ruleOf(null, [{ target: llama }])]));
    expect(before).toEqual({
      requests: 4,
      cost: 2_000,
      unpriced: 1,
      failures: 0,
      refused: 1,
      firstToken: { mean: 300, p95: 500 },
      localShare: 1 / 3,
    });
    expect(changed).toBe(3);
    // One near it in time says what the local one takes; where it was asked itself, that counts.
    expect(after).toEqual({
      requests: 4,
      cost: 0,
      unpriced: 0,
      failures: 0,
      refused: 0,
      firstToken: { mean: 62.5, p95: 100 },
      localShare: 1,
    });
  });

  // Catches: failures "avoided" by a target that failed as well at that time, or for the request's own sake.
  test('who failed about then would have failed again', async () => {
    const hit = recorded({ status: 'failed', target: null, cost: null, firstToken: null, attempts: [failedAt(gpt)] });
    const toClaude: PlanOf = () => planTo([claude]);
    const toGpt: PlanOf = () => planTo([gpt]);
    const other = (attempt: Attempt) =>
      recorded({ target: null, status: 'failed', model: 'claude', attempts: [attempt] });
    const about = async (attempt: Attempt) => {
      const plan: PlanOf = (facts) => (facts.model === 'claude' ? toClaude : toGpt)(facts, hit);
      const { failuresAvoided } = await replayed([hit, other(attempt)], toClaude, plan);
      return failuresAvoided;
    };
    expect(await about(failedAt(claude, { startedAt: start + 60_000 }))).toBe(0);
    expect(await about(failedAt(claude, { startedAt: start + 3_600_000 }))).toBe(1);
    expect(await about(failedAt(claude, { failure: { ...failure, retryable: false } }))).toBe(1);
  });

  // Catches: a fallback that comes for nothing: the time of the failure before it is waited as well.
  test('a fallback answers later, by as much as the failure took', async () => {
    const requests = [
      recorded({ status: 'failed', target: null, cost: null, firstToken: null, attempts: [failedAt(gpt)] }),
    ];
    const before: PlanOf = () => planTo([gpt]);
    const after: PlanOf = () => planTo([gpt, llama]);
    const result = await replayed(requests, after, before);
    expect(result).toMatchObject({
      failuresAvoided: 1,
      after: { failures: 0, firstToken: { mean: 250 }, localShare: 1 },
    });
    const stopped: PlanOf = () => planTo([gpt, llama], { goesOn: () => false });
    expect(await replayed(requests, stopped, before)).toMatchObject({ changed: 0, failuresAvoided: 0 });
  });

  // Catches: a longer list behind the one that answered, shown as a change.
  test('what was not needed changes nothing', async () => {
    const result = await replayed(
      [recorded()],
      () => planTo([gpt, llama, claude]),
      () => planTo([gpt]),
    );
    expect(result).toMatchObject({ changed: 0, after: result.before });
  });

  // Catches: a request that nobody may answer counted as answered; one that its caller left counted as failed.
  test('nobody left is a failure, a caller who left stays one', async () => {
    const requests = [recorded(), recorded({ status: 'cancelled' })];
    expect(await replayed(requests, () => planTo([]))).toMatchObject({ failuresAdded: 1, after: { failures: 1 } });
    const refused = await replayed(requests, planWith([ruleOf(null, [{ refuse: 'no' }])]));
    expect(refused.after).toMatchObject({ refused: 2, failures: 0, localShare: null, cost: 0 });
  });

  // Catches: an answer from the cache that is asked for anew.
  test('what came from the cache stays there', async () => {
    const cached = recorded({ attempts: [], cost: 0, target: null });
    expect(await replayed([cached], () => planTo([llama]))).toMatchObject({ changed: 0 });
  });
});

describe('what was not recorded', () => {
  const pattern = planWith([ruleOf({ text: 'falcon' }, [{ target: llama }])]);

  // Catches: a pattern that was never searched for, taken as not found.
  test('cannot be told, and is left as it was', async () => {
    const result = await replayed([recorded(), recorded()], pattern);
    expect(result).toMatchObject({ untold: 2, changed: 0, after: result.before });
    for (const condition of [{ task: ['coding' as const] }, { personalData: ['iban' as const] }, { localWait: 5 }]) {
      expect(await replayed([recorded()], planWith([ruleOf(condition, [{ refuse: 'no' }])]))).toMatchObject({
        untold: 1,
      });
    }
  });

  // Catches: a replay that cannot tell what it was told.
  test('what a rule asked at the time is known', async () => {
    const known = (falcon: boolean) => recorded({ known: { task: 'coding', personalData: [], patterns: { falcon } } });
    expect(await replayed([known(true), known(false)], pattern)).toMatchObject({ untold: 0, changed: 1 });
    const others = ruleOf({ any: [{ task: ['coding'] }, { personalData: ['iban'] }] }, [{ target: llama }]);
    expect(await replayed([known(true)], planWith([others]))).toMatchObject({ untold: 0, changed: 1 });
  });

  // Catches: a failure of another kind swallowed as "cannot be told".
  test('other failures are not hidden', async () => {
    const broken = ruleOf({ any: [{ tag: 'x' }, { all: [] }] }, [{ parameters: { temperature: 9 } }]);
    await expect(replayed([recorded()], planWith([broken]))).rejects.toThrow('cannot be read');
  });
});

function anyRecorded(dice: Dice): RecordedRequest {
  const [target, first] = [dice.one(everybody), dice.one(everybody)];
  const at = start + dice.roll(86_400_000);
  const status = dice.one(['answered', 'answered', 'failed', 'cancelled', 'refused'] as const);
  const isAsked = status !== 'refused';
  const times = { startedAt: at, duration: 100 + dice.roll(900) };
  const failures = isAsked ? dice.some(2, () => failedAt(first, times)) : [];
  const last = status === 'answered' ? [attemptAt(target, times)] : [];
  return recorded({
    at,
    status,
    model: dice.one(everybody).modelId,
    tags: dice.some(1, () => 'work'),
    needs: dice.some(1, () => 'tools' as const),
    inputTokens: dice.roll(200),
    target: last.length > 0 ? target : null,
    cost: last.length > 0 && dice.roll(3) > 0 ? dice.roll(9_000) : null,
    firstToken: last.length > 0 ? dice.roll(3_000) : null,
    attempts: [...failures, ...last],
  });
}
