import type { LlamaModel, SequenceEvaluateOptions, Token } from 'node-llama-cpp';
import type { Sampling } from './request.ts';
import { samplerOptions, tokenBias } from './sampling.ts';

/** Sampling as `sequence.evaluate` takes it. Penalties look back over what `written` gives. */
export async function evaluateOptions(
  model: LlamaModel,
  sampling: Sampling,
  written: () => readonly Token[],
): Promise<{ options: SequenceEvaluateOptions; seed: number }> {
  const { options, bias, penalties, seed } = samplerOptions(model, sampling);
  const tokenBiases = await tokenBias(model, bias);
  return {
    seed,
    options: {
      ...options,
      ...(tokenBiases && { tokenBias: tokenBiases }),
      ...(penalties && {
        repeatPenalty: {
          punishTokens: () => written().slice(-penalties.window),
          maxPunishTokens: penalties.window,
          penalty: penalties.penalty,
          frequencyPenalty: penalties.frequencyPenalty,
          presencePenalty: penalties.presencePenalty,
        },
      }),
    },
  };
}
