import type { LLamaChatGenerateResponseOptions, LlamaChat, LlamaContextSequence } from 'node-llama-cpp';
import { type AnswerDeltas, createAnswerDeltas } from './answer-deltas.ts';
import type { LoadedForChat } from './loaded.ts';
import type { ChatPlan } from './plan-chat.ts';
import type { Prompt } from './prompt/build.ts';
import type { WrapperOptions } from './prompt/wrapper.ts';
import type { ChatRequest, GenerateDelta, GenerateEnd } from './request.ts';
import { loadLibrary } from './runtime.ts';
import { tokenBias } from './sampling.ts';

export interface Writing {
  sequence: LlamaContextSequence;
  signal: AbortSignal;
  push(delta: GenerateDelta): void;
}

export interface Written {
  reason: GenerateEnd['reason'];
  stopString: string | null;
}

type Response = Awaited<ReturnType<LlamaChat['generateResponse']>>;
type Options = LLamaChatGenerateResponseOptions;
type CommonOptions = Awaited<ReturnType<typeof commonOptions>>;

/** The context is full: nothing is thrown away to go on, the answer ends. */
class ContextFull extends Error {}

export interface AnswerWriter {
  readonly deltas: AnswerDeltas;
  outputTokens(): number;
  write(): Promise<Written>;
}

/** Has the engine's chat write the answer: in one go, or, before a form or a call, first the thought that was asked for. */
export function createAnswerWriter(
  loaded: LoadedForChat,
  request: ChatRequest,
  plan: ChatPlan,
  { sequence, signal, push }: Writing,
): AnswerWriter {
  const { prompt, thinking, tools, grammar } = plan;
  const before = sequence.tokenMeter.usedOutputTokens;
  const count = () => sequence.tokenMeter.usedOutputTokens - before;
  const deltas = createAnswerDeltas({
    push,
    written: count,
    isThinking: prompt.isThinking,
    isContinued: plan.isContinued,
  });
  const hasForm = grammar !== null || tools.isForced;
  let hasEndToken = false;

  const write = async (): Promise<Written> => {
    const common = await commonOptions(loaded, plan, deltas, signal);
    if (!hasForm) {
      const { budget } = thinking;
      return finish(
        await generate(sequence, prompt, 'free', {
          ...common,
          ...withStops(request),
          ...withTools(plan, request, deltas),
          maxTokens: plan.most,
          ...(budget !== null && { budgets: { thoughtTokens: budget, commentTokens: Infinity } }),
        }),
      );
    }
    const form = await think(common);
    if (form === null) return { reason: 'length', stopString: null };
    const rest = { ...common, ...withStops(request), maxTokens: plan.most - count() };
    return finish(
      await (grammar
        ? generate(sequence, form, 'form', { ...rest, grammar })
        : generate(sequence, form, 'call', { ...rest, ...withTools(plan, request, deltas) })),
    );
  };

  /** The prompt to go on with after the thought; null when there is no room left to say anything after it. */
  const think = async (common: CommonOptions): Promise<Prompt | null> => {
    if (!prompt.isThinking) return prompt;
    const maxTokens = Math.min(thinking.budget ?? Infinity, plan.most);
    const response = await generate(sequence, prompt, 'thought', { ...common, maxTokens });
    if (response === null || plan.most - count() < 1) return null;
    deltas.endThought();
    return prompt.afterThought(deltas.text);
  };

  const finish = (response: Response | null): Written => {
    const { metadata } = response ?? {};
    hasEndToken = metadata?.stopReason === 'eogToken';
    // After a blank that ends an answer comes the template's mark; a grammar means every blank.
    deltas.end(grammar !== null || !hasEndToken);
    if (metadata?.stopReason === 'functionCalls') return { reason: 'calls', stopString: null };
    if (!metadata || metadata.stopReason === 'maxTokens') {
      return { reason: deltas.calls > 0 && !deltas.isInCall ? 'calls' : 'length', stopString: null };
    }
    const stop = metadata.stopReason === 'customStopTrigger' ? metadata.customStopTrigger.join('') : null;
    return { reason: 'stop', stopString: stop };
  };

  return { deltas, outputTokens: () => count() - (hasEndToken ? 1 : 0), write };
}

async function commonOptions(
  { model }: LoadedForChat,
  { sampler, thinking, template, prompt }: ChatPlan,
  deltas: AnswerDeltas,
  signal: AbortSignal,
) {
  const { penalties } = sampler;
  const bias = new Map(sampler.bias);
  const openToken = template.thought?.openToken ?? null;
  // A second thought, or one that was turned off, would come to no end.
  const hasThought = thinking.mode === 'off' || (thinking.mode === 'on' && prompt.isThinking);
  if (openToken !== null && hasThought) bias.set(openToken, 'never');
  const biases = await tokenBias(model, bias);
  return {
    ...sampler.options,
    ...(biases && { tokenBias: biases }),
    signal,
    onResponseChunk: deltas.onChunk,
    repeatPenalty: penalties !== null && {
      penalty: penalties.penalty,
      frequencyPenalty: penalties.frequencyPenalty,
      presencePenalty: penalties.presencePenalty,
      lastTokens: penalties.window,
      penalizeNewLine: true,
    },
  };
}

/** Calls in one answer: a small model may call the same tool for ever. */
const mostCalls = 32;

const withStops = ({ stop }: ChatRequest): { customStopTriggers?: string[] } =>
  stop.length > 0 ? { customStopTriggers: [...stop] } : {};

function withTools({ tools }: ChatPlan, { toolChoice, parallelTools }: ChatRequest, deltas: AnswerDeltas) {
  if (Object.keys(tools.callable).length === 0) return {};
  const most = parallelTools && typeof toolChoice === 'string' ? mostCalls : 1;
  return {
    functions: tools.callable,
    maxParallelFunctionCalls: most,
    onFunctionCallParamsChunk: deltas.onCallInput,
    onFunctionCall: deltas.onCall,
  };
}

/** Null when the context is full. */
async function generate(
  sequence: LlamaContextSequence,
  prompt: Prompt,
  writes: WrapperOptions['writes'],
  options: Options,
): Promise<Response | null> {
  const { LlamaChat } = await loadLibrary();
  const chat = new LlamaChat({ contextSequence: sequence, chatWrapper: await prompt.wrapper(writes) });
  try {
    return await chat.generateResponse(prompt.history, { ...options, contextShift: { size: endOfContext } });
  } catch (error) {
    if (error instanceof ContextFull) return null;
    throw error;
  } finally {
    chat.dispose();
  }
}

/** Asked by the engine before it throws away the beginning of a conversation, which it must never do. */
function endOfContext(): never {
  throw new ContextFull();
}
