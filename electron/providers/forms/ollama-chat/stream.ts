import type { LanguageModelV4StreamPart, SharedV4Warning } from '@ai-sdk/provider';
import { finishOf, metadataOf, type OllamaAnswer, readToolCall, usageOf } from './answer.ts';

type Block = 'text' | 'reasoning';

/** The pieces of an answer as the parts everybody else reads. */
export async function* toStreamParts(
  pieces: AsyncIterable<OllamaAnswer>,
  warnings: SharedV4Warning[],
): AsyncGenerator<LanguageModelV4StreamPart> {
  let open: { kind: Block; id: string } | undefined;
  let blocks = 0;
  let hasToolCalls = false;
  let isFirst = true;

  function* close(): Generator<LanguageModelV4StreamPart> {
    if (open) yield { type: `${open.kind}-end`, id: open.id };
    open = undefined;
  }
  function* write(kind: Block, delta: string | null | undefined): Generator<LanguageModelV4StreamPart> {
    if (!delta) return;
    if (open?.kind !== kind) {
      yield* close();
      open = { kind, id: `${blocks++}` };
      yield { type: `${kind}-start`, id: open.id };
    }
    yield { type: `${kind}-delta`, id: open.id, delta };
  }

  yield { type: 'stream-start', warnings };
  for await (const piece of pieces) {
    if (piece.error) {
      yield { type: 'error', error: { error: piece.error } };
      return;
    }
    if (isFirst) yield { type: 'response-metadata', ...metadataOf(piece) };
    isFirst = false;
    yield* write('reasoning', piece.message?.thinking);
    yield* write('text', piece.message?.content);
    for (const call of piece.message?.tool_calls ?? []) {
      yield* close();
      hasToolCalls = true;
      const { toolCallId: id, toolName, input } = readToolCall(call);
      yield { type: 'tool-input-start', id, toolName };
      yield { type: 'tool-input-delta', id, delta: input };
      yield { type: 'tool-input-end', id };
      yield { type: 'tool-call', toolCallId: id, toolName, input };
    }
    if (piece.done) {
      yield* close();
      yield { type: 'finish', finishReason: finishOf(piece, hasToolCalls), usage: usageOf(piece) };
      return;
    }
  }
  throw new Error('The stream ended without a finish reason.');
}
