import type { ModelDetails, Rates } from '../../shared/model/catalogue.ts';
import type { TaskType } from '../../shared/model/routing.ts';

/** A mean in which what came lately counts most. */
export interface MovingMean {
  value: number;
  /** How many went into it. */
  samples: number;
}

const memory = 50;

/** The first ones count alike; from then on the newest counts for a fiftieth. */
export function nextMean(before: MovingMean | null, value: number): MovingMean {
  const samples = (before?.samples ?? 0) + 1;
  const last = before?.value ?? value;
  return { value: last + (value - last) / Math.min(samples, memory), samples };
}

/** Tokens of a usual answer, until this app has seen some. Assumed: there is no public table by task to go by. */
const usualOutput: Record<TaskType, number> = {
  explanation: 600,
  analysis: 700,
  coding: 900,
  maths: 800,
  extraction: 250,
  summary: 300,
  translation: 400,
  creative: 800,
  chat: 250,
  vision: 300,
};

/** As many answers of one's own weigh as much as what was assumed. */
const assumedWeight = 5;

/** Tokens that an answer will likely have. */
export function expectedOutput(task: TaskType, seen: MovingMean | null): number {
  const usual = usualOutput[task];
  if (!seen) return usual;
  return Math.round((usual * assumedWeight + seen.value * seen.samples) / (assumedWeight + seen.samples));
}

export interface Sizes {
  inputTokens: number;
  /** 0 where nothing is written: embeddings. */
  expectedOutput: number;
  /** As asked for; null is no limit. */
  maxOutputTokens: number | null;
}

export interface CostEstimate {
  /** Nano-dollars; null where a price is missing. */
  cost: number | null;
  /** When it writes as much as it may; null where that, or a price, is not known. */
  worst: number | null;
  outputTokens: number;
}

export interface Pricing {
  isLocal: boolean;
  details: ModelDetails | null;
  /** Those of this moment and this length of prompt: `ratesAt`. Null where nobody knows them. */
  rates: Rates | null;
}

/** What a request will cost. What may come from a cache is counted in full: nobody knows before. */
export function estimateCost({ isLocal, details, rates }: Pricing, sizes: Sizes): CostEstimate {
  const { inputTokens, maxOutputTokens } = sizes;
  const limit = leastOf(maxOutputTokens, details?.maxOutput, roomLeft(details?.context, inputTokens));
  const outputTokens = Math.min(sizes.expectedOutput, limit ?? sizes.expectedOutput);
  if (isLocal) return { cost: 0, worst: 0, outputTokens };
  const price = (tokens: number): number | null => rates && costOf(rates, inputTokens, tokens);
  // Nothing is written where nothing is expected: an embedding has no longer form.
  const most = sizes.expectedOutput === 0 ? 0 : limit;
  return { cost: price(outputTokens), worst: most === null ? null : price(most), outputTokens };
}

function leastOf(...limits: readonly (number | null | undefined)[]): number | null {
  const known = limits.filter((limit) => typeof limit === 'number');
  return known.length === 0 ? null : Math.min(...known);
}

const roomLeft = (context: number | undefined, inputTokens: number): number | undefined =>
  context === undefined ? undefined : Math.max(0, context - inputTokens);

/** Whole nano-dollars, rounded up: an estimate under a limit must not be over it by a fraction. */
function costOf({ input, output, request = 0 }: Rates, inputTokens: number, outputTokens: number): number | null {
  if (inputTokens > 0 && input === undefined) return null;
  if (outputTokens > 0 && output === undefined) return null;
  const tokens = inputTokens * (input ?? 0) + outputTokens * (output ?? 0);
  return Math.min(Math.ceil(tokens / 1000) + request, Number.MAX_SAFE_INTEGER);
}
