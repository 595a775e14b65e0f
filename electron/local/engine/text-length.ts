import { contextTooLong } from './context-too-long.ts';

/** No token is longer, so a text of more characters than that cannot fit however it is read. */
export const mostCharactersPerToken = 64;

/** Refuses what cannot fit before anybody reads it: reading takes time for each character. */
export function mayFit(length: number, limit: number): void {
  if (length < limit * mostCharactersPerToken) return;
  throw contextTooLong(Math.ceil(length / mostCharactersPerToken), limit, 'at least');
}
