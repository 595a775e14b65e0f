/** What is asked of a loaded model, and what comes back: plain data, so that it crosses to a process of its own. */

export type EngineMessage =
  | { role: 'system' | 'user'; text: string }
  | { role: 'assistant'; parts: readonly AssistantPart[] };

/** In the order the model wrote them. A call without its result was left open by the caller. */
export type AssistantPart =
  | { kind: 'text'; text: string }
  | { kind: 'reasoning'; text: string }
  | { kind: 'call'; id: string; name: string; input: unknown; result: string | null };

export interface EngineTool {
  name: string;
  description: string | null;
  /** JSON Schema of what it takes. */
  parameters: unknown;
  /** Arguments that break the schema must be impossible: a schema that cannot be forced is refused. */
  strict: boolean;
}

export type AnswerFormat =
  | { kind: 'text' }
  | { kind: 'json' }
  | { kind: 'schema'; schema: unknown }
  | { kind: 'grammar'; gbnf: string };

/** Sampling as the engine does it. Left out means off, but for the temperature. */
export interface Sampling {
  /** 0 takes the likeliest token. Default: 1. */
  temperature?: number;
  topK?: number;
  topP?: number;
  minP?: number;
  /** The same seed gives the same text. Default: a random one. */
  seed?: number;
  repeatPenalty?: number;
  frequencyPenalty?: number;
  presencePenalty?: number;
  /** Tokens the penalties look back over. Default: 64. */
  penaltyWindow?: number;
  xtc?: { probability: number; threshold: number };
  dry?: { strength: number; base?: number; allowedLength?: number; window?: number; breakers?: readonly string[] };
  /** Token id to what is added to its logit; -100 and below is never, 100 and above is (nearly) always. */
  logitBias?: Readonly<Record<string, number>>;
}

interface Common {
  /** Default: what the context has left. */
  maxTokens: number | null;
  stop: readonly string[];
  sampling: Sampling;
  /** How many of the likeliest tokens come with each one; null is no log-probabilities at all. */
  logprobs: number | null;
  /** `shift`: when the context is full the oldest turns are left out, and the end says how many. */
  overflow: 'error' | 'shift';
}

export interface ChatRequest extends Common {
  kind: 'chat';
  messages: readonly EngineMessage[];
  tools: readonly EngineTool[];
  toolChoice: 'auto' | 'none' | 'required' | { name: string };
  parallelTools: boolean;
  format: AnswerFormat;
  /** Null leaves it to the model. */
  thinking: 'off' | 'on' | 'low' | 'medium' | 'high' | null;
}

/** Raw text in, its continuation out; with a suffix: what belongs between the two. */
export interface TextRequest extends Common {
  kind: 'text';
  prompt: string | readonly number[];
  suffix: string | null;
  /** Give the prompt's own log-probabilities too. */
  echo: boolean;
}

export type GenerateRequest = ChatRequest | TextRequest;

export interface TokenLogprob {
  token: string;
  /** The token's bytes: a token may be part of a character. */
  bytes: readonly number[];
  logprob: number;
  top: readonly { token: string; bytes: readonly number[]; logprob: number }[];
}

export type GenerateDelta =
  | { kind: 'text' | 'reasoning'; text: string; logprobs?: readonly TokenLogprob[] }
  /** A call begins, its arguments follow piece by piece, and then it is whole. */
  | { kind: 'call-start'; id: string; name: string }
  | { kind: 'call-input'; id: string; text: string }
  | { kind: 'call-end'; id: string; name: string; input: string };

export interface GenerateEnd {
  reason: 'stop' | 'length' | 'calls';
  /** The stop string that ended it. */
  stopString: string | null;
  usage: {
    inputTokens: number;
    /** Of the input: taken from the slot's memory, not read again. */
    cachedTokens: number;
    outputTokens: number;
    reasoningTokens: number;
  };
  /** Turns left out by an overflow of `shift`. */
  droppedTurns: number;
  /** Milliseconds: waiting for a slot, reading the prompt, writing. */
  times: { queued: number; prompt: number; generation: number };
  /** The prompt's own, when they were asked for. */
  promptLogprobs: readonly TokenLogprob[] | null;
  seed: number;
}

export interface EmbedResult {
  vectors: readonly (readonly number[])[];
  tokens: number;
}

export interface RankResult {
  scores: readonly number[];
  tokens: number;
}
