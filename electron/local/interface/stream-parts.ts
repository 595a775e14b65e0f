import type {
  JSONObject,
  LanguageModelV4FinishReason,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
} from '@ai-sdk/provider';
import type { GenerateDelta, GenerateEnd } from '../engine/request.ts';
import { optionsKey } from './options.ts';

type Part = LanguageModelV4StreamPart;

/** Turns the engine's deltas into parts of the interface, where a block of text has a beginning and an end. */
export function createPartWriter() {
  let open: { kind: 'text' | 'reasoning'; id: string } | null = null;
  let blocks = 0;

  const close = (): Part[] => {
    if (!open) return [];
    const { kind, id } = open;
    open = null;
    return [{ type: `${kind}-end`, id }];
  };

  const words = (kind: 'text' | 'reasoning', delta: string, logprobs: unknown): Part[] => {
    const parts: Part[] = [];
    if (open?.kind !== kind) {
      parts.push(...close());
      open = { kind, id: `${kind}-${blocks++}` };
      parts.push({ type: `${kind}-start`, id: open.id });
    }
    const metadata = logprobs === undefined ? {} : { providerMetadata: { [optionsKey]: { logprobs } as JSONObject } };
    parts.push({ type: `${kind}-delta`, id: open.id, delta, ...metadata });
    return parts;
  };

  return {
    write(delta: GenerateDelta): Part[] {
      switch (delta.kind) {
        case 'text':
        case 'reasoning':
          return words(delta.kind, delta.text, delta.logprobs);
        case 'call-start':
          return [...close(), { type: 'tool-input-start', id: delta.id, toolName: delta.name }];
        case 'call-input':
          return [{ type: 'tool-input-delta', id: delta.id, delta: delta.text }];
        case 'call-end':
          return [
            { type: 'tool-input-end', id: delta.id },
            { type: 'tool-call', toolCallId: delta.id, toolName: delta.name, input: delta.input },
          ];
      }
    },

    end: (end: GenerateEnd): Part[] => [
      ...close(),
      {
        type: 'finish',
        finishReason: finishReasonOf(end),
        usage: usageOf(end),
        providerMetadata: {
          [optionsKey]: {
            seed: end.seed,
            stopString: end.stopString,
            droppedTurns: end.droppedTurns,
            times: { ...end.times },
            promptLogprobs: end.promptLogprobs as JSONObject[] | null,
          },
        },
      },
    ],
  };
}

const finishReasonOf = ({ reason }: GenerateEnd): LanguageModelV4FinishReason => ({
  unified: reason === 'calls' ? 'tool-calls' : reason,
  raw: reason,
});

const usageOf = ({ usage }: GenerateEnd): LanguageModelV4Usage => ({
  inputTokens: {
    total: usage.inputTokens,
    noCache: usage.inputTokens - usage.cachedTokens,
    cacheRead: usage.cachedTokens,
    cacheWrite: undefined,
  },
  outputTokens: {
    total: usage.outputTokens,
    text: usage.outputTokens - usage.reasoningTokens,
    reasoning: usage.reasoningTokens,
  },
});
