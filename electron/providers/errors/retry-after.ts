import { readRateLimits, waitForLimits } from '../keys/rate-limits.ts';
import type { ErrorFacts } from './error-facts.ts';
import { readAskedWait } from './error-patterns.ts';

/** `retry-after-ms`, or `retry-after` in seconds or as a date. */
function readHeader(headers: Headers, now: number): number | undefined {
  const exact = Number(headers.get('retry-after-ms') ?? Number.NaN);
  if (exact >= 0) return Math.ceil(exact);
  const given = headers.get('retry-after') ?? '';
  if (given === '') return undefined;
  const theirs = Date.parse(headers.get('date') ?? '');
  const wait = Number.isFinite(Number(given))
    ? Number(given) * 1000
    : Date.parse(given) - (Number.isNaN(theirs) ? now : theirs);
  return wait >= 0 ? Math.ceil(wait) : undefined;
}

/** Milliseconds that the vendor asks to wait: a field made for it, else the limits that are used up, else its words. */
export function retryAfterOf({ headers, body }: ErrorFacts, now: number): number | undefined {
  return (
    readHeader(headers, now) ??
    body.wait ??
    waitForLimits(readRateLimits(headers, now), now) ??
    body.messages.map(readAskedWait).find((wait) => wait !== undefined)
  );
}
