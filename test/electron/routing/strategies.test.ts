import { expect, test } from 'vitest';
import { type Candidate, inOrder } from '../../../electron/routing/strategies.ts';

const candidate = (key: string, own: Partial<Candidate> = {}): Candidate => ({
  key,
  priority: 0,
  weight: 1,
  latency: null,
  load: 0,
  cost: null,
  quality: null,
  ...own,
});
const keys = (candidates: readonly Candidate[]): string => candidates.map(({ key }) => key).join(' ');
const turn = { random: 0, count: 0 };

// Catches: a strategy that turns its measure round, or loses a target that could have stood in.
test.each([
  ['priority', { priority: 2 }, { priority: 1 }],
  ['least-latency', { latency: 900 }, { latency: 300 }],
  ['least-busy', { load: 3 }, { load: 1 }],
  ['cheapest', { cost: 500 }, { cost: 0 }],
  ['best-quality', { quality: 0.6 }, { quality: 0.9 }],
] as const)('%s puts the better one first', (strategy, worse, better) => {
  expect(keys(inOrder(strategy, [candidate('a', worse), candidate('b', better)], turn))).toBe('b a');
});

// Catches: an unpriced model taken for a free one, an unmeasured one for a fast one.
test('what is not known stands last', () => {
  const both = [candidate('unknown'), candidate('known', { cost: 9e15, latency: 60_000, quality: 0 })];
  for (const strategy of ['cheapest', 'least-latency', 'best-quality'] as const) {
    expect(keys(inOrder(strategy, both, turn))).toBe('known unknown');
  }
});

// Catches: round-robin that starts anew with each request, or asks those of a lower priority in turn as well.
test('round-robin goes round among the best', () => {
  const three = [candidate('a'), candidate('b'), candidate('last', { priority: 1 })];
  const firsts = [0, 1, 2].map((count) => keys(inOrder('round-robin', three, { ...turn, count })));
  expect(firsts).toEqual(['a b last', 'b a last', 'a b last']);
});

// Catches: weights that only look right. Chi-square with two degrees of freedom, one in a thousand would be above.
test('weights come out as they were given', () => {
  const weights = { a: 1, b: 3, c: 6 };
  const three = Object.entries(weights).map(([key, weight]) => candidate(key, { weight }));
  const seen: Record<string, number> = { a: 0, b: 0, c: 0 };
  const seconds: Record<string, number> = { a: 0, b: 0 };
  const draws = 20_000;
  for (let index = 0; index < draws; index += 1) {
    // Every place of the wheel once, in an order that has nothing to do with the candidates.
    const random = ((index * 7919) % draws) / draws;
    const [first, second] = inOrder('weighted', three, { random, count: 0 });
    seen[first?.key ?? ''] = (seen[first?.key ?? ''] ?? 0) + 1;
    if (first?.key === 'c') seconds[second?.key ?? ''] = (seconds[second?.key ?? ''] ?? 0) + 1;
  }
  const square = Object.entries(weights).reduce((sum, [key, weight]) => {
    const expected = (draws * weight) / 10;
    return sum + ((seen[key] ?? 0) - expected) ** 2 / expected;
  }, 0);
  expect(square).toBeLessThan(13.8);
  // The one behind is drawn by weight as well.
  expect((seconds['b'] ?? 0) / (seconds['a'] ?? 1)).toBeCloseTo(3, 1);
});

// Catches: a target of weight 0 that gets requests, or one that is lost when all others failed.
test('who has no weight is asked last', () => {
  const both = [candidate('none', { weight: 0 }), candidate('all')];
  for (const random of [0, 0.5, 0.999_999])
    expect(keys(inOrder('weighted', both, { random, count: 0 }))).toBe('all none');
  expect(keys(inOrder('weighted', [candidate('a', { weight: 0 }), candidate('b', { weight: 0 })], turn))).toBe('a b');
});

// Catches: an order that drops or doubles somebody.
test('every strategy keeps everybody exactly once', () => {
  const many = Array.from({ length: 30 }, (_, index) =>
    candidate(`t${index}`, {
      priority: index % 3,
      weight: index % 4,
      latency: index % 5 ? index : null,
      load: index % 7,
    }),
  );
  for (const strategy of ['priority', 'weighted', 'round-robin', 'least-latency', 'least-busy', 'cheapest'] as const) {
    for (const random of [0, 0.3, 0.999_999_9]) {
      const ordered = inOrder(strategy, many, { random, count: 17 });
      expect(new Set(ordered.map(({ key }) => key)).size).toBe(30);
      expect(ordered).toHaveLength(30);
    }
  }
});
