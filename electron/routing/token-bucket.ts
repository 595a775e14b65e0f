/** So much a minute, and no more at once than that. */
export interface BucketPolicy {
  perMinute: number;
}

/** Never changed, only replaced. */
export interface Bucket {
  /** What was left at that time; below zero while something larger than it is being paid off. */
  level: number;
  /** UTC ms. */
  at: number;
}

const minute = 60_000;

export const fullBucket = ({ perMinute }: BucketPolicy, now: number): Bucket => ({ level: perMinute, at: now });

const levelAt = ({ level, at }: Bucket, now: number, { perMinute }: BucketPolicy): number =>
  // A clock that was set back fills nothing.
  Math.min(perMinute, level + (Math.max(0, now - at) * perMinute) / minute);

/**
 * Ms until `amount` may be taken; 0 is now. What is larger than the whole bucket waits until it is full and then makes
 * a debt: it could never go otherwise.
 */
export function waitFor(bucket: Bucket, amount: number, now: number, policy: BucketPolicy): number {
  const missing = Math.min(amount, policy.perMinute) - levelAt(bucket, now, policy);
  return missing <= 0 ? 0 : Math.ceil((missing * minute) / policy.perMinute);
}

/** After `amount` was taken; a negative one gives back what was not needed after all. */
export const take = (bucket: Bucket, amount: number, now: number, policy: BucketPolicy): Bucket => ({
  level: Math.min(policy.perMinute, levelAt(bucket, now, policy) - amount),
  at: Math.max(bucket.at, now),
});
