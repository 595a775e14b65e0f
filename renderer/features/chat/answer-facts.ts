import type { AnswerFacts } from '../../../shared/model/conversation.ts';

/** Tokens a second while the answer was written; null when a part of the sum is not known. */
export function tokensPerSecond({ outputTokens, firstToken, duration }: AnswerFacts): number | null {
  if (outputTokens === null || firstToken === null || duration === null) return null;
  const writing = duration - firstToken;
  // Below this the answer came in one piece, and a rate would say nothing.
  return writing < 50 || outputTokens < 2 ? null : (outputTokens / writing) * 1000;
}
