import type { LlamaContextSequence, SequenceEvaluateOptions, Token } from 'node-llama-cpp';
import { checkRequest } from './chat-limits.ts';
import { evaluateOptions } from './evaluate-options.ts';
import type { LoadedForChat } from './loaded.ts';
import { promptLogprobs } from './prompt-logprobs.ts';
import type { GenerateDelta, GenerateEnd, TextRequest, TokenLogprob } from './request.ts';
import { createTextOutput } from './text-output.ts';
import { fitPrompt, keptOnShift, promptTokens } from './text-prompt.ts';

/** Continues a raw text. */
export async function* generateText(
  loaded: LoadedForChat,
  request: TextRequest,
  signal: AbortSignal,
): AsyncGenerator<GenerateDelta, GenerateEnd, void> {
  checkRequest(request);
  const { model, slots } = loaded;
  const written: Token[] = [];
  const { options, seed } = await evaluateOptions(model, request.sampling, () => written);
  const tokens = fitPrompt(loaded, request, await promptTokens(loaded, request));
  const fresh: TokenLogprob[] = [];
  const wishes =
    request.logprobs === null
      ? {}
      : { logprobs: { top: request.logprobs, onToken: (found: TokenLogprob) => void fresh.push(found) } };
  const askedAt = performance.now();
  const slot = await slots.acquire({ tokens, signal, ...wishes });
  try {
    const startedAt = performance.now();
    const ofPrompt =
      request.echo && request.logprobs !== null ? await promptLogprobs(loaded, slot, tokens, request.logprobs) : null;
    const { cached } = await slot.prepare(tokens, signal);
    const readAt = performance.now();
    const output = createTextOutput(model, tokens, request.stop);
    const most = mostTokens(loaded, request, tokens.length);
    let reason: GenerateEnd['reason'] = 'length';
    const shift = request.overflow === 'shift' ? shifting(loaded) : {};
    const answer = most > 0 ? write(slot.sequence, tokens, { ...options, ...shift }) : [];
    for await (const token of answer) {
      if (model.isEogToken(token)) {
        reason = 'stop';
        break;
      }
      written.push(token);
      const delta = output.push(token, fresh.splice(0));
      if (delta) yield delta;
      if (output.stopString !== null) {
        reason = 'stop';
        break;
      }
      if (written.length >= most) break;
    }
    const rest = output.rest();
    if (rest) yield rest;
    return {
      reason,
      stopString: output.stopString,
      usage: {
        inputTokens: tokens.length,
        cachedTokens: ofPrompt ? 0 : cached,
        outputTokens: written.length,
        reasoningTokens: 0,
      },
      droppedTurns: 0,
      times: { queued: startedAt - askedAt, prompt: readAt - startedAt, generation: performance.now() - readAt },
      promptLogprobs: ofPrompt,
      seed,
    };
  } finally {
    slot.release();
  }
}

export async function countText(loaded: LoadedForChat, request: TextRequest): Promise<number> {
  return (await promptTokens(loaded, request)).length;
}

function mostTokens({ info }: LoadedForChat, { maxTokens, overflow }: TextRequest, prompt: number): number {
  const left = overflow === 'shift' ? Infinity : info.contextSize - prompt;
  return Math.min(maxTokens ?? info.contextSize - prompt, left);
}

const shifting = ({ info }: LoadedForChat): SequenceEvaluateOptions => ({
  contextShift: { size: Math.max(1, Math.floor(info.contextSize * (1 - keptOnShift))), strategy: 'eraseBeginning' },
});

const write = (sequence: LlamaContextSequence, tokens: readonly Token[], options: SequenceEvaluateOptions) =>
  sequence.evaluate(tokens.slice(-1), { ...options, yieldEogToken: true });
