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
  /** Requests are on their way to find out, the last one sent last. `restedUntil`: when its rest was over. */
  | { state: 'half-open'; until: number; restedUntil: number; probes: readonly Probe[] };

/** Known by itself: of two that left together one may come back and the other not. */
interface Probe {
  until: number;
}

export const closedBreaker: Breaker = { state: 'closed', failures: 0 };

/** Whether a request may go to the target now. */
export const lets = (breaker: Breaker, now: number): boolean => breaker.state === 'closed' || breaker.until <= now;

/** A request goes out. Of those that come while it is away, none does: until it is back, or too long gone to wait for. */
export function sent(breaker: Breaker, now: number, { openFor }: BreakerPolicy): Breaker {
  if (breaker.state === 'closed') return breaker;
  const probe = { until: now + openFor };
  const [probes, restedUntil] = breaker.state === 'open' ? [[], breaker.until] : [breaker.probes, breaker.restedUntil];
  return { state: 'half-open', until: probe.until, restedUntil, probes: [...probes, probe] };
}

/** A request ended and nobody knows how the target does: it is as if it had not gone. `as`: what it was sent with. */
export function foundNothing(breaker: Breaker, as: Breaker): Breaker {
  if (breaker.state !== 'half-open' || as.state !== 'half-open') return breaker;
  const mine = as.probes.at(-1);
  const probes = breaker.probes.filter((probe) => probe !== mine);
  const last = probes.at(-1);
  return last ? { ...breaker, until: last.until, probes } : { state: 'open', until: breaker.restedUntil };
}

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
