import type { Llama, LlamaContext, LlamaEmbeddingContext, LlamaModel, LlamaRankingContext } from 'node-llama-cpp';
import type { LoadedInfo, LoadSpec } from './engine.ts';
import type { Slots } from './slot.ts';
import type { VectorLine } from './vector-line.ts';

/** A model in memory with what its purpose needs beside it. */
export type Loaded = LoadedForChat | LoadedForEmbedding | LoadedForReranking;

interface Common {
  readonly llama: Llama;
  readonly model: LlamaModel;
  readonly info: LoadedInfo;
  readonly spec: LoadSpec;
}

/** What generation works on. */
export interface LoadedForChat extends Common {
  readonly purpose: 'chat';
  readonly context: LlamaContext;
  readonly slots: Slots;
}

export interface LoadedForEmbedding extends Common {
  readonly purpose: 'embedding';
  readonly context: LlamaEmbeddingContext;
  readonly line: VectorLine;
}

export interface LoadedForReranking extends Common {
  readonly purpose: 'reranking';
  readonly context: LlamaRankingContext;
  readonly line: VectorLine;
}
