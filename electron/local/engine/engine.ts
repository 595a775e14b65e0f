import type { CacheType, LoadSettings } from '../../../shared/model/load-settings.ts';
import type { LoadedModel } from '../../../shared/model/local-model.ts';
import type { EmbedResult, GenerateDelta, GenerateEnd, GenerateRequest, RankResult } from './request.ts';

/**
 * The seam. What runs a model, in this process or in one of its own: same types, same behaviour, same tests. Everything
 * that crosses it is plain data. Reads a model into memory; aborting the signal stops it and frees what it took. Throws
 * AppErrors only.
 */
export type OpenModel = (spec: LoadSpec, hooks: LoadHooks) => Promise<EngineModel>;

export type ModelPurpose = 'chat' | 'embedding' | 'reranking';

export interface LoadSpec {
  /** The file, or the first of its parts. */
  path: string;
  purpose: ModelPurpose;
  settings: LoadSettings;
  /** The file of the draft model, where the settings ask for one. */
  draftPath: string | null;
  /** Load even when the engine's own arithmetic says it will not fit. */
  ignoreMemoryChecks: boolean;
}

export interface LoadHooks {
  signal: AbortSignal;
  /** 0 to 1. */
  onProgress(progress: number): void;
}

export interface LoadedInfo {
  backend: 'cuda' | 'vulkan' | 'metal' | 'cpu';
  /** Why it is not what was asked for, or that a GPU was looked for and none was found; null when all is as wished. */
  fallback: string | null;
  deviceNames: readonly string[];
  gpuLayers: number;
  /** Layers in all, the output layer with them. */
  totalLayers: number;
  /** Tokens of one slot. */
  contextSize: number;
  trainContextSize: number;
  slots: number;
  threads: number;
  flashAttention: boolean;
  cacheKeyType: CacheType;
  cacheValueType: CacheType;
  /** Bytes, as the engine counts them. */
  ram: number;
  vram: number;
  /** What the engine itself says it can take besides text: empty in this version. Asked, never assumed. */
  inputs: readonly ('image' | 'audio')[];
  canInfill: boolean;
  /** The name of the way messages are put into the model's form. Null without a template. */
  template: string | null;
}

export interface EngineModel {
  readonly info: LoadedInfo;
  /** Yields the answer as it comes. Leaving it early, or aborting, frees the slot within a token. */
  generate(request: GenerateRequest, signal: AbortSignal): AsyncGenerator<GenerateDelta, GenerateEnd, void>;
  /** Normalised vectors, one a text. */
  embed(texts: readonly string[], signal: AbortSignal): Promise<EmbedResult>;
  /** One score from 0 to 1 a document, in the order of the documents. */
  rank(query: string, documents: readonly string[], signal: AbortSignal): Promise<RankResult>;
  tokenize(text: string, options: { special: boolean }): Promise<number[]>;
  detokenize(tokens: readonly number[]): Promise<string>;
  /** How many tokens a request's prompt would take. */
  count(request: GenerateRequest): Promise<number>;
  /** Ends what runs on it with CANCELLED and frees its memory. */
  close(): Promise<void>;
  /** Called once when the model is gone without being closed: its process died. */
  onLost(listener: (error: Error) => void): void;
}

export interface OpenedModel extends EngineModel {
  /** Why it runs in a process of its own; null when it runs in the host's. */
  readonly ownProcess: LoadedModel['ownProcess'];
}
