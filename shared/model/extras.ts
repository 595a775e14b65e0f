import { z } from 'zod';
import { failure } from './failure.ts';
import { credentialId, timestamp } from './ids.ts';

/** What some vendors can do besides answering. */
export const extra = z.enum(['balance', 'voices', 'token-count', 'hosted-models', 'files', 'batches', 'generation']);
export type Extra = z.output<typeof extra>;

const whole = z.int().nonnegative();

export const balanceEntry = z.object({
  /** What is counted: all that is left, a part of it, what one key may spend, what the plan holds. */
  what: z.enum(['left', 'granted', 'paid', 'key', 'plan', 'project']),
  /** The provider's own name for it, where it has one: a project, a plan. */
  name: z.string().nullable(),
  /** In all but characters, amounts are billionths: 1 dollar is 1,000,000,000 `nano-usd`. */
  unit: z.enum(['nano-usd', 'nano-cny', 'nano-credits', 'nano-hours', 'characters']),
  /** Below zero is owed; null is "not said", as in the rest. */
  left: z.int().nullable(),
  used: whole.nullable(),
  limit: whole.nullable(),
  resetsAt: timestamp.nullable(),
});
export type BalanceEntry = z.output<typeof balanceEntry>;

/** What one key of a provider may still spend. */
export const keyBalance = z.object({
  /** Null where the provider is asked without a key. */
  credentialId: credentialId.nullable(),
  entries: z.array(balanceEntry),
  readAt: timestamp,
  /** Why it could not be read. */
  failure: failure.nullable(),
});
export type KeyBalance = z.output<typeof keyBalance>;

export const voice = z.object({
  /** What a request for speech names it by. */
  id: z.string().min(1),
  name: z.string(),
  /** Tags like "en" or "de-AT"; empty where its provider does not say. */
  languages: z.array(z.string()),
  /** How it sounds and what it is for, in its provider's words. */
  labels: z.array(z.string()),
  previewUrl: z.url({ protocol: /^https$/ }).nullable(),
});
export type Voice = z.output<typeof voice>;

/** A model on a server that keeps its own. */
export const hostedModel = z.object({
  name: z.string().min(1),
  /** Bytes on its disk. */
  size: whole,
  family: z.string().nullable(),
  /** "8.0B", in the server's own words. */
  parameters: z.string().nullable(),
  quantization: z.string().nullable(),
  changedAt: timestamp.nullable(),
  /** Null when it is not loaded. */
  running: z
    .object({
      /** Bytes in all, and those of them on the graphics card. */
      memory: whole,
      graphicsMemory: whole,
      /** Tokens. */
      context: whole.nullable(),
      /** When it is unloaded if nobody asks; null is never. */
      until: timestamp.nullable(),
    })
    .nullable(),
});
export type HostedModel = z.output<typeof hostedModel>;

export const hostedModelDetails = z.object({
  name: z.string(),
  format: z.string().nullable(),
  architecture: z.string().nullable(),
  /** Tokens. */
  context: whole.nullable(),
  /** "completion", "tools", "vision": in the server's own words. */
  abilities: z.array(z.string()),
  template: z.string(),
  system: z.string(),
  parameters: z.string(),
  license: z.string(),
});
export type HostedModelDetails = z.output<typeof hostedModelDetails>;

export const pullProgress = z.object({
  /** In the server's own words. */
  status: z.string(),
  /** Bytes of all files that are known so far. */
  completed: whole,
  total: whole,
});
export type PullProgress = z.output<typeof pullProgress>;

/** What a provider wrote down about one of its answers. */
export const generation = z.object({
  id: z.string(),
  modelId: z.string(),
  /** Who answered, where the provider only passes on. */
  answeredBy: z.string().nullable(),
  nanoDollars: whole.nullable(),
  inputTokens: whole.nullable(),
  outputTokens: whole.nullable(),
  reasoningTokens: whole.nullable(),
  cachedTokens: whole.nullable(),
  /** Milliseconds to the first token, and for all of it. */
  latency: z.number().nonnegative().nullable(),
  duration: z.number().nonnegative().nullable(),
  finishReason: z.string().nullable(),
  createdAt: timestamp.nullable(),
});
export type Generation = z.output<typeof generation>;
