import type { Target } from '../../shared/model/provider.ts';
import type { RecordedRequest } from '../../shared/model/simulation.ts';
import { keyOf } from './surroundings.ts';

export type RecordedAttempt = RecordedRequest['attempts'][number];

export interface Foresight {
  learn(request: RecordedRequest): void;
  /** How a target did at a time: by the attempt at it that was nearest. */
  of(target: Target, at: number): RecordedAttempt | null;
}

/** Older or newer than this it says nothing: most failures that pass at all have passed by then. In ms. */
const reach = 10 * 60_000;

/** A failure that is about the request itself says nothing of others. */
const isAboutTarget = ({ outcome, failure }: RecordedAttempt): boolean =>
  outcome === 'answered' || (outcome === 'failed' && failure?.retryable === true);

export function createForesight(): Foresight {
  const learnt = new Map<string, RecordedAttempt[]>();
  /** Of whom somebody asked since something was learnt of it. */
  const inOrder = new Map<string, readonly RecordedAttempt[]>();
  const orderOf = (key: string): readonly RecordedAttempt[] => {
    const found = inOrder.get(key) ?? (learnt.get(key) ?? []).toSorted((one, other) => one.startedAt - other.startedAt);
    inOrder.set(key, found);
    return found;
  };
  return {
    learn({ attempts }) {
      for (const attempt of attempts.filter(isAboutTarget)) {
        const key = keyOf(attempt.target);
        const all = learnt.get(key);
        if (all) all.push(attempt);
        else learnt.set(key, [attempt]);
        inOrder.delete(key);
      }
    },
    of(target, at) {
      const all = orderOf(keyOf(target));
      const after = firstFrom(all, at);
      const distance = (attempt: RecordedAttempt | undefined): number =>
        attempt ? Math.abs(attempt.startedAt - at) : Number.POSITIVE_INFINITY;
      const nearest = distance(all[after - 1]) <= distance(all[after]) ? all[after - 1] : all[after];
      return nearest && distance(nearest) <= reach ? nearest : null;
    },
  };
}

/** Where the first attempt stands that is not before a time. */
function firstFrom(attempts: readonly RecordedAttempt[], at: number): number {
  let [low, high] = [0, attempts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((attempts[middle]?.startedAt ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
