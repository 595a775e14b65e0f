import type { LlamaModel, Token } from 'node-llama-cpp';
import type { GenerateDelta, TokenLogprob } from './request.ts';
import { createStopScanner } from './stops.ts';
import { createTokenText } from './token-text.ts';

/** Tokens in, deltas out: whole characters, nothing of a stop string, log-probabilities with the text they belong to. */
export interface TextOutput {
  push(token: Token, logprobs: readonly TokenLogprob[]): GenerateDelta | null;
  rest(): GenerateDelta | null;
  readonly stopString: string | null;
}

export function createTextOutput(model: LlamaModel, prompt: readonly Token[], stops: readonly string[]): TextOutput {
  const words = createTokenText(model, prompt);
  const scanner = createStopScanner(stops);
  let stopString: string | null = null;
  /** Characters decoded, and shown. */
  let decoded = 0;
  let shown = 0;
  let waiting: { from: number; logprob: TokenLogprob }[] = [];

  const show = (text: string): GenerateDelta | null => {
    if (text === '') return null;
    shown += text.length;
    const due = waiting.filter(({ from }) => from < shown);
    waiting = waiting.filter(({ from }) => from >= shown);
    if (due.length === 0) return { kind: 'text', text };
    return { kind: 'text', text, logprobs: due.map(({ logprob }) => logprob) };
  };

  return {
    push(token, logprobs) {
      for (const logprob of logprobs) waiting.push({ from: decoded, logprob });
      const text = words.push(token);
      decoded += text.length;
      const found = scanner.push(text);
      stopString = found.stop;
      return show(found.text);
    },
    rest: () => (stopString === null ? show(scanner.push(words.rest()).text + scanner.rest()) : null),
    get stopString() {
      return stopString;
    },
  };
}
