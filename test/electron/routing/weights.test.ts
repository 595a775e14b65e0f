import { expect, test } from 'vitest';
import { type Candidate, inOrder } from '../../../electron/routing/strategies.ts';
import { choosing, seeded } from '../../helpers/seeded.ts';

/** As the planner draws them: the multiples of the golden ratio. */
const golden = (Math.sqrt(5) - 1) / 2;
const evenly = (): (() => number) => {
  let count = 0;
  return () => {
    count += 1;
    return (count * golden) % 1;
  };
};

const candidate = (key: string, weight: number): Candidate => ({
  key,
  weight,
  priority: 0,
  latency: null,
  load: 0,
  cost: null,
  quality: null,
});

/** How far what came is from what was to come. */
function chiSquare(counts: readonly number[], weights: readonly number[]): number {
  const [all, sum] = [counts, weights].map((some) => some.reduce((one, other) => one + other, 0)) as [number, number];
  return counts.reduce((square, count, index) => {
    const expected = (all * (weights[index] ?? 0)) / sum;
    return square + (count - expected) ** 2 / expected;
  }, 0);
}

/** What chance exceeds once in ten thousand times (Wilson and Hilferty). */
const mostByChance = (degrees: number): number => {
  const part = 2 / (9 * degrees);
  return degrees * (1 - part + 3.719 * Math.sqrt(part)) ** 3;
};

const draws = 6000;

// Catches: a lottery that favours a place in the list, and one whose losers do not stand behind it by weight as well.
test.each([
  ['even tickets', evenly],
  ['random tickets', () => seeded(7)],
])('for any weights and with %s each is first, and second, as often as its weight says', (_name, tickets) => {
  const { upTo } = choosing(seeded(42));
  for (let round = 0; round < 25; round += 1) {
    const weights = Array.from({ length: 2 + upTo(6) }, () => 1 + upTo(20));
    const candidates = weights.map((weight, index) => candidate(String(index), weight));
    const ticket = tickets();
    const firsts = weights.map(() => 0);
    const seconds = weights.map(() => weights.map(() => 0));
    for (let count = 0; count < draws; count += 1) {
      const ordered = inOrder('weighted', candidates, { random: ticket(), count });
      const [first = 0, second = 0] = ordered.map(({ key }) => Number(key));
      firsts[first] = (firsts[first] ?? 0) + 1;
      const behind = seconds[first];
      if (behind) behind[second] = (behind[second] ?? 0) + 1;
    }
    expect(chiSquare(firsts, weights), `weights ${weights.join(' ')}`).toBeLessThan(mostByChance(weights.length - 1));
    for (const [first, behind] of seconds.entries()) {
      const others = weights.filter((_, index) => index !== first);
      if (others.length < 2) continue;
      const came = behind.filter((_, index) => index !== first);
      const most = mostByChance(others.length - 1);
      expect(chiSquare(came, others), `behind ${first} of ${weights.join(' ')}`).toBeLessThan(most);
    }
  }
});
