import type { ModelDetails, Prices } from '../../../shared/model/catalogue.ts';
import type { DescribedModel } from '../../../shared/model/provider.ts';

export const tokenFields = ['context', 'maxInput', 'maxOutput'] as const;
export const yesNoFields = ['tools', 'structuredOutput', 'reasoning', 'temperature'] as const;
export const rateFields = ['input', 'output', 'cachedInput', 'cacheWrite'] as const;

type TokenField = (typeof tokenFields)[number];
type YesNoField = (typeof yesNoFields)[number];
type RateField = (typeof rateFields)[number];

/** What was typed and not saved yet, field by field; null is an emptied one. Prices in dollars per million tokens. */
export interface ModelDraft {
  tokens: Partial<Record<TokenField, number | null>>;
  yesNo: Partial<Record<YesNoField, boolean>>;
  inputs?: NonNullable<ModelDetails['inputs']>;
  rates: Partial<Record<RateField, number | null>>;
  underlying?: string;
}

export const emptyDraft: ModelDraft = { tokens: {}, yesNo: {}, rates: {} };

/** Nano-dollars per 1,000 tokens make dollars per million. */
const nanoPerDollar = 1_000_000;
export const toDollars = (nano: number | undefined): number | null =>
  nano === undefined ? null : nano / nanoPerDollar;

type ModelFault = 'positive' | 'price' | 'onePrice';
type DraftField = TokenField | RateField;

/** What cannot be saved as it was typed. An emptied field stays as others say, but not all prices can be empty. */
export function faultsOf(draft: ModelDraft, model: DescribedModel): Partial<Record<DraftField, ModelFault>> {
  const faults: Partial<Record<DraftField, ModelFault>> = {};
  for (const field of tokenFields) {
    const typed = draft.tokens[field];
    if (typeof typed === 'number' && !(Number.isSafeInteger(typed) && typed > 0)) faults[field] = 'positive';
  }
  for (const field of rateFields) {
    const typed = draft.rates[field];
    if (typeof typed === 'number' && !(typed >= 0 && Number.isSafeInteger(Math.round(typed * nanoPerDollar)))) {
      faults[field] = 'price';
    }
  }
  const prices = pricesOf(draft, model);
  if (prices && prices.input === undefined && prices.output === undefined) faults.input ??= 'onePrice';
  return faults;
}

/**
 * The whole table as it will be; undefined where no price was touched. Prices for long prompts stay, as they are seen
 * beside those that are typed; those of other hours and days would only come over them unseen.
 */
function pricesOf({ rates }: ModelDraft, { details }: DescribedModel): Prices | undefined {
  if (Object.keys(rates).length === 0) return undefined;
  const { hours: _hours, later: _later, ...prices }: Prices = { ...details.prices };
  for (const field of rateFields) {
    const typed = rates[field];
    if (typed === null) delete prices[field];
    else if (typed !== undefined) prices[field] = Math.round(typed * nanoPerDollar);
  }
  return prices;
}

interface ModelSaving {
  details: ModelDetails;
  /** Emptied fields: others have the word again. */
  reset: (keyof ModelDetails)[];
  underlying?: string | null;
}

export function savingOf(draft: ModelDraft, model: DescribedModel): ModelSaving {
  const tokens = Object.entries(draft.tokens);
  const prices = pricesOf(draft, model);
  const emptied = tokens.filter(([, value]) => value === null).map(([field]) => field as TokenField);
  return {
    details: {
      ...Object.fromEntries(tokens.filter(([, value]) => value !== null)),
      ...draft.yesNo,
      ...(draft.inputs && { inputs: draft.inputs }),
      ...(prices && { prices }),
    },
    reset: emptied.filter((field) => model.origins[field] === 'user'),
    ...(draft.underlying !== undefined && { underlying: draft.underlying.trim() || null }),
  };
}
