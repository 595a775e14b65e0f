import { expect, test } from 'vitest';
import { cheapestModel, mostCostOf } from '../../../../electron/providers/connection-test/cheapest-model.ts';
import type { ModelDetails } from '../../../../shared/model/catalogue.ts';

const cloud = { services: ['language' as const], keyPage: 'https://example.com/keys' };
const own = { ...cloud, keyPage: null };
const model = (id: string, details: ModelDetails = {}) => ({ id, details });
const priced = (input: number, output: number): ModelDetails => ({ prices: { input, output } });
const choose = (models: ReturnType<typeof model>[], kind: typeof cloud | typeof own = cloud) =>
  cheapestModel(kind, models, 0);

// Catches: the dearest model asked for a test, or one that cannot answer in words because it is cheaper still.
test('the cheapest one that answers in text', () => {
  const models = [
    model('large', priced(5000, 15000)),
    model('small', priced(50, 400)),
    model('vectors', priced(20, 0)),
    model('some-embedding', priced(1, 1)),
    model('voice', { ...priced(1, 1), outputs: ['audio'] }),
    model('retired', { ...priced(1, 1), status: 'deprecated' }),
    { ...model('off', priced(1, 1)), isEnabled: false },
  ];
  expect(choose(models)).toEqual({ modelId: 'small', mostCost: 10, skipped: null });
});

// Catches: an unknown price taken for none, and money spent on it.
test('none where no price is known, but on a server of one’s own', () => {
  const models = [model('a-reranker'), model('first'), model('second')];
  expect(choose(models)).toEqual({ modelId: null, mostCost: null, skipped: 'no-price' });
  expect(choose(models, own)).toEqual({ modelId: 'first', mostCost: null, skipped: null });
  expect(choose([], own).skipped).toBe('no-models');
  expect(cheapestModel({ ...cloud, services: ['speech'] }, models, 0).skipped).toBe('no-language');
});

// Catches: a sum a thousand times too low or high, or without the price of the request.
test('says what it costs at most', () => {
  expect(mostCostOf({}, 0)).toBeNull();
  expect(mostCostOf({ prices: { input: 1000 } }, 0)).toBeNull();
  // 64 tokens at $1 and 16 at $10 per million, and a dollar a request.
  expect(mostCostOf({ prices: { input: 1_000_000, output: 10_000_000, request: 1e9 } }, 0)).toBe(224_000 + 1e9);
});
