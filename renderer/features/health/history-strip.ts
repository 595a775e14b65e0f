import type { HealthHistory } from '../../../shared/model/health.ts';

export type StrokeKind = 'none' | 'ok' | 'some' | 'failed';

interface Stroke {
  from: number;
  ok: number;
  failed: number;
  kind: StrokeKind;
}

type Bucket = HealthHistory['buckets'][number];

const sum = (buckets: readonly Bucket[], key: 'ok' | 'failed'): number =>
  buckets.reduce((total, bucket) => total + bucket[key], 0);

function kindOf(ok: number, failed: number): StrokeKind {
  if (ok + failed === 0) return 'none';
  if (failed === 0) return 'ok';
  return ok === 0 ? 'failed' : 'some';
}

/** Several buckets to a stroke, as wide as the eye can tell apart. */
export function strokesOf({ buckets }: HealthHistory, perStroke = 4): Stroke[] {
  return Array.from({ length: Math.ceil(buckets.length / perStroke) }, (_, place) => {
    const part = buckets.slice(place * perStroke, (place + 1) * perStroke);
    const [ok, failed] = [sum(part, 'ok'), sum(part, 'failed')];
    return { from: part[0]?.from ?? 0, ok, failed, kind: kindOf(ok, failed) };
  });
}

export const totalOf = ({ buckets }: HealthHistory): { ok: number; failed: number } => ({
  ok: sum(buckets, 'ok'),
  failed: sum(buckets, 'failed'),
});

interface Trouble {
  from: number;
  until: number;
  ok: number;
  failed: number;
}

/** Times in which checks failed. One without any check does not end it, one in which all went well does. */
export function troublesOf({ buckets, bucketSize }: HealthHistory): Trouble[] {
  const troubles: Trouble[] = [];
  let current: Trouble | undefined;
  for (const { from, ok, failed } of buckets) {
    if (failed > 0) {
      if (!current) {
        current = { from, until: from, ok: 0, failed: 0 };
        troubles.push(current);
      }
      current.until = from + bucketSize;
      current.ok += ok;
      current.failed += failed;
    } else if (ok > 0) current = undefined;
  }
  return troubles;
}
