import type { ChatModelFunctions } from 'node-llama-cpp';
import type { AnswerDeltas } from './answer-deltas.ts';
import type { LoadedForChat } from './loaded.ts';
import type { ChatPlan } from './plan-chat.ts';
import type { ChatRequest } from './request.ts';
import { tokenBias } from './sampling.ts';

export type CommonOptions = Awaited<ReturnType<typeof commonOptions>>;

/** What every part of an answer is written with. */
export async function commonOptions(
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

export function toolOptions(
  functions: ChatModelFunctions,
  { toolChoice, parallelTools }: ChatRequest,
  deltas: AnswerDeltas,
) {
  if (Object.keys(functions).length === 0) return {};
  return {
    functions,
    maxParallelFunctionCalls: parallelTools && typeof toolChoice === 'string' ? mostCalls : 1,
    onFunctionCallParamsChunk: deltas.onCallInput,
    onFunctionCall: deltas.onCall,
  };
}
