import type { Dialect } from '../../../shared/model/dialect.ts';
import type { ParameterName } from '../../../shared/model/parameters.ts';
import type { Service } from '../../../shared/model/provider.ts';
import { messagesReading } from './messages-reading.ts';
import { ollamaEmbedReading, ollamaReading } from './ollama-reading.ts';
import { openAiChatReading, openAiEmbeddingsReading } from './openai-reading.ts';
import type { Reading } from './reading.ts';
import { responsesReading } from './responses-reading.ts';

/** By the path of a member of the request. Where there are two for one thing, one of them stands in a request. */
type ParameterPaths = Readonly<Partial<Record<ParameterName, readonly [string, ...string[]]>>>;

export interface DialectFacts {
  service: Service;
  reading: Reading;
  parameters: ParameterPaths;
  /** A stream tells its tokens only if the request says `stream_options.include_usage`. */
  asksForUsage: boolean;
  /** Headers of a client that belong to it, in lower case. */
  passesOn: RegExp;
}

const ofOpenAi = /^(openai-beta|idempotency-key|x-client-request-id)$/;
const ofMessages = /^anthropic-(beta|version)$/;
const none = /^$/;

const openAiSampling: ParameterPaths = {
  temperature: ['temperature'],
  topP: ['top_p'],
  topK: ['top_k'],
  minP: ['min_p'],
  stop: ['stop'],
  frequencyPenalty: ['frequency_penalty'],
  presencePenalty: ['presence_penalty'],
  repetitionPenalty: ['repetition_penalty'],
  seed: ['seed'],
  logitBias: ['logit_bias'],
  n: ['n'],
  user: ['user'],
};

const ollamaSampling: ParameterPaths = {
  temperature: ['options.temperature'],
  topP: ['options.top_p'],
  topK: ['options.top_k'],
  minP: ['options.min_p'],
  maxOutputTokens: ['options.num_predict'],
  stop: ['options.stop'],
  frequencyPenalty: ['options.frequency_penalty'],
  presencePenalty: ['options.presence_penalty'],
  repetitionPenalty: ['options.repeat_penalty'],
  seed: ['options.seed'],
  contextLength: ['options.num_ctx'],
};

export const dialects: Readonly<Record<Dialect, DialectFacts>> = {
  'openai-chat': {
    service: 'language',
    reading: openAiChatReading,
    asksForUsage: true,
    passesOn: ofOpenAi,
    parameters: {
      ...openAiSampling,
      maxOutputTokens: ['max_tokens', 'max_completion_tokens'],
      reasoningEffort: ['reasoning_effort'],
      verbosity: ['verbosity'],
      logprobs: ['logprobs'],
      topLogprobs: ['top_logprobs'],
      serviceTier: ['service_tier'],
      parallelToolCalls: ['parallel_tool_calls'],
    },
  },
  'openai-completions': {
    service: 'language',
    reading: openAiChatReading,
    asksForUsage: true,
    passesOn: ofOpenAi,
    parameters: { ...openAiSampling, maxOutputTokens: ['max_tokens'] },
  },
  'openai-embeddings': {
    service: 'embedding',
    reading: openAiEmbeddingsReading,
    asksForUsage: false,
    passesOn: ofOpenAi,
    parameters: { user: ['user'] },
  },
  'openai-responses': {
    service: 'language',
    reading: responsesReading,
    asksForUsage: false,
    passesOn: ofOpenAi,
    parameters: {
      temperature: ['temperature'],
      topP: ['top_p'],
      maxOutputTokens: ['max_output_tokens'],
      reasoningEffort: ['reasoning.effort'],
      verbosity: ['text.verbosity'],
      topLogprobs: ['top_logprobs'],
      user: ['user'],
      serviceTier: ['service_tier'],
      parallelToolCalls: ['parallel_tool_calls'],
    },
  },
  'anthropic-messages': {
    service: 'language',
    reading: messagesReading,
    asksForUsage: false,
    passesOn: ofMessages,
    parameters: {
      temperature: ['temperature'],
      topP: ['top_p'],
      topK: ['top_k'],
      maxOutputTokens: ['max_tokens'],
      stop: ['stop_sequences'],
      user: ['metadata.user_id'],
    },
  },
  'ollama-chat': {
    service: 'language',
    reading: ollamaReading,
    asksForUsage: false,
    passesOn: none,
    parameters: ollamaSampling,
  },
  'ollama-generate': {
    service: 'language',
    reading: ollamaReading,
    asksForUsage: false,
    passesOn: none,
    parameters: ollamaSampling,
  },
  'ollama-embed': {
    service: 'embedding',
    reading: ollamaEmbedReading,
    asksForUsage: false,
    passesOn: none,
    parameters: { contextLength: ['options.num_ctx'] },
  },
};
