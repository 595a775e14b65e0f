import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits, safe in URLs, headers and cookies. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What is kept of a token. It needs no salt and no slow hash: nobody guesses 256 random bits. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Takes the same time wherever the two differ. */
export function isSameHash(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
