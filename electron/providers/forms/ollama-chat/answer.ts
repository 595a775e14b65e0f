import type { LanguageModelV4Content, LanguageModelV4FinishReason, LanguageModelV4Usage } from '@ai-sdk/provider';
import { z } from 'zod';
import { newId } from '../../../lib/id.ts';

const toolCall = z.looseObject({
  id: z.string().nullish(),
  function: z.looseObject({ name: z.string(), arguments: z.unknown() }),
});

/** An answer, or a piece of one: the same form, whole or line by line. */
export const ollamaAnswer = z.looseObject({
  model: z.string().nullish(),
  created_at: z.string().nullish(),
  message: z
    .looseObject({
      content: z.string().nullish(),
      thinking: z.string().nullish(),
      tool_calls: z.array(toolCall).nullish(),
    })
    .nullish(),
  done: z.boolean().nullish(),
  done_reason: z.string().nullish(),
  prompt_eval_count: z.number().nullish(),
  eval_count: z.number().nullish(),
  /** In the middle of a stream, after status 200. */
  error: z.string().nullish(),
});
export type OllamaAnswer = z.output<typeof ollamaAnswer>;

type ToolCall = z.output<typeof toolCall>;

/** Older versions give a call no name of its own. */
export const readToolCall = ({ id, function: { name, arguments: input } }: ToolCall) => ({
  toolCallId: id || newId<string>(),
  toolName: name,
  input: typeof input === 'string' ? input : JSON.stringify(input ?? {}),
});

export function usageOf({ prompt_eval_count, eval_count }: OllamaAnswer): LanguageModelV4Usage {
  return {
    inputTokens: {
      total: prompt_eval_count ?? undefined,
      noCache: undefined,
      cacheRead: undefined,
      cacheWrite: undefined,
    },
    outputTokens: { total: eval_count ?? undefined, text: undefined, reasoning: undefined },
  };
}

export function finishOf({ done_reason }: OllamaAnswer, hasToolCalls: boolean): LanguageModelV4FinishReason {
  const raw = done_reason ?? undefined;
  if (hasToolCalls) return { unified: 'tool-calls', raw };
  if (raw === 'length') return { unified: 'length', raw };
  return { unified: raw === undefined || raw === 'stop' ? 'stop' : 'other', raw };
}

export function contentOf({ message }: OllamaAnswer): LanguageModelV4Content[] {
  const { content, thinking, tool_calls } = message ?? {};
  return [
    ...(thinking ? [{ type: 'reasoning' as const, text: thinking }] : []),
    ...(content ? [{ type: 'text' as const, text: content }] : []),
    ...(tool_calls ?? []).map((call) => ({ type: 'tool-call' as const, ...readToolCall(call) })),
  ];
}

export const metadataOf = ({ model, created_at }: OllamaAnswer) => {
  const time = Date.parse(created_at ?? '');
  return { ...(model && { modelId: model }), ...(!Number.isNaN(time) && { timestamp: new Date(time) }) };
};
