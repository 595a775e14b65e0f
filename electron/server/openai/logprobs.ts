import type { SharedV4ProviderMetadata } from '@ai-sdk/provider';
import { z } from 'zod';

const token = z.object({ token: z.string(), logprob: z.number(), bytes: z.array(z.int()).nullish() });
/** The likeliest have one of two names, as a vendor's package or the local engine says it. */
const entries = z.array(token.extend({ top_logprobs: z.array(token).nullish(), top: z.array(token).nullish() }));

type Token = z.output<typeof token>;
const written = ({ token: text, logprob, bytes }: Token) => ({ token: text, logprob, bytes: bytes ?? null });

/** The log-probabilities that came with a piece of an answer, whoever gave them. */
export function logprobsIn(metadata: SharedV4ProviderMetadata | undefined) {
  if (!metadata) return [];
  for (const { logprobs } of Object.values(metadata)) {
    if (!Array.isArray(logprobs)) continue;
    const parsed = entries.safeParse(logprobs);
    if (!parsed.success) continue;
    return parsed.data.map((entry) => ({
      ...written(entry),
      top_logprobs: (entry.top_logprobs ?? entry.top ?? []).map(written),
    }));
  }
  return [];
}
