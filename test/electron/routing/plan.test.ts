import { expect, test } from 'vitest';
import type { Wanted } from '../../../electron/routing/eligible.ts';
import { type KnownTarget, type PlanInput, plan } from '../../../electron/routing/plan.ts';
import { noRuling } from '../../../electron/routing/ruling.ts';
import type { ProviderId } from '../../../shared/model/ids.ts';
import { demotion, exclusion, goal } from '../../../shared/model/route.ts';
import { strategy } from '../../../shared/model/routing.ts';
import { choosing, seeded } from '../../helpers/seeded.ts';

const { upTo, one, isSo } = choosing(seeded(11));
const maybe = <T>(value: () => T): T | undefined => (isSo() ? value() : undefined);
const known = <T>(value: () => T): T | null => (isSo(0.7) ? value() : null);
const some = (tags: readonly string[], chance: number): string[] => tags.filter(() => isSo(chance));

function randomTarget(index: number): KnownTarget {
  const estimate = {
    cost: known(() => upTo(1000)),
    latency: known(() => upTo(1000)),
    quality: known(() => upTo(10) / 10),
  };
  const [context, maxInput, tools, structuredOutput] = [
    maybe(() => upTo(4000)),
    maybe(() => upTo(4000)),
    maybe(() => isSo()),
    maybe(() => isSo()),
  ];
  return {
    key: `p${index}/m`,
    target: { providerId: `p${index}` as ProviderId, modelId: 'm' },
    providerName: `P${index}`,
    isLocal: isSo(0.4),
    tags: some(['eu', 'work'], 0.7),
    details: isSo(0.8)
      ? {
          ...(context !== undefined && { context }),
          ...(maxInput !== undefined && { maxInput }),
          ...(tools !== undefined && { tools }),
          ...(structuredOutput !== undefined && { structuredOutput }),
          ...(isSo() && { inputs: isSo() ? ['text', 'image'] : ['text'] }),
        }
      : null,
    isOut: isSo(0.15) ? one(exclusion.options.slice(0, 4) as [never]) : null,
    demotion: isSo(0.3) ? one(demotion.options as [never]) : null,
    priority: upTo(3),
    weight: upTo(3),
    load: upTo(5),
    ...estimate,
    estimate,
    samples: { latency: upTo(20), quality: upTo(20) },
  };
}

const randomWanted = (): Wanted => ({
  isLocalOnly: isSo(0.3),
  onlyTags: isSo(0.3) ? ['eu'] : [],
  needs: isSo(0.2) ? ['tools'] : [],
  inputTokens: upTo(3000),
  maxOutputTokens: known(() => upTo(1000)),
  requirements: {
    ...(isSo(0.2) && { isLocalOnly: true }),
    ...(isSo(0.2) && { maxCost: upTo(1000) }),
    ...(isSo(0.2) && { maxLatency: upTo(1000) }),
    ...(isSo(0.2) && { minQuality: upTo(10) / 10 }),
    ...(isSo(0.2) && { needs: ['image', 'schema'] as const }),
  } as Wanted['requirements'],
});

/** Written once more, from what is promised and not from how it is done. */
function mayAnswer(target: KnownTarget, { requirements, ...wanted }: Wanted): boolean {
  const { isLocal, tags, details, estimate, isOut } = target;
  const needs = new Set([...wanted.needs, ...(requirements.needs ?? [])]);
  const room = wanted.inputTokens + (wanted.maxOutputTokens ?? 1);
  const promises = [
    isOut === null,
    isLocal || !(wanted.isLocalOnly || requirements.isLocalOnly),
    wanted.onlyTags.every((tag) => tags.includes(tag)),
    !needs.has('tools') || details?.tools !== false,
    !needs.has('schema') || details?.structuredOutput !== false,
    !needs.has('image') || !details?.inputs || details.inputs.includes('image'),
    details?.context === undefined || room <= details.context,
    details?.maxInput === undefined || wanted.inputTokens <= details.maxInput,
    requirements.maxCost === undefined || (estimate.cost !== null && estimate.cost <= requirements.maxCost),
    requirements.maxLatency === undefined || (estimate.latency ?? 0) <= requirements.maxLatency,
    requirements.minQuality === undefined || (estimate.quality ?? -1) >= requirements.minQuality,
  ];
  return promises.every(Boolean);
}

// Catches: a target that may not have the request and gets it all the same, in any strategy, by being sticky, or as a
// stand-in; one that may and is forgotten; somebody ill in front of somebody well; a try that plans otherwise.
test('whatever is wanted of whomever, a plan holds all who may answer, and nobody else', () => {
  let local = 0;
  for (let round = 0; round < 4000; round += 1) {
    const candidates = Array.from({ length: upTo(8) }, (_, index) => randomTarget(index));
    const wanted = randomWanted();
    const input: PlanInput = {
      asked: 'any',
      alias: null,
      ruling: noRuling([]),
      strategy: one(strategy.options as [never]),
      candidates,
      wanted,
      inputTokens: wanted.inputTokens,
      sticky: candidates[upTo(9)]?.target ?? null,
      turn: { random: upTo(999) / 1000, count: upTo(100) },
      goal: one(goal.options as [never]),
      task: null,
      reason: 'strategy',
    };
    const { attempts, passedOver, isLocalOnly } = plan(input);
    const idsOf = (list: readonly { target: KnownTarget['target'] }[]): string[] =>
      list.map(({ target }) => target.providerId).toSorted();
    expect(idsOf(attempts)).toEqual(idsOf(candidates.filter((target) => mayAnswer(target, wanted))));
    expect(idsOf([...attempts, ...passedOver])).toEqual(idsOf(candidates));
    const isLocal = new Map(candidates.map(({ target, isLocal: isHere }) => [target.providerId, isHere]));
    local += Number(isLocalOnly);
    expect(!isLocalOnly || attempts.every(({ target }) => isLocal.get(target.providerId))).toBe(true);
    // Who answered before answers again while it is well; what it knows is worth more than any order.
    const stuck = attempts.find(({ target, demotion: why }) => target === input.sticky && why === null);
    expect(attempts[0]?.reason ?? 'strategy').toBe(stuck ? 'sticky' : 'strategy');
    expect(!stuck || attempts[0] === stuck).toBe(true);
    const ill = attempts.map(({ demotion: why }) => why !== null);
    expect(ill).toEqual(ill.toSorted((a, b) => Number(a) - Number(b)));
    expect(plan(input)).toEqual({ ...plan(input), attempts, passedOver });
  }
  expect(local).toBeGreaterThan(1000);
});
