import { randomBytes } from 'node:crypto';
import type { LlamaChatResponseChunk, LlamaChatResponseFunctionCallParamsChunk, Token } from 'node-llama-cpp';
import { type AnswerText, createAnswerText } from './answer-text.ts';
import type { GenerateDelta, TokenLogprob } from './request.ts';
import { createStopScanner } from './stops.ts';

export interface DeltaOptions {
  push(delta: GenerateDelta): void;
  /** Tokens written so far. */
  written(): number;
  /** Begins within a thought. */
  isThinking: boolean;
  /** It goes on with what is there already. */
  isContinued: boolean;
  /** Strings that end the answer. They do not count in thoughts and calls. */
  stops: readonly string[];
  /** One of them was found: what comes now is not told any more. */
  onStop(): void;
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
  /** The stop string that ended it, and the tokens written until then. */
  readonly stop: { text: string; tokens: number } | null;
  readonly calls: number;
  /** A call was begun and not finished. */
  readonly isInCall: boolean;
  /** All that was written, as the model wrote it. */
  readonly raw: string;
}

type Said = 'text' | 'reasoning';

export function createAnswerDeltas(options: DeltaOptions): AnswerDeltas {
  const { push, written, isThinking, isContinued } = options;
  let waiting: { logprob: TokenLogprob; token: Token }[] = [];
  let due: TokenLogprob[] = [];
  let said: Said | 'call' = isThinking ? 'reasoning' : 'text';
  const begin = (kind: Said, keepStart: boolean): AnswerText => {
    if (kind === 'reasoning' || options.stops.length === 0) return createAnswerText({ keepStart, stops: null });
    const onStop = (found: string) => {
      stop = { text: found, tokens: written() };
      options.onStop();
    };
    return createAnswerText({ keepStart, stops: { scanner: createStopScanner(options.stops), onStop } });
  };
  let stop: AnswerDeltas['stop'] = null;
  let current = begin(said === 'reasoning' ? 'reasoning' : 'text', isContinued);
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
    if (said !== 'call') emit(said, current.rest(false));
    if (next !== 'call') current = begin(next, false);
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
      if (chunk.text === '' || stop) return;
      raw += chunk.text;
      turnTo(kind);
      takeLogprobs(chunk.tokens);
      emit(kind, current.push(chunk.text));
    },
    onCallInput({ functionName, paramsChunk }) {
      const open = call ?? startCall(functionName);
      // The engine ends arguments with line breaks of its own, which are no part of them.
      const all = open.held + paramsChunk;
      const text = all.trimEnd();
      open.held = all.slice(text.length);
      if (text === '') return;
      open.input += text;
      push({ kind: 'call-input', id: open.id, text });
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
      if (said !== 'call' && !stop) emit(said, current.rest(keepBlank));
    },
    get thoughtTokens() {
      return thoughtTokens + (thoughtSince === null ? 0 : written() - thoughtSince);
    },
    get stop() {
      return stop;
    },
    get calls() {
      return calls;
    },
    get isInCall() {
      return call !== null;
    },
    get raw() {
      return raw;
    },
  };
}
