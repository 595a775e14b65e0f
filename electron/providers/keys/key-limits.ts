import type { CredentialId } from '../../../shared/model/ids.ts';
import type { Allowance, KeyRateLimits, ReadRateLimits } from '../../../shared/model/rate-limit.ts';
import type { RateLimit } from './rate-limits.ts';

/** The limits of one key in the words of the management API. */
export function describeLimits(keyId: CredentialId, read: ReadRateLimits | null): KeyRateLimits {
  const limits = read?.limits ?? [];
  const find = (kind: RateLimit['kind'], window: RateLimit['window']) =>
    limits.find((limit) => limit.kind === kind && limit.window === window);
  const daily = (kind: RateLimit['kind']): Allowance | null => allowanceOf(find(kind, 'day'));
  // Most of those who do not name the window mean a minute.
  const perMinute = (kind: RateLimit['kind']): Allowance | null =>
    allowanceOf(find(kind, 'minute') ?? find(kind, null));
  return {
    keyId,
    readAt: read?.readAt ?? null,
    requestsPerMinute: perMinute('requests'),
    requestsPerDay: daily('requests'),
    tokensPerMinute: perMinute('tokens'),
    tokensPerDay: daily('tokens'),
    inputTokensPerMinute: perMinute('input-tokens'),
    outputTokensPerMinute: perMinute('output-tokens'),
  };
}

const allowanceOf = (found: RateLimit | undefined): Allowance | null =>
  found ? { limit: found.limit, remaining: found.remaining, resetsAt: found.resetsAt } : null;
