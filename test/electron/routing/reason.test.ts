import { expect, test } from 'vitest';
import { newId } from '../../../electron/lib/id.ts';
import { reasonOf } from '../../../electron/routing/reason.ts';
import type { ProviderId, RuleId } from '../../../shared/model/ids.ts';
import type { Estimate, PlannedAttempt, RoutePlan } from '../../../shared/model/route.ts';

const attempt = (estimate: Partial<Estimate>, own: Partial<PlannedAttempt> = {}): PlannedAttempt => ({
  target: { providerId: newId<ProviderId>(), modelId: 'm' },
  providerName: 'A provider',
  reason: 'strategy',
  demotion: null,
  estimate: { cost: null, latency: null, quality: null, ...estimate },
  ...own,
});
const plan = (attempts: PlannedAttempt[], own: Partial<RoutePlan> = {}): RoutePlan => ({
  asked: 'auto',
  alias: null,
  rules: [],
  strategy: 'auto',
  task: 'coding',
  confidence: 0.5,
  inputTokens: 10,
  isLocalOnly: false,
  tags: [],
  attempts,
  passedOver: [],
  ...own,
});
const cheap = { cost: 2_100_000, latency: 640.4, quality: 0.4 };
const dear = { cost: 9_000_000, latency: 300, quality: 0.9 };

// Catches: a sentence that says the wrong thing was the reason, or in the wrong unit.
test('says what decided, among how many, and what is expected', () => {
  expect(reasonOf(plan([attempt(cheap), attempt(dear), attempt(dear), attempt(dear)]), 'cost_optimized')).toBe(
    'Cheapest of 4 models that can do coding; est. 0.0021 $, 640 ms to the first token.',
  );
  expect(reasonOf(plan([attempt(dear), attempt(cheap)], { task: null }), 'quality_optimized')).toBe(
    'Strongest of 2 models that can answer; est. 0.0090 $, 300 ms to the first token.',
  );
});

// Catches: "cheapest" said of what is not, or of what nobody can compare.
test('a superlative is only said where it is true', () => {
  expect(reasonOf(plan([attempt(dear), attempt(cheap)]), 'cost_optimized')).toMatch(/^Best for its price of 2 models/);
  expect(reasonOf(plan([attempt(cheap), attempt({})]), 'cost_optimized')).toMatch(/^Best for its price/);
  expect(reasonOf(plan([attempt(dear), attempt(cheap)]), 'balanced')).toMatch(/^Best balance of 2 models/);
});

// Catches: one that is ill counted among those it was chosen from.
test('only those that are as well are counted', () => {
  const ill = attempt({ cost: 1, latency: 1, quality: 1 }, { demotion: 'breaker-open', reason: 'fallback' });
  expect(reasonOf(plan([attempt(cheap), ill]), 'cost_optimized')).toMatch(/^Cheapest of 1 model that can do coding;/);
  expect(reasonOf(plan([ill]), 'cost_optimized')).toContain('though breaker-open');
});

// Catches: a strategy's reason given to what a person or a rule decided.
test('says so where nothing was weighed', () => {
  const of = (reason: PlannedAttempt['reason'], own: Partial<RoutePlan> = {}) =>
    reasonOf(plan([attempt(cheap, { reason })], own), 'balanced');
  expect(of('asked')).toMatch(/^Asked for by its own name; /);
  const night = { id: newId<RuleId>(), name: 'Night', isDeciding: true } as const;
  const cap = { id: newId<RuleId>(), name: 'A cap' };
  expect(of('rule', { rules: [cap, night, cap] })).toMatch(/^A rule says so: "Night"; /);
  expect(of('sticky')).toMatch(/^It answered this conversation before; /);
  expect(of('strategy', { strategy: 'weighted' })).toMatch(/^First by weighted of 1 model/);
  expect(reasonOf(plan([]), 'balanced')).toBe('Nobody can answer this.');
});

// Catches: an unknown shown as 0, a price so small that it is an exponent or nothing.
test('what is not known is said, and small sums can be read', () => {
  const money = (cost: number | null) => reasonOf(plan([attempt({ cost })]), 'balanced').split('; ')[1];
  expect(money(null)).toBe('price not known, speed not known yet.');
  expect(money(0)).toBe('free, speed not known yet.');
  expect(money(123)).toBe('est. 0.00000012 $, speed not known yet.');
  expect(money(1)).toBe('est. 0.000000001 $, speed not known yet.');
  expect(money(12_345_678_901)).toBe('est. 12.35 $, speed not known yet.');
});
