import { randomBytes } from 'node:crypto';
import type { LlamaChatResponseChunk, LlamaChatResponseFunctionCallParamsChunk, Token } from 'node-llama-cpp';
import { createBlankTrimmer } from './blank-trimmer.ts';
import type { GenerateDelta, TokenLogprob } from './request.ts';

export interface DeltaOptions {
  push(delta: GenerateDelta): void;
  /** Tokens written so far. */
  written(): number;
  /** Begins within a thought. */
  isThinking: boolean;
  /** The answer goes on with a text that is there already. */
  isContinued: boolean;
}

/** Turns what the engine's chat says into deltas. */
export interface AnswerDeltas {
  onChunk(chunk: LlamaChatResponseChunk): void;
  onCallInput(chunk: LlamaChatResponseFunctionCallParamsChunk): void;
  onCall(call: { functionName: string; params?: unknown }): void;
  /** Of each token, before the text it is a part of. */
  onLogprob(logprob: TokenLogprob, token: Token): void;
  /** The thought is over, though the model did not say so. */
  endThought(): void;
  /** Tells what was held back: a blank at the end only where it is meant. */
  end(keepBlank: boolean): void;
  readonly thoughtTokens: number;
  readonly calls: number;
  /** A call was begun and not finished. */
  readonly isInCall: boolean;
  readonly text: string;
}

type Said = 'text' | 'reasoning';

export function createAnswerDeltas({ push, written, isThinking, isContinued }: DeltaOptions): AnswerDeltas {
  let waiting: { logprob: TokenLogprob; token: Token }[] = [];
  let due: TokenLogprob[] = [];
  let said: Said | 'call' = isThinking ? 'reasoning' : 'text';
  let trimmer = createBlankTrimmer(isContinued);
  let thoughtSince = isThinking ? written() : null;
  let thoughtTokens = 0;
  let calls = 0;
  let call: { id: string; name: string; input: string; held: string } | null = null;
  let raw = '';

  const emit = (kind: Said, text: string) => {
    if (text === '') return;
    push({ kind, text, ...(due.length > 0 && { logprobs: due }) });
    due = [];
  };
  /** Tokens that are not shown, such as marks and stop strings, are passed over. */
  const takeLogprobs = (tokens: readonly Token[]) => {
    for (const token of tokens) {
      const index = waiting.findIndex((one) => one.token === token);
      const found = waiting[index];
      if (!found) continue;
      due.push(found.logprob);
      waiting = waiting.slice(index + 1);
    }
  };
  const turnTo = (next: Said | 'call') => {
    if (next === said) return;
    trimmer = createBlankTrimmer(false);
    said = next;
  };
  const startCall = (name: string) => {
    turnTo('call');
    call = { id: `call_${randomBytes(12).toString('hex')}`, name, input: '', held: '' };
    push({ kind: 'call-start', id: call.id, name });
    return call;
  };

  const endThought = () => {
    if (thoughtSince !== null) thoughtTokens += written() - thoughtSince;
    thoughtSince = null;
  };

  return {
    onChunk(chunk) {
      // A comment, as some models make before a call, is said to whoever asked.
      const isThought = chunk.type === 'segment' && chunk.segmentType === 'thought';
      const kind: Said = isThought ? 'reasoning' : 'text';
      if (isThought && chunk.segmentStartTime !== undefined) thoughtSince ??= written();
      if (isThought && chunk.segmentEndTime !== undefined) endThought();
      if (chunk.text === '') return;
      raw += chunk.text;
      turnTo(kind);
      takeLogprobs(chunk.tokens);
      emit(kind, trimmer.push(chunk.text));
    },
    onCallInput({ functionName, paramsChunk }) {
      const current = call ?? startCall(functionName);
      // The engine ends arguments with line breaks of its own, which are no part of them.
      const all = current.held + paramsChunk;
      const text = all.trimEnd();
      current.held = all.slice(text.length);
      if (text === '') return;
      current.input += text;
      push({ kind: 'call-input', id: current.id, text });
    },
    onCall({ functionName, params }) {
      const { id, name, input } = call ?? startCall(functionName);
      const whole = input === '' ? JSON.stringify(params ?? {}) : input;
      if (input === '') push({ kind: 'call-input', id, text: whole });
      push({ kind: 'call-end', id, name, input: whole });
      call = null;
      calls += 1;
    },
    onLogprob: (logprob, token) => void waiting.push({ logprob, token }),
    endThought,
    end(keepBlank) {
      if (keepBlank && said !== 'call') emit(said, trimmer.rest());
    },
    get thoughtTokens() {
      return thoughtTokens + (thoughtSince === null ? 0 : written() - thoughtSince);
    },
    get calls() {
      return calls;
    },
    get isInCall() {
      return call !== null;
    },
    get text() {
      return raw;
    },
  };
}
