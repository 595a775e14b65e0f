import type { LanguageModelV4CallOptions } from '@ai-sdk/provider';

/**
 * The Responses API keeps a conversation unless it is told not to. Here the whole conversation is sent each time, and
 * its reasoning comes along, sealed, to be sent back.
 */
export const withoutStore =
  (provider: string) =>
  (call: LanguageModelV4CallOptions): LanguageModelV4CallOptions => ({
    ...call,
    providerOptions: {
      ...call.providerOptions,
      [provider]: { store: false, ...call.providerOptions?.[provider] },
    },
  });
