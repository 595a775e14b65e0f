import { expect, test } from 'vitest';
import { emptyDraft, faultsOf, savingOf, toDollars } from '../../../renderer/features/providers/model-form.ts';
import type { ProviderId } from '../../../shared/model/ids.ts';
import type { DescribedModel } from '../../../shared/model/provider.ts';

const model: DescribedModel = {
  providerId: 'p' as ProviderId,
  id: 'm',
  name: 'm',
  ownedBy: null,
  isEnabled: true,
  details: { context: 8192, maxOutput: 4096, prices: { input: 2_500_000, output: 10_000_000, webSearch: 5 } },
  origins: { context: 'user', maxOutput: 'catalogue', prices: 'catalogue' },
  inheritedFrom: null,
  underlying: null,
};

// Catches: values of others saved as if the person had said them, a price a thousand times off.
test('only what was typed is saved', () => {
  expect(savingOf(emptyDraft, model)).toEqual({ details: {}, reset: [] });
  const draft = {
    ...emptyDraft,
    tokens: { maxInput: 5 },
    yesNo: { tools: false },
    rates: { input: 0.15 },
    underlying: ' ',
  };
  expect(savingOf(draft, model)).toEqual({
    details: { maxInput: 5, tools: false, prices: { input: 150_000, output: 10_000_000, webSearch: 5 } },
    reset: [],
    underlying: null,
  });
  expect(toDollars(150_000)).toBe(0.15);
});

// Catches: a model that gets cheap for long prompts because somebody typed one price; a price typed today that another one
// takes the place of at night, unseen.
test('what is typed leaves the prices for long prompts, and holds at any time', () => {
  const own = { input: 2_500_000, output: 10_000_000, cachedInput: 1, tiers: [{ above: 200_000, input: 5_000_000 }] };
  const hours = [{ from: '16:30', until: '00:30', input: 1 }];
  const later = [{ since: '2027-01-01', input: 2 }];
  const priced = { ...model, details: { prices: { ...own, hours, later } } };
  const { details } = savingOf({ ...emptyDraft, rates: { input: 3, cachedInput: null } }, priced);
  expect(details.prices).toEqual({ input: 3_000_000, output: 10_000_000, tiers: own.tiers });
  expect(priced.details.prices.input).toBe(2_500_000);
});

// Catches: an emptied field that keeps the person's value, or is sent as a value of nobody.
test('an emptied field is as others say', () => {
  const draft = { ...emptyDraft, tokens: { context: null, maxOutput: null } };
  expect(savingOf(draft, model)).toEqual({ details: {}, reset: ['context'] });
  expect(faultsOf(draft, model)).toEqual({});
});

// Catches: half a token, a negative price or a table without a price sent to the host, which says less well what is wrong.
test('what cannot be is told at its field', () => {
  const draft = { ...emptyDraft, tokens: { context: 1.5, maxInput: 0 }, rates: { output: -1 } };
  expect(faultsOf(draft, model)).toEqual({ context: 'positive', maxInput: 'positive', output: 'price' });
  expect(faultsOf({ ...emptyDraft, rates: { input: null, output: null } }, model)).toEqual({ input: 'onePrice' });
  expect(faultsOf({ ...emptyDraft, rates: { input: 0 } }, model)).toEqual({});
});
