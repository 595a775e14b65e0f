import type { ParameterForm } from '../../providers/parameters/rules.ts';
import { optionsKey } from './options.ts';

/** What the engine makes of a request's parameters. */
export const localParameters: ParameterForm = {
  name: 'This computer',
  optionsKey,
  rules: {
    temperature: { as: 'sampling.temperature' },
    topP: { as: 'sampling.topP' },
    topK: { as: 'sampling.topK' },
    minP: { as: 'sampling.minP', option: 'minP' },
    maxOutputTokens: { as: 'maxTokens' },
    stop: { as: 'stop' },
    frequencyPenalty: { as: 'sampling.frequencyPenalty' },
    presencePenalty: { as: 'sampling.presencePenalty' },
    repetitionPenalty: { as: 'sampling.repeatPenalty', option: 'repeatPenalty' },
    seed: { as: 'sampling.seed' },
    // Off, low, medium and high: what templates know.
    reasoningEffort: { as: 'thinking', remade: true, nearest: { minimal: 'low', xhigh: 'high' } },
    reasoningBudget: { into: 'reasoningEffort' },
    verbosity: { without: 'models on this computer have no setting for it' },
    contextLength: { without: 'it is chosen where the model is loaded' },
    logprobs: { as: 'logprobs', option: 'logprobs', values: { true: 0 } },
    topLogprobs: { as: 'logprobs', option: 'logprobs' },
    logitBias: { as: 'sampling.logitBias', option: 'logitBias' },
    n: { without: 'a request has one answer here' },
    user: { without: 'nobody is told who asks' },
    serviceTier: { without: 'there is one tier here' },
    parallelToolCalls: { as: 'parallelTools', option: 'parallelTools' },
  },
  models: [],
};
