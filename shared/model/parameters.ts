import { z } from 'zod';

const between = (least: number, most: number) => z.number().min(least).max(most).exactOptional();
const tokens = z.int().positive().exactOptional();

/** What a request may ask for besides its messages. All are optional; what is left out is the model's own. */
export const modelParameters = z.strictObject({
  temperature: between(0, 2),
  topP: between(0, 1),
  /** 0 is all tokens. */
  topK: z.int().nonnegative().exactOptional(),
  minP: between(0, 1),
  maxOutputTokens: tokens,
  stop: z.array(z.string().min(1)).min(1).exactOptional(),
  frequencyPenalty: between(-2, 2),
  presencePenalty: between(-2, 2),
  /** Above 1 it keeps the model from repeating itself. */
  repetitionPenalty: z.number().positive().max(2).exactOptional(),
  seed: z.int().exactOptional(),
  reasoningEffort: z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh']).exactOptional(),
  /** In tokens; 0 is no reasoning. */
  reasoningBudget: z.int().nonnegative().exactOptional(),
  verbosity: z.enum(['low', 'medium', 'high']).exactOptional(),
  /** Tokens of prompt and answer together. */
  contextLength: tokens,
  logprobs: z.boolean().exactOptional(),
  /** So many of the likeliest tokens beside each one. */
  topLogprobs: z.int().min(0).max(20).exactOptional(),
  /** Token id to what is added to its logit. */
  logitBias: z.record(z.string(), z.number().min(-100).max(100)).exactOptional(),
  n: z.int().positive().exactOptional(),
  user: z.string().min(1).max(512).exactOptional(),
  serviceTier: z.enum(['auto', 'default', 'flex', 'priority']).exactOptional(),
  parallelToolCalls: z.boolean().exactOptional(),
});
export type ModelParameters = z.output<typeof modelParameters>;
export type ParameterName = keyof ModelParameters;

/** In the order of the table in docs/parameters.md. */
export const parameterNames = Object.keys(modelParameters.shape) as ParameterName[];

/** Other names that programs use, besides the one with underscores that each has by itself. */
export const parameterAliases: Readonly<Partial<Record<ParameterName, readonly string[]>>> = {
  temperature: ['temp'],
  topP: ['nucleus_sampling'],
  maxOutputTokens: [
    'max_tokens',
    'maxTokens',
    'max_length',
    'max_completion_tokens',
    'max_new_tokens',
    'num_predict',
    'n_predict',
  ],
  stop: ['stop_sequences', 'stopSequences'],
  repetitionPenalty: ['repeat_penalty'],
  seed: ['random_seed'],
  reasoningEffort: ['effort'],
  reasoningBudget: ['budget_tokens', 'thinking_budget'],
  verbosity: ['text_verbosity'],
  contextLength: ['context', 'ctx_size', 'num_ctx', 'n_ctx'],
  user: ['user_id'],
};

/** What becomes of a request that asks for something the model does not take. */
export const onUnsupported = z.enum(['refuse', 'drop']);
export type OnUnsupported = z.output<typeof onUnsupported>;

/** What was not sent as it was asked for. */
export const parameterWarning = z.object({
  /** A name of the vocabulary; what is not in it has the word of the vendor's package. */
  parameter: z.string(),
  action: z.enum(['dropped', 'converted']),
  detail: z.string(),
});
export type ParameterWarning = z.output<typeof parameterWarning>;
