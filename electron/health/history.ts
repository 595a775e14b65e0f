import type { HealthHistory } from '../../shared/model/health.ts';
import type { ProviderId } from '../../shared/model/ids.ts';

const hour = 60 * 60_000;
/** As many strokes as a strip on the screen has room for. */
const strokes = 96;

export interface Stretch {
  from: number;
  until: number;
  size: number;
}

/** The last so many hours, in buckets that begin at round times, so that they stand still while time goes on. */
export function stretchOf(hours: number, now: number): Stretch {
  const size = (hours * hour) / strokes;
  const until = (Math.floor(now / size) + 1) * size;
  return { from: until - strokes * size, until, size };
}

type Found = HealthHistory['buckets'][number] extends infer Bucket ? Omit<Bucket, 'from'> & { place: number } : never;

/** With a bucket for each stretch, also those without a check. */
export function toHistory(
  providerId: ProviderId,
  found: readonly Found[],
  { from, until, size }: Stretch,
): HealthHistory {
  const byPlace = new Map(found.map((bucket) => [bucket.place, bucket]));
  const buckets = Array.from({ length: strokes }, (_, place) => {
    const { ok = 0, failed = 0, responseTime = null } = byPlace.get(place) ?? {};
    return { from: from + place * size, ok, failed, responseTime };
  });
  return { providerId, from, until, bucketSize: size, buckets };
}
