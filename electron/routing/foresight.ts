import type { Target } from '../../shared/model/provider.ts';
import type { RecordedRequest } from '../../shared/model/simulation.ts';
import { keyOf } from './surroundings.ts';

export type RecordedAttempt = RecordedRequest['attempts'][number];

/** How a target did at a time: by the attempt at it that was nearest. */
export type Foresight = (target: Target, at: number) => RecordedAttempt | null;

/** Older or newer than this it says nothing: most failures that pass at all have passed by then. In ms. */
const reach = 10 * 60_000;

/** A failure that is about the request itself says nothing of others. */
const isAboutTarget = ({ outcome, failure }: RecordedAttempt): boolean =>
  outcome === 'answered' || (outcome === 'failed' && failure?.retryable === true);

export function createForesight(requests: readonly RecordedRequest[]): Foresight {
  const attempts = requests.flatMap((request) => request.attempts).filter(isAboutTarget);
  const inOrder = attempts.toSorted((one, other) => one.startedAt - other.startedAt);
  const byTarget = Map.groupBy(inOrder, ({ target }) => keyOf(target));
  return (target, at) => {
    const all = byTarget.get(keyOf(target)) ?? [];
    const after = firstFrom(all, at);
    const distance = (attempt: RecordedAttempt | undefined): number =>
      attempt ? Math.abs(attempt.startedAt - at) : Number.POSITIVE_INFINITY;
    const nearest = distance(all[after - 1]) <= distance(all[after]) ? all[after - 1] : all[after];
    return nearest && distance(nearest) <= reach ? nearest : null;
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
