import type { RecommendedSampling } from '../../../shared/model/model-facts.ts';
import type { Sampling } from '../engine/request.ts';

/** For a model whose file recommends nothing: lively, without the long tail of unlikely words. */
const usual: Sampling = { temperature: 0.8, topK: 40, topP: 0.95, minP: 0.05 };

/** How a model is sampled where nobody said how: as its maker recommends. */
export function recommendedSamplingOf(given: RecommendedSampling | undefined): Sampling {
  if (!given) return usual;
  const { temperature, topK, topP, minP, repeatPenalty, penaltyLastTokens, xtcProbability, xtcThreshold } = given;
  const sampling: Sampling = { ...usual };
  if (temperature !== undefined) sampling.temperature = temperature;
  if (topK !== undefined) sampling.topK = topK;
  if (topP !== undefined) sampling.topP = topP;
  if (minP !== undefined) sampling.minP = minP;
  if (repeatPenalty !== undefined && repeatPenalty !== 1) sampling.repeatPenalty = repeatPenalty;
  if (penaltyLastTokens !== undefined && penaltyLastTokens > 0) sampling.penaltyWindow = penaltyLastTokens;
  if (xtcProbability !== undefined && xtcThreshold !== undefined && xtcProbability > 0) {
    sampling.xtc = { probability: xtcProbability, threshold: xtcThreshold };
  }
  return sampling;
}
