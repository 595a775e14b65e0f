import { describe, expect, test } from 'vitest';
import { type AutoOptions, orderAuto, type WeighedCandidate } from '../../../electron/routing/auto.ts';
import { exclusionOf, type Known, type Wanted } from '../../../electron/routing/eligible.ts';
import { goal as goals } from '../../../shared/model/route.ts';

/** The same numbers in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

type Random = () => number;
type One = WeighedCandidate & Known;

const maybe = (random: Random, value: number): number | null => (random() < 0.2 ? null : value);

function anyCandidate(random: Random, key: string): One {
  const cost = maybe(random, random() < 0.2 ? 0 : Math.floor(10 ** (random() * 10)));
  const latency = maybe(random, 20 + random() ** 3 * 90_000);
  const quality = maybe(random, random());
  return {
    key,
    priority: Math.floor(random() * 3),
    weight: random(),
    load: 0,
    cost,
    latency,
    quality,
    samples: { latency: Math.floor(random() * 30), quality: Math.floor(random() * 20) },
    isLocal: random() < 0.3,
    tags: ['eu', 'work'].filter(() => random() < 0.5),
    details: random() < 0.2 ? null : { context: Math.floor(random() * 20_000) + 1, tools: random() < 0.7 },
    estimate: { cost, latency, quality },
  };
}

const some = (random: Random): One[] =>
  Array.from({ length: 1 + Math.floor(random() * 7) }, (_, index) => anyCandidate(random, `m${index}`));

const anyOptions = (random: Random): AutoOptions => ({
  goal: goals.options[Math.floor(random() * goals.options.length)] ?? 'balanced',
  taskConfidence: random(),
});

const anyWanted = (random: Random): Wanted => ({
  isLocalOnly: random() < 0.2,
  onlyTags: random() < 0.3 ? ['eu'] : [],
  needs: random() < 0.3 ? ['tools'] : [],
  inputTokens: Math.floor(random() * 8000),
  maxOutputTokens: random() < 0.5 ? null : Math.floor(random() * 4000) + 1,
  requirements: {
    ...(random() < 0.3 && { maxCost: Math.floor(10 ** (random() * 10)) }),
    ...(random() < 0.3 && { maxLatency: Math.floor(random() * 5000) }),
    ...(random() < 0.3 && { minQuality: random() }),
  },
});

const rounds = 2000;
const place = (choice: { ordered: WeighedCandidate[] }, key: string) =>
  choice.ordered.findIndex((one) => one.key === key);

describe('for any candidates', () => {
  // Catches: a candidate lost or doubled on the way, or one that may not be asked.
  test('all that are eligible are there once, and nobody else', () => {
    const random = seeded(1);
    for (let round = 0; round < rounds; round += 1) {
      const wanted = anyWanted(random);
      const all = some(random);
      const eligible = all.filter((one) => exclusionOf(one, wanted) === null);
      const { ordered } = orderAuto(eligible, anyOptions(random));
      expect(ordered.map(({ key }) => key).sort()).toEqual(eligible.map(({ key }) => key).sort());
      const { isLocalOnly, requirements } = wanted;
      const { maxCost = Number.POSITIVE_INFINITY } = requirements;
      expect(ordered.filter(({ isLocal }) => isLocalOnly && !isLocal)).toEqual([]);
      expect(ordered.filter(({ estimate }) => (estimate.cost ?? 0) > maxCost)).toEqual([]);
    }
  });

  // Catches: a cheaper one behind a dearer one that is no better in anything.
  test('the cheaper of two that are else equal never stands behind', () => {
    const random = seeded(2);
    for (let round = 0; round < rounds; round += 1) {
      const one = { ...anyCandidate(random, 'cheap'), cost: Math.floor(10 ** (random() * 11)) };
      const dear = { ...one, key: 'dear', cost: one.cost + 1 + Math.floor(random() * one.cost) };
      for (const goal of goals.options) {
        const choice = orderAuto([dear, ...some(random), one], { goal, taskConfidence: random() });
        expect(place(choice, 'cheap')).toBeLessThan(place(choice, 'dear'));
      }
    }
  });

  // Catches: the same for speed, also where it is worse than any scale was made for.
  test('the faster of two that are else equal never stands behind', () => {
    const random = seeded(3);
    for (let round = 0; round < rounds; round += 1) {
      const one = { ...anyCandidate(random, 'fast'), latency: random() * 200_000 };
      const slow = { ...one, key: 'slow', latency: one.latency * 1.5 + 1 };
      const choice = orderAuto([slow, ...some(random), one], anyOptions(random));
      expect(place(choice, 'fast')).toBeLessThan(place(choice, 'slow'));
    }
  });

  // Catches: a model that becomes better and falls behind one that it was ahead of.
  test('a better quality never costs a place', () => {
    const random = seeded(4);
    for (let round = 0; round < rounds; round += 1) {
      const others = some(random);
      const one = { ...anyCandidate(random, 'x'), quality: random() };
      const better = { ...one, quality: one.quality + random() * (1 - one.quality) };
      const options = { ...anyOptions(random), goal: 'quality_optimized' as const };
      // Of those whose own quality is known: what is not known is counted as the mean, which moves with it.
      const rivals = others.filter(({ quality }) => quality !== null);
      expect(place(orderAuto([...rivals, better], options), 'x')).toBeLessThanOrEqual(
        place(orderAuto([...rivals, one], options), 'x'),
      );
    }
  });

  // Catches: a confidence out of range, or one where there is nobody.
  test('confidence is from 0 to 1', () => {
    const random = seeded(5);
    expect(orderAuto([], anyOptions(random))).toEqual({ ordered: [], confidence: null });
    for (let round = 0; round < rounds; round += 1) {
      const { confidence } = orderAuto(some(random), anyOptions(random));
      expect(confidence).toBeGreaterThanOrEqual(0);
      expect(confidence).toBeLessThanOrEqual(1);
    }
  });

  // Catches: a confidence that rises when less is known.
  test('confidence never rises with fewer samples, or a less certain task', () => {
    const random = seeded(6);
    for (let round = 0; round < rounds; round += 1) {
      const all = some(random);
      const options = anyOptions(random);
      const less = all.map((one) => ({
        ...one,
        samples: { latency: one.samples.latency * random(), quality: one.samples.quality * random() },
      }));
      const sure = orderAuto(all, options).confidence ?? 0;
      expect(orderAuto(less, options).confidence).toBeLessThanOrEqual(sure);
      const unsure = { ...options, taskConfidence: options.taskConfidence * random() };
      expect(orderAuto(all, unsure).confidence).toBeLessThanOrEqual(sure);
    }
  });
});

const plain = (key: string, own: Partial<WeighedCandidate> = {}): WeighedCandidate => ({
  key,
  priority: 0,
  weight: 1,
  load: 0,
  cost: 1_000_000,
  latency: 500,
  quality: 0.5,
  samples: { latency: 50, quality: 8 },
  ...own,
});
const keys = (choice: { ordered: WeighedCandidate[] }) => choice.ordered.map(({ key }) => key).join(' ');
const sure = { taskConfidence: 1 };

describe('goals', () => {
  const local = plain('local', { cost: 0, latency: 900, quality: 0.3 });
  const small = plain('small', { cost: 300_000, latency: 250, quality: 0.6 });
  const large = plain('large', { cost: 20_000_000, latency: 1800, quality: 0.97 });

  // Catches: a goal that decides nothing, or another one's weights.
  test('each puts first what it is about', () => {
    const first = (goal: AutoOptions['goal']) => keys(orderAuto([small, large, local], { goal, ...sure }));
    expect(first('cost_optimized')).toBe('local small large');
    expect(first('latency_optimized')).toMatch(/^small/);
    expect(first('quality_optimized')).toMatch(/^large/);
  });

  // Catches: what nobody knows taken for the best, or for the worst.
  test('what is not known counts neither for nor against', () => {
    const unknown = plain('unknown', { cost: null });
    const choice = orderAuto([plain('dear', { cost: 1e9 }), unknown, plain('cheap', { cost: 1000 })], {
      goal: 'cost_optimized',
      ...sure,
    });
    expect(keys(choice)).toBe('cheap unknown dear');
  });

  // Catches: equals in an order of chance, the wish of the user for an order ignored.
  test('among equals the priority decides, then the order given', () => {
    const choice = orderAuto([plain('b', { priority: 1 }), plain('c'), plain('a')], { goal: 'balanced', ...sure });
    expect(keys(choice)).toBe('c a b');
  });
});

describe('confidence', () => {
  const best = plain('best', { quality: 0.9 });
  const confidence = (candidates: WeighedCandidate[], own: Partial<AutoOptions> = {}) =>
    orderAuto(candidates, { goal: 'quality_optimized', taskConfidence: 1, ...own }).confidence ?? Number.NaN;

  // Catches: each of the reasons to doubt left out of the sum.
  test('falls when the two best are close, when nothing was measured and when the task is a guess', () => {
    const clear = confidence([best, plain('other', { quality: 0.2 })]);
    expect(clear).toBeGreaterThan(0.6);
    expect(confidence([best, plain('other', { quality: 0.89 })])).toBeLessThan(clear * 0.7);
    const unmeasured = { samples: { latency: 0, quality: 0 } };
    expect(confidence([{ ...best, ...unmeasured }, plain('other', { quality: 0.2 })])).toBeLessThan(clear * 0.8);
    expect(confidence([best, plain('other', { quality: 0.2 })], { taskConfidence: 0.2 })).toBeLessThan(clear * 0.5);
    expect(confidence([best, plain('other', { quality: 0.2, cost: null })])).toBeLessThan(clear);
  });
});
