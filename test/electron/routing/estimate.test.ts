import { describe, expect, test } from 'vitest';
import { estimateCost, expectedOutput, nextMean, type Pricing } from '../../../electron/routing/estimate.ts';
import { taskType } from '../../../shared/model/routing.ts';

const cloud = (own: Partial<Pricing> = {}): Pricing => ({
  isLocal: false,
  details: null,
  // 2.5 $ and 10 $ for a million tokens.
  rates: { input: 2_500_000, output: 10_000_000 },
  ...own,
});
const sizes = { inputTokens: 1200, expectedOutput: 300, maxOutputTokens: null };

describe('cost', () => {
  // Catches: prices per million taken for prices per thousand, input and output swapped.
  test('tokens times rates', () => {
    // 1,200 * 2.5 $ + 300 * 10 $ for a million = 0.006 $.
    expect(estimateCost(cloud(), sizes)).toEqual({ cost: 6_000_000, worst: null, outputTokens: 300 });
  });

  // Catches: a fraction of a nano-dollar, or a sum that float arithmetic made smaller than it is.
  test('is whole, rounded up, and safe however big', () => {
    const one = { ...sizes, inputTokens: 1, expectedOutput: 0 };
    expect(estimateCost(cloud({ rates: { input: 1 } }), one).cost).toBe(1);
    for (let input = 1; input < 2000; input += 7) {
      const { cost } = estimateCost(cloud({ rates: { input: 333 } }), { ...one, inputTokens: input });
      expect(cost).toBe(Number((BigInt(input) * 333n + 999n) / 1000n));
    }
    const huge = estimateCost(cloud({ rates: { input: 9e15 } }), { ...one, inputTokens: 100_000_000 });
    expect(Number.isSafeInteger(huge.cost)).toBe(true);
  });

  // Catches: half a price shown as the whole, or an unpriced model as a free one.
  test('is not known where a price is missing that counts', () => {
    expect(estimateCost(cloud({ rates: null }), sizes).cost).toBeNull();
    expect(estimateCost(cloud({ rates: { input: 5 } }), sizes).cost).toBeNull();
    expect(estimateCost(cloud({ rates: { output: 5 } }), sizes).cost).toBeNull();
    expect(estimateCost(cloud({ rates: { input: 5000 } }), { ...sizes, expectedOutput: 0 }).cost).toBe(6000);
  });

  // Catches: the price of a request itself left out.
  test('a price per request comes on top', () => {
    const { cost } = estimateCost(cloud({ rates: { input: 0, output: 0, request: 5_000_000 } }), sizes);
    expect(cost).toBe(5_000_000);
  });

  // Catches: local models that cost something, or nothing known about them.
  test('local is free', () => {
    expect(estimateCost(cloud({ isLocal: true, rates: null }), sizes)).toMatchObject({ cost: 0, worst: 0 });
  });
});

describe('length', () => {
  // Catches: an answer estimated longer than it may be, a worst case that forgets one of three limits.
  test('the least of the limits holds', () => {
    const details = { context: 2000, maxOutput: 500 };
    const worst = (inputTokens: number, maxOutputTokens: number | null) =>
      estimateCost(cloud({ details, rates: { input: 0, output: 1000 } }), {
        inputTokens,
        expectedOutput: 300,
        maxOutputTokens,
      });
    expect(worst(1000, null)).toEqual({ cost: 300, worst: 500, outputTokens: 300 });
    expect(worst(1000, 400)).toEqual({ cost: 300, worst: 400, outputTokens: 300 });
    expect(worst(1000, 50)).toEqual({ cost: 50, worst: 50, outputTokens: 50 });
    expect(worst(1900, null)).toEqual({ cost: 100, worst: 100, outputTokens: 100 });
  });

  // Catches: an embedding whose worst case is an answer as long as the context.
  test('where nothing is written nothing can be', () => {
    const pricing = cloud({ details: { context: 8192 }, rates: { input: 1000 } });
    expect(estimateCost(pricing, { inputTokens: 10, expectedOutput: 0, maxOutputTokens: null })).toMatchObject({
      cost: 10,
      worst: 10,
    });
  });
});

describe('expected output', () => {
  // Catches: a task without a figure.
  test('every task has a usual length', () => {
    for (const task of taskType.options) expect(expectedOutput(task, null)).toBeGreaterThan(0);
  });

  // Catches: one long answer that makes every estimate dear; experience that never wins.
  test('experience takes over little by little', () => {
    const usual = expectedOutput('chat', null);
    const once = expectedOutput('chat', { value: 3000, samples: 1 });
    const often = expectedOutput('chat', { value: 3000, samples: 200 });
    expect(once).toBeGreaterThan(usual);
    expect(once).toBeLessThan(1000);
    expect(often).toBeGreaterThan(2900);
    expect(often).toBeLessThanOrEqual(3000);
  });

  // Catches: a mean that stays where it began, or one that only knows the last answer.
  test('a moving mean is the mean at first and follows later', () => {
    const of = (values: number[]) => values.reduce(nextMean, null as ReturnType<typeof nextMean> | null);
    expect(of([100, 200, 300])).toEqual({ value: 200, samples: 3 });
    const changed = of([...Array<number>(500).fill(100), ...Array<number>(200).fill(1000)]);
    expect(changed?.value).toBeGreaterThan(950);
    expect(of([...Array<number>(500).fill(100), 1000])?.value).toBeCloseTo(118);
  });
});
