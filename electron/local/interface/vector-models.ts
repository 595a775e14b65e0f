import type { EmbeddingModelV4, RerankingModelV4 } from '@ai-sdk/provider';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { EngineModel, ModelPurpose } from '../engine/engine.ts';
import type { Acquire } from './acquire.ts';

export function localEmbeddingModel(name: string, acquire: Acquire): EmbeddingModelV4 {
  return {
    specificationVersion: 'v4',
    provider: 'local',
    modelId: name,
    maxEmbeddingsPerCall: undefined,
    supportsParallelCalls: true,
    doEmbed: async ({ values, dimensions, abortSignal }) => {
      if (dimensions !== undefined) throw cannotShorten(name);
      return withModel(acquire, { name, purpose: 'embedding', abortSignal }, async (model, signal) => {
        const { vectors, tokens } = await model.embed(values, signal);
        return { embeddings: vectors.map((vector) => [...vector]), usage: { tokens }, warnings: [] };
      });
    },
  };
}

export function localRerankingModel(name: string, acquire: Acquire): RerankingModelV4 {
  return {
    specificationVersion: 'v4',
    provider: 'local',
    modelId: name,
    doRerank: ({ query, documents, topN, abortSignal }) =>
      withModel(acquire, { name, purpose: 'reranking', abortSignal }, async (model, signal) => {
        const texts =
          documents.type === 'text' ? documents.values : documents.values.map((value) => JSON.stringify(value));
        const { scores } = await model.rank(query, texts, signal);
        const ranking = scores
          .map((relevanceScore, index) => ({ index, relevanceScore }))
          .sort((a, b) => b.relevanceScore - a.relevanceScore || a.index - b.index);
        return { ranking: ranking.slice(0, topN) };
      }),
  };
}

interface Wish {
  name: string;
  purpose: ModelPurpose;
  abortSignal: AbortSignal | undefined;
}

async function withModel<T>(
  acquire: Acquire,
  { name, purpose, abortSignal }: Wish,
  work: (model: EngineModel, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const signal = abortSignal ?? new AbortController().signal;
  const lease = await acquire(name, { signal, purpose });
  try {
    return await work(lease.model, signal);
  } finally {
    lease.release();
  }
}

const cannotShorten = (name: string): AppError =>
  new AppError(
    'UNSUPPORTED_PARAMETER',
    `${name} gives vectors of one length only. Leave out "dimensions", or cut the vectors yourself.`,
    { details: { param: 'dimensions' } },
  );
