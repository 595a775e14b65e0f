import { createHandOver } from '../../lib/hand-over.ts';
import type { AnswerDeltas } from './answer-deltas.ts';
import type { LoadedForChat } from './loaded.ts';
import { planChat } from './plan-chat.ts';
import type { ChatRequest, GenerateDelta, GenerateEnd } from './request.ts';
import { createAnswerWriter, type Written } from './write-answer.ts';

export { countChat } from './plan-chat.ts';

/** Answers a conversation. Leaving it, or aborting, gives the slot back within a token. */
export async function* generateChat(
  loaded: LoadedForChat,
  request: ChatRequest,
  signal: AbortSignal,
): AsyncGenerator<GenerateDelta, GenerateEnd, void> {
  const plan = await planChat(loaded, request);
  signal.throwIfAborted();
  const { tokens } = plan.prompt;
  const leaving = new AbortController();
  const stop = AbortSignal.any([signal, leaving.signal]);
  let deltas: AnswerDeltas | undefined;
  const askedAt = performance.now();
  const slot = await loaded.slots.acquire({
    tokens,
    signal: stop,
    ...(request.logprobs !== null && {
      logprobs: { top: request.logprobs, onToken: (logprob, token) => deltas?.onLogprob(logprob, token) },
    }),
  });
  let writing: Promise<Written> | undefined;
  try {
    const startedAt = performance.now();
    const { cached } = await slot.prepare(tokens, stop);
    const readAt = performance.now();
    const said = createHandOver<GenerateDelta>();
    const writer = createAnswerWriter(loaded, request, plan, {
      sequence: slot.sequence,
      signal: stop,
      push: said.give,
    });
    deltas = writer.deltas;
    writing = writer.write();
    writing.then(said.end, said.end);
    yield* said.values();
    const { reason, stopString } = await writing;
    return {
      reason,
      stopString,
      usage: {
        inputTokens: tokens.length,
        cachedTokens: cached,
        outputTokens: writer.outputTokens(),
        reasoningTokens: deltas.thoughtTokens,
      },
      droppedTurns: plan.droppedTurns,
      times: { queued: startedAt - askedAt, prompt: readAt - startedAt, generation: performance.now() - readAt },
      promptLogprobs: null,
      seed: plan.sampler.seed,
    };
  } finally {
    leaving.abort();
    await writing?.catch(() => {});
    slot.release();
  }
}
