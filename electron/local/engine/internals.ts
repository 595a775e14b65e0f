import type {
  LlamaContext,
  LlamaContextSequence,
  LlamaEmbeddingContext,
  LlamaModel,
  LlamaRankingContext,
  Token,
} from 'node-llama-cpp';
import { AppError } from '../../../shared/errors/app-error.ts';

/**
 * What we use of the engine that its types leave out: `_decodeTokens` is the one door through which every token goes,
 * so that a failed sampler, a waiting neighbour and an abort are handled there, below the engine's own chat too.
 * `internalsOf` looks whether the door is still where it was.
 */
export interface SequenceInternals {
  /** Its place in the context's memory. */
  readonly _sequenceId: number;
  _decodeTokens: DecodeTokens;
  _eraseContextTokenRanges(ranges: readonly { start: number; end: number }[], options?: unknown): Promise<void>;
  _takeNamedCheckpoint(name: string, most: number): Promise<void>;
  _tokenPredictor: object | undefined;
}

export type DecodeTokens = (
  tokens: Token[],
  logits: boolean[],
  priority: number,
  meter: unknown,
  shift: unknown,
  mapper: LogitMapper,
  afterBatch?: (length: number) => unknown,
) => Promise<unknown[]>;

/** What is made of the logits at this place of the batch: a sampled token, or what comes with one. */
export type LogitMapper = (batchIndex: number, tokenIndex: number) => unknown;

export interface ContextInternals {
  readonly _ctx: {
    setThreads(threads: number): void;
    /** Throws where the draft's vocabulary is another one. */
    ensureDraftContextIsCompatibleForSpeculative(draft: unknown): void;
    sampleToken(
      batchIndex: number,
      sampler: AddonSampler,
      probabilities: boolean,
      confidence: boolean,
    ): Promise<Sampled>;
  };
}

/** Token (-1: none), then id and probability by turns with the likeliest first, then the probability of the token. */
export type Sampled = readonly [token: number, probabilities: readonly number[] | undefined, confidence?: number];

export interface AddonSampler {
  applyConfig(config: Readonly<Record<string, unknown>>): void;
  dispose(): void;
}

export interface ModelInternals {
  readonly _model: { getTokenString(token: number): string };
  readonly _llama: { readonly _bindings: { readonly AddonSampler: new (model: unknown) => AddonSampler } };
}

export function internalsOf(sequence: LlamaContextSequence): SequenceInternals {
  // The library edge: these members exist and are not in its types.
  const found = sequence as unknown as SequenceInternals;
  const methods = [found._decodeTokens, found._eraseContextTokenRanges, found._takeNamedCheckpoint];
  const isKnown = typeof found._sequenceId === 'number' && methods.every((method) => typeof method === 'function');
  if (!isKnown) throw unknownEngine();
  return found;
}

export function contextInternals(context: LlamaContext): ContextInternals {
  const found = context as unknown as ContextInternals;
  const methods = [found._ctx?.sampleToken, found._ctx?.setThreads];
  if (methods.some((method) => typeof method !== 'function')) throw unknownEngine();
  return found;
}

export function modelInternals(model: LlamaModel): ModelInternals {
  const found = model as unknown as ModelInternals;
  if (typeof found._llama?._bindings?.AddonSampler !== 'function') throw unknownEngine();
  return found;
}

export const unknownEngine = (): AppError =>
  new AppError(
    'ENGINE_UNAVAILABLE',
    'The engine for local models is another version than this app was made for. Install the app again.',
  );

export interface RankingInternals {
  readonly _template: string | undefined;
  _getEvaluationInput(query: readonly Token[], document: readonly Token[]): Token[];
  _evaluateRankingForInput(input: readonly Token[]): Promise<number>;
}

export function rankingInternals(context: LlamaRankingContext): RankingInternals {
  const found = context as unknown as RankingInternals;
  const methods = [found._getEvaluationInput, found._evaluateRankingForInput];
  if (methods.some((method) => typeof method !== 'function')) throw unknownEngine();
  return found;
}

export type VectorContext = LlamaEmbeddingContext | LlamaRankingContext;

/** The context under an embedding or ranking one. */
export function vectorContext(context: VectorContext): LlamaContext {
  const found = context as unknown as { readonly _llamaContext?: LlamaContext };
  if (found._llamaContext === undefined) throw unknownEngine();
  return found._llamaContext;
}
