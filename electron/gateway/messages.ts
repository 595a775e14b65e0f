import type { LanguageModelV4Prompt } from '@ai-sdk/provider';

export interface GatewayMessage {
  role: 'system' | 'user' | 'assistant';
  text: string;
}

export const toPrompt = (messages: readonly GatewayMessage[]): LanguageModelV4Prompt =>
  messages.map(({ role, text }) =>
    role === 'system' ? { role, content: text } : { role, content: [{ type: 'text', text }] },
  );
