import type { LanguageModelV4Prompt } from '@ai-sdk/provider';
import type { MessageId } from '../../shared/model/ids.ts';
import type { ModelParameters, OnUnsupported, ParameterWarning } from '../../shared/model/parameters.ts';
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
  /** Default: the model's own. */
  parameters?: ModelParameters;
  /** What becomes of a request whose model does not take all of them. Default: drop. */
  onUnsupported?: OnUnsupported;
  /** Called before the first piece of an answer, where not all was sent as it was asked for. */
  onWarnings?(warnings: readonly ParameterWarning[]): void;
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
  /** What was left out or changed of what was asked for. */
  warnings: readonly ParameterWarning[];
  /** How often it was asked again. Default: 0. */
  retries?: number;
}

export const toPrompt = (messages: readonly GatewayMessage[]): LanguageModelV4Prompt =>
  messages.map(({ role, text }) =>
    role === 'system' ? { role, content: text } : { role, content: [{ type: 'text', text }] },
  );
