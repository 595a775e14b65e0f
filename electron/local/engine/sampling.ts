import type { LlamaModel, SequenceEvaluateOptions } from 'node-llama-cpp';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Sampling } from './request.ts';
import { loadLibrary } from './runtime.ts';
import { checkTokens } from './tokens.ts';

/** Penalties on what was written already, as numbers; null where none was asked for. */
export interface Penalties {
  penalty: number;
  frequencyPenalty: number;
  presencePenalty: number;
  /** Tokens looked back over. */
  window: number;
}

type Taken = 'temperature' | 'topK' | 'topP' | 'minP' | 'seed' | 'xtc' | 'dryRepeatPenalty';

export interface SamplerOptions {
  /** Everything said: the engine's own defaults (temperature 0, top-k 40, the clock as seed) are not what callers expect. */
  options: Required<Pick<SequenceEvaluateOptions, 'temperature' | 'topK' | 'topP' | 'minP' | 'seed'>> &
    Pick<SequenceEvaluateOptions, Taken>;
  /** Token ids and what is added to their logits. */
  bias: ReadonlyMap<number, number | 'never'>;
  penalties: Penalties | null;
  seed: number;
}

const defaultWindow = 64;
const never = -100;
/** Added at +100: enough to come first, and still a number. */
const always = 100;

/** The engine keeps seeds of 32 bits, and takes the largest of them for a wish to be surprised. */
const seeds = 2 ** 32 - 1;
export const randomSeed = (): number => Math.floor(Math.random() * seeds);

/** What a request may ask of the sampler, with OpenAI's defaults. Throws VALIDATION_FAILED with the parameter's name. */
export function samplerOptions(model: LlamaModel, sampling: Sampling): SamplerOptions {
  checkSampling(sampling);
  const { repeatPenalty = 1, frequencyPenalty = 0, presencePenalty = 0, xtc, dry } = sampling;
  const { penaltyWindow: window = defaultWindow } = sampling;
  const isPenalised = window > 0 && (repeatPenalty !== 1 || frequencyPenalty !== 0 || presencePenalty !== 0);
  const seed = sampling.seed === undefined ? randomSeed() : ((sampling.seed % seeds) + seeds) % seeds;
  return {
    options: {
      temperature: sampling.temperature ?? 1,
      topK: sampling.topK ?? 0,
      topP: sampling.topP ?? 1,
      minP: sampling.minP ?? 0,
      seed,
      ...(xtc && { xtc }),
      ...(dry && dry.strength > 0 && { dryRepeatPenalty: dryOptions(dry) }),
    },
    bias: biasOf(model, sampling.logitBias ?? {}),
    penalties: isPenalised ? { penalty: repeatPenalty, frequencyPenalty, presencePenalty, window } : null,
    seed,
  };
}

/** The engine's own form of a bias; undefined for an empty one, which it would walk for every token all the same. */
export async function tokenBias(model: LlamaModel, bias: SamplerOptions['bias']) {
  if (bias.size === 0) return undefined;
  const { TokenBias } = await loadLibrary();
  const result = new TokenBias(model.tokenizer);
  for (const [id, value] of bias) {
    const [token] = checkTokens(model, [id]);
    if (token !== undefined) result.set(token, value === 'never' ? value : { logit: value });
  }
  return result;
}

function dryOptions(dry: NonNullable<Sampling['dry']>) {
  return {
    strength: dry.strength,
    ...(dry.base !== undefined && { base: dry.base }),
    ...(dry.allowedLength !== undefined && { allowedLength: dry.allowedLength }),
    ...(dry.window !== undefined && { lastTokens: dry.window }),
    ...(dry.breakers && { sequenceBreakers: [...dry.breakers] }),
  };
}

function biasOf(model: LlamaModel, wanted: Readonly<Record<string, number>>): Map<number, number | 'never'> {
  const found = new Map<number, number | 'never'>();
  for (const [key, value] of Object.entries(wanted)) {
    if (!Number.isFinite(value)) throw refusal(`logit bias of token ${key.slice(0, 40)}`, 'a number');
    const id = /^\d+$/.test(key) ? Number(key) : Number.NaN;
    checkTokens(model, [id]);
    found.set(id, value <= never ? 'never' : Math.min(value, always));
  }
  return found;
}

interface Range {
  from: number;
  to: number;
  whole?: true;
}

const ranges = {
  temperature: { from: 0, to: 5 },
  topK: { from: 0, to: 1_000_000, whole: true },
  topP: { from: 0, to: 1 },
  minP: { from: 0, to: 1 },
  seed: { from: Number.MIN_SAFE_INTEGER, to: Number.MAX_SAFE_INTEGER, whole: true },
  repeatPenalty: { from: 0.01, to: 10 },
  frequencyPenalty: { from: -2, to: 2 },
  presencePenalty: { from: -2, to: 2 },
  penaltyWindow: { from: 0, to: 1_000_000, whole: true },
} as const satisfies Partial<Record<keyof Sampling, Range>>;

const xtcRanges = { probability: { from: 0, to: 1 }, threshold: { from: 0, to: 1 } } as const;
const dryRanges = {
  strength: { from: 0, to: 100 },
  base: { from: 1, to: 100 },
  allowedLength: { from: 1, to: 1_000_000, whole: true },
  window: { from: 0, to: 1_000_000, whole: true },
} as const;

/** Each of them is looked for in the whole vocabulary. */
const mostBreakers = { count: 64, length: 100 };

function checkSampling(sampling: Sampling): void {
  check('', sampling, ranges);
  if (sampling.xtc) check('xtc ', sampling.xtc, xtcRanges);
  if (!sampling.dry) return;
  check('dry ', sampling.dry, dryRanges);
  const { breakers = [] } = sampling.dry;
  if (breakers.length <= mostBreakers.count && breakers.every(({ length }) => length <= mostBreakers.length)) return;
  throw refusal('dry breakers', `${mostBreakers.count} texts of ${mostBreakers.length} characters at the most`);
}

function check(of: string, values: object, allowed: Readonly<Record<string, Range>>): void {
  for (const [name, value] of Object.entries(values)) {
    const range = allowed[name];
    if (range && value !== undefined) checkNumber(of + name, value, range);
  }
}

/** NaN reaches the sampler as a logit and takes the whole process with it, so every number is looked at. */
export function checkNumber(name: string, value: unknown, { from, to, whole }: Range): void {
  const isNumber = typeof value === 'number' && Number.isFinite(value) && (!whole || Number.isInteger(value));
  if (!isNumber || value < from || value > to) {
    throw refusal(name, `${whole ? 'a whole number' : 'a number'} from ${from} to ${to}`);
  }
}

const refusal = (name: string, wanted: string): AppError =>
  new AppError('VALIDATION_FAILED', `The ${name} must be ${wanted}.`, { details: { param: name } });
