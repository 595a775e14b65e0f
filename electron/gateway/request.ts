import type { LanguageModelV4Prompt } from '@ai-sdk/provider';
import type { MessageId } from '../../shared/model/ids.ts';
import type { Target } from '../../shared/model/provider.ts';

export interface GatewayMessage {
  role: 'system' | 'user' | 'assistant';
  text: string;
}

export interface GatewayRequest {
  /** Where it came in. */
  door: 'window';
  target: Target;
  messages: readonly GatewayMessage[];
  /** The answer it is for; null when it came in through the port. */
  messageId: MessageId | null;
  /** Most tokens of the answer. Default: as many as the model takes. */
  maxOutputTokens?: number;
  /** Aborting it stops the upstream at once. */
  signal: AbortSignal;
}

/** Null is "the provider did not say", never zero. */
export interface TokenCounts {
  inputTokens: number | null;
  outputTokens: number | null;
  reasoningTokens: number | null;
  cachedTokens: number | null;
}

export interface GatewayResult {
  usage: TokenCounts;
  finishReason: 'stop' | 'length' | 'content-filter' | 'tool-calls' | 'other';
}

export const toPrompt = (messages: readonly GatewayMessage[]): LanguageModelV4Prompt =>
  messages.map(({ role, text }) =>
    role === 'system' ? { role, content: text } : { role, content: [{ type: 'text', text }] },
  );
