import type { LanguagePart } from '../../../../electron/gateway/language-work.ts';
import type { ChatEnd } from '../../../../electron/server/openai/answer.ts';
import { createChatWriter, type StreamOptions } from '../../../../electron/server/openai/stream-chat.ts';
import { createWholeChatWriter } from '../../../../electron/server/openai/write-chat.ts';
import type { RequestId } from '../../../../shared/model/ids.ts';

export const head: StreamOptions = {
  id: '0199-id' as RequestId,
  model: 'my "model"',
  createdAt: 1_700_000_000_999,
  includeUsage: false,
};
export const counts = { inputTokens: 12, outputTokens: 5, reasoningTokens: 2, cachedTokens: 8 };
export const stop: ChatEnd = { finishReason: 'stop', usage: counts };

export const say = (delta: string): LanguagePart => ({ type: 'text-delta', id: '0', delta });
export const think = (delta: string): LanguagePart => ({ type: 'reasoning-delta', id: '0', delta });
export const callStart = (id: string, toolName: string): LanguagePart => ({ type: 'tool-input-start', id, toolName });
export const callMore = (id: string, delta: string): LanguagePart => ({ type: 'tool-input-delta', id, delta });
export const call = (toolCallId: string, toolName: string, input: string): LanguagePart => ({
  type: 'tool-call',
  toolCallId,
  toolName,
  input,
});

export interface Delta {
  role?: string;
  content?: string;
  reasoning_content?: string;
  reasoning?: string;
  tool_calls?: {
    index: number;
    id?: string;
    type?: string;
    function: { name?: string; arguments: string };
  }[];
}
export interface Chunk {
  id: string;
  object: string;
  created: number;
  model: string;
  choices: { index: number; delta: Delta; logprobs: unknown; finish_reason: string | null }[];
  usage?: { total_tokens: number } | null;
  error?: { message: string; type: string; code: string; param: string | null };
}

/** Reads a stream as the strictest reader would: each event one line of data, no line but these, [DONE] last. */
export function readEvents(text: string): { chunks: Chunk[]; isDone: boolean } {
  if (!text.endsWith('\n\n')) throw new Error('an event is not closed');
  const events = text.slice(0, -2).split('\n\n');
  const data = events.flatMap((event) => {
    if (event.startsWith(': ')) return [];
    if (!event.startsWith('data: ')) throw new Error(`no data: ${event}`);
    if (/[\r\n\u0085\u2028\u2029]/.test(event)) throw new Error(`a line that ends too early: ${event}`);
    return [event.slice(6)];
  });
  const isDone = data.at(-1) === '[DONE]';
  const chunks = (isDone ? data.slice(0, -1) : data).map((one) => JSON.parse(one) as Chunk);
  return { chunks, isDone };
}

export function written(items: readonly LanguagePart[], end = stop, options: Partial<StreamOptions> = {}): string {
  const writer = createChatWriter({ ...head, ...options });
  return items.map((item) => writer.write(item)).join('') + writer.end(end);
}

/** The chunks of an answer, and their deltas. */
export function streamed(items: readonly LanguagePart[], end = stop, options: Partial<StreamOptions> = {}) {
  const { chunks, isDone } = readEvents(written(items, end, options));
  const deltas = chunks.flatMap(({ choices }) => choices.map(({ delta }) => delta));
  return { chunks, isDone, deltas };
}

export function whole(items: readonly LanguagePart[], end: ChatEnd | Error = stop): string {
  if (end instanceof Error) throw end;
  const writer = createWholeChatWriter(head);
  for (const item of items) writer.write(item);
  return writer.end(end);
}
