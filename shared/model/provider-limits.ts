import { z } from 'zod';

const perMinute = z.int().min(1).max(1_000_000_000).nullable();

/** How much may be asked a minute, as a person says; null is without a limit. */
export const requestLimits = z.strictObject({ requestsPerMinute: perMinute, tokensPerMinute: perMinute });
export type RequestLimits = z.output<typeof requestLimits>;

export const unlimited: RequestLimits = { requestsPerMinute: null, tokensPerMinute: null };
