import type { RequestId } from '../../../shared/model/ids.ts';
import type { AnswerResult } from '../../gateway/request.ts';
import type { TokenCounts } from '../../gateway/work.ts';

/** What is told at the end of an answer. */
export type ChatEnd = Pick<AnswerResult, 'finishReason' | 'usage'>;

export interface ChatHead {
  id: RequestId;
  /** By the name that the caller is to see. */
  model: string;
  /** UTC ms. */
  createdAt: number;
}

export const answerId = (id: RequestId): string => `chatcmpl-${id}`;
export const inSeconds = (time: number): number => Math.floor(time / 1000);

/** Programs act on calls when this says so, and only then: it goes by what they were sent. */
export function finishWord(reason: ChatEnd['finishReason'], hasCalls: boolean): string {
  switch (reason) {
    case 'length':
      return 'length';
    case 'content-filter':
      return 'content_filter';
    case 'stop':
    case 'tool-calls':
    case 'other':
      return hasCalls ? 'tool_calls' : 'stop';
  }
}

/** Undefined when the provider did not say: programs that count would believe a 0. */
export function usageOf({ inputTokens, outputTokens, cachedTokens, reasoningTokens }: TokenCounts) {
  if (inputTokens === null || outputTokens === null) return undefined;
  return {
    prompt_tokens: inputTokens,
    completion_tokens: outputTokens,
    total_tokens: inputTokens + outputTokens,
    ...(cachedTokens !== null && { prompt_tokens_details: { cached_tokens: cachedTokens } }),
    ...(reasoningTokens !== null && { completion_tokens_details: { reasoning_tokens: reasoningTokens } }),
  };
}
