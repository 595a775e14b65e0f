import type { LLamaChatGenerateResponseOptions, LlamaChat, LlamaContextSequence } from 'node-llama-cpp';
import { type AnswerDeltas, createAnswerDeltas } from './answer-deltas.ts';
import { type CommonOptions, commonOptions, toolOptions } from './answer-options.ts';
import { createCallGrammars } from './call-grammars.ts';
import type { LoadedForChat } from './loaded.ts';
import type { ChatPlan } from './plan-chat.ts';
import type { Prompt } from './prompt/build.ts';
import type { WrapperOptions } from './prompt/wrapper.ts';
import type { ChatRequest, GenerateDelta, GenerateEnd } from './request.ts';
import { loadLibrary } from './runtime.ts';

export interface Writing {
  sequence: LlamaContextSequence;
  signal: AbortSignal;
  push(delta: GenerateDelta): void;
}

export interface Written {
  reason: GenerateEnd['reason'];
  stopString: string | null;
}

export interface AnswerWriter {
  readonly deltas: AnswerDeltas;
  outputTokens(): number;
  write(): Promise<Written>;
}

type Response = Awaited<ReturnType<LlamaChat['generateResponse']>>;

/** Has the engine's chat write the answer: in one go, or, before a form or a call, first the thought that was asked for. */
export function createAnswerWriter(
  loaded: LoadedForChat,
  request: ChatRequest,
  plan: ChatPlan,
  { sequence, signal, push }: Writing,
): AnswerWriter {
  const { prompt, thinking, tools, grammar } = plan;
  const stopping = new AbortController();
  const before = sequence.tokenMeter.usedOutputTokens;
  const count = () => sequence.tokenMeter.usedOutputTokens - before;
  const deltas = createAnswerDeltas({
    push,
    written: count,
    isThinking: prompt.isThinking,
    isContinued: plan.isContinued,
    stops: request.stop,
    onStop: () => stopping.abort(stopFound),
  });
  const hasForm = grammar !== null || tools.isForced;
  const hasTools = Object.keys(tools.callable).length > 0;
  let hasEndToken = false;

  const write = async (): Promise<Written> => {
    const common = await commonOptions(loaded, plan, deltas, AbortSignal.any([signal, stopping.signal]));
    const start = hasForm ? await think(common) : prompt;
    if (!start) return { reason: 'length', stopString: null };
    const options = {
      ...common,
      maxTokens: plan.most - count(),
      ...(!hasForm &&
        thinking.budget !== null && { budgets: { thoughtTokens: thinking.budget, commentTokens: Infinity } }),
    };
    if (grammar && !hasTools) return finish(await generate(sequence, start, 'form', { ...options, grammar }));
    const held = await createCallGrammars(loaded.model, tools, grammar);
    const release = held.hold(sequence);
    try {
      const writes = grammar ? 'form' : tools.isForced ? 'call' : 'free';
      const withTools = { ...options, ...toolOptions(held.functions, request, deltas) };
      return finish(await generate(sequence, start, writes, withTools));
    } finally {
      release();
    }
  };

  /** The prompt to go on with after the thought; null when there is no room left to say anything after it. */
  const think = async (common: CommonOptions): Promise<Prompt | null> => {
    if (!prompt.isThinking) return prompt;
    const maxTokens = Math.min(thinking.budget ?? Infinity, plan.most);
    const response = await generate(sequence, prompt, 'thought', { ...common, maxTokens });
    if (response === null || plan.most - count() < 1) return null;
    deltas.endThought();
    return prompt.afterThought(deltas.raw);
  };

  const finish = (response: Response | null): Written => {
    const { stop } = deltas;
    if (stop) return { reason: 'stop', stopString: stop.text };
    const ended = response?.metadata.stopReason;
    hasEndToken = ended === 'eogToken';
    // After a blank that ends an answer comes the template's mark; a grammar means every blank.
    deltas.end(grammar !== null || !hasEndToken);
    if (ended === 'functionCalls') return { reason: 'calls', stopString: null };
    if (ended === undefined || ended === 'maxTokens') {
      return { reason: deltas.calls > 0 && !deltas.isInCall ? 'calls' : 'length', stopString: null };
    }
    return { reason: 'stop', stopString: null };
  };

  const outputTokens = () => deltas.stop?.tokens ?? count() - (hasEndToken ? 1 : 0);
  return { deltas, outputTokens, write };
}

/** The context is full: nothing is thrown away to go on, the answer ends. */
class ContextFull extends Error {}

/** Ends the engine's part when what it wrote has a stop string in it. */
const stopFound = new Error('A stop string was found.');

/** Asked by the engine before it throws away the beginning of a conversation, which it must never do. */
function endOfContext(): never {
  throw new ContextFull();
}

/** Null when it was ended from here: the context is full, or a stop string was found. */
async function generate(
  sequence: LlamaContextSequence,
  prompt: Prompt,
  writes: WrapperOptions['writes'],
  options: LLamaChatGenerateResponseOptions,
): Promise<Response | null> {
  const { LlamaChat } = await loadLibrary();
  const chat = new LlamaChat({ contextSequence: sequence, chatWrapper: await prompt.wrapper(writes) });
  try {
    return await chat.generateResponse(prompt.history, { ...options, contextShift: { size: endOfContext } });
  } catch (error) {
    if (error instanceof ContextFull || error === stopFound) return null;
    throw error;
  } finally {
    chat.dispose();
  }
}
