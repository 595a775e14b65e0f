/** Keeps requests from a target that fails, and finds out with one of them when it works again. */
export interface BreakerPolicy {
  /** Failures in a row until it opens. */
  failures: number;
  /** How long it stays open before one request may try; ms. */
  openFor: number;
}

/** Never changed, only replaced. Times are UTC ms. */
export type Breaker =
  | { state: 'closed'; failures: number }
  | { state: 'open'; until: number }
  /** One request is on its way to find out. */
  | { state: 'half-open'; until: number };

export const closedBreaker: Breaker = { state: 'closed', failures: 0 };

/** Whether a request may go to the target now. */
export const lets = (breaker: Breaker, now: number): boolean => breaker.state === 'closed' || breaker.until <= now;

/** A request goes out. Of those that come while it is away, none does: until it is back, or too long gone to wait for. */
export const sent = (breaker: Breaker, now: number, { openFor }: BreakerPolicy): Breaker =>
  breaker.state === 'closed' ? breaker : { state: 'half-open', until: now + openFor };

/** What worked once is trusted again. */
export const succeeded = (): Breaker => closedBreaker;

export function failed(breaker: Breaker, now: number, { failures, openFor }: BreakerPolicy): Breaker {
  switch (breaker.state) {
    case 'closed': {
      const count = breaker.failures + 1;
      return count < failures ? { state: 'closed', failures: count } : { state: 'open', until: now + openFor };
    }
    // One that left before it opened says nothing new.
    case 'open':
      return breaker;
    case 'half-open':
      return { state: 'open', until: now + openFor };
    default:
      return breaker satisfies never;
  }
}
