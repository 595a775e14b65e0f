import type { WireResponse } from '../dialect.ts';

/** The body of an answer that only means something as text. */
export function textOf({ body }: Pick<WireResponse, 'body'>): string {
  if (typeof body !== 'string') throw new Error('the body is no text');
  return body;
}
