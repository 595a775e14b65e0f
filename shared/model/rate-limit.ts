import { z } from 'zod';
import { credentialId, providerId, timestamp } from './ids.ts';

const count = z.int().nonnegative();

/** One limit of an account as its provider told it; null is what it did not tell. */
export const rateLimit = z.object({
  kind: z.enum(['requests', 'tokens', 'input-tokens', 'output-tokens']),
  window: z.enum(['minute', 'hour', 'day', 'month']).nullable(),
  limit: count.nullable(),
  remaining: count.nullable(),
  /** By this machine's clock. */
  resetsAt: timestamp.nullable(),
});

/** What the newest answer that told anything said. */
export const readRateLimits = z.object({ readAt: timestamp, limits: z.array(rateLimit) });
export type ReadRateLimits = z.output<typeof readRateLimits>;

const allowance = rateLimit.pick({ limit: true, remaining: true, resetsAt: true });
export type Allowance = z.output<typeof allowance>;

/** Null where the provider never named such a limit. */
export const keyRateLimits = z.object({
  keyId: credentialId,
  readAt: timestamp.nullable(),
  requestsPerMinute: allowance.nullable(),
  requestsPerDay: allowance.nullable(),
  tokensPerMinute: allowance.nullable(),
  tokensPerDay: allowance.nullable(),
  inputTokensPerMinute: allowance.nullable(),
  outputTokensPerMinute: allowance.nullable(),
});
export type KeyRateLimits = z.output<typeof keyRateLimits>;

export const providerRateLimits = z.object({ providerId, rateLimits: z.array(keyRateLimits) });
export type ProviderRateLimits = z.output<typeof providerRateLimits>;
