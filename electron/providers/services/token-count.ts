import type { LanguageModelV4Prompt } from '@ai-sdk/provider';

/** Says how many tokens a prompt takes, before it is sent. */
export interface TokenCounter {
  count(modelId: string, prompt: LanguageModelV4Prompt, signal: AbortSignal): Promise<number>;
}
