import type { ProviderId } from '../../shared/model/ids.ts';
import type { Target } from '../../shared/model/provider.ts';
import {
  type Breaker,
  type BreakerPolicy,
  closedBreaker,
  failed,
  foundNothing,
  lets,
  sent,
  succeeded,
} from '../routing/breaker.ts';

export interface StandingOptions {
  policy(): BreakerPolicy;
  /** UTC ms. */
  now(): number;
}

/** Requests differ by how long their prompt takes to be read: up to so many tokens each. */
const sizes = [1000, 8000, 32_000, Number.POSITIVE_INFINITY] as const;
const sizeOf = (tokens: number): number => sizes.findIndex((most) => tokens <= most);

/** How much the newest one counts in a moving average. */
const alpha = 0.2;
/** Targets that are remembered. */
const most = 5000;

interface Known {
  target: Target;
  breaker: Breaker;
  load: number;
  /** Ms to the first token, by size, and from how many. */
  latencies: Map<number, { average: number; count: number }>;
}

/** How a target does just now, as far as requests have shown. */
export interface TargetState {
  latency: number | null;
  /** How many requests that number comes from. */
  samples: number;
  load: number;
  /** UTC ms until which nobody is to ask it; null when it may be asked. */
  restsUntil: number | null;
}

/**
 * Whose fault an end was. `alive`: it refused, so it is there. `unknown`: nobody asked it, or nobody waited for it.
 */
export type Fault = 'none' | 'alive' | 'model' | 'instance' | 'unknown';

export type Standing = ReturnType<typeof createStanding>;

/** What traffic says about instances and models: who fails, who is slow, who is busy. */
export function createStanding({ policy, now }: StandingOptions) {
  const models = new Map<string, Known>();
  const instances = new Map<ProviderId, Breaker>();

  const keyOf = ({ providerId, modelId }: Target): string => `${providerId}/${modelId}`;
  /** Asked for last, so forgotten last. */
  const known = (target: Target): Known => {
    const key = keyOf(target);
    const found = models.get(key) ?? { target, breaker: closedBreaker, load: 0, latencies: new Map() };
    models.delete(key);
    if (models.size >= most) forgetIdle();
    models.set(key, found);
    return found;
  };
  const forgetIdle = (): void => {
    for (const [key, { load }] of models) {
      if (load > 0) continue;
      models.delete(key);
      return;
    }
  };
  const instanceOf = (id: ProviderId): Breaker => instances.get(id) ?? closedBreaker;
  /** Of one that is well nothing is kept. */
  const setInstance = (id: ProviderId, breaker: Breaker): void => {
    if (breaker.state === 'closed' && breaker.failures === 0) instances.delete(id);
    else instances.set(id, breaker);
  };

  return {
    of(target: Target, inputTokens: number): TargetState {
      const found = models.get(keyOf(target));
      const latency = found?.latencies.get(sizeOf(inputTokens));
      const both = [instanceOf(target.providerId), found?.breaker ?? closedBreaker];
      const ends = both.flatMap((one) => (one.state === 'closed' || lets(one, now()) ? [] : [one.until]));
      return {
        latency: latency?.average ?? null,
        samples: latency?.count ?? 0,
        load: found?.load ?? 0,
        restsUntil: ends.length > 0 ? Math.max(...ends) : null,
      };
    },

    /** Those that are asked just now. */
    busy: (): { target: Target; load: number }[] =>
      [...models.values()].flatMap(({ target, load }) => (load > 0 ? [{ target, load }] : [])),

    /** For the health board. */
    breakersOf: (target: Target): { instance: Breaker; model: Breaker } => ({
      instance: instanceOf(target.providerId),
      model: models.get(keyOf(target))?.breaker ?? closedBreaker,
    }),

    /** A request is on its way there; what is given back is called once, when it has ended. */
    begin(target: Target, inputTokens: number) {
      const { providerId } = target;
      const found = known(target);
      found.load += 1;
      const sentTo = sent(found.breaker, now(), policy());
      const sentThrough = sent(instanceOf(providerId), now(), policy());
      found.breaker = sentTo;
      setInstance(providerId, sentThrough);
      return ({ fault, firstToken }: { fault: Fault; firstToken: number | null }): void => {
        found.load -= 1;
        // Forgotten meanwhile: it says nothing of who is asked under this name now.
        if (models.get(keyOf(target)) !== found) return;
        if (fault === 'none' && firstToken !== null) noteLatency(found, inputTokens, firstToken);
        const instance = instanceOf(providerId);
        if (fault === 'unknown') {
          found.breaker = foundNothing(found.breaker, sentTo);
          setInstance(providerId, foundNothing(instance, sentThrough));
          return;
        }
        const at = now();
        const isModelWell = fault === 'none' || fault === 'alive';
        found.breaker = isModelWell ? succeeded() : failed(found.breaker, at, policy());
        // Whoever answers at all, even with an error, is there.
        setInstance(providerId, fault === 'instance' ? failed(instance, at, policy()) : succeeded());
      };
    },

    /** How long an answer took before the host was ended. */
    remember: (target: Target, { inputTokens, firstToken }: { inputTokens: number; firstToken: number }): void =>
      noteLatency(known(target), inputTokens, firstToken),

    /** Another address, another key: what was known is of another one. */
    forget(id: ProviderId): void {
      instances.delete(id);
      for (const key of models.keys()) if (key.startsWith(`${id}/`)) models.delete(key);
    },
  };
}

function noteLatency({ latencies }: Known, inputTokens: number, latency: number): void {
  const size = sizeOf(inputTokens);
  const before = latencies.get(size);
  const average = before ? before.average + alpha * (latency - before.average) : latency;
  latencies.set(size, { average, count: (before?.count ?? 0) + 1 });
}
