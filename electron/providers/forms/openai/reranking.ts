import type { RerankingModelV4, RerankingModelV4CallOptions } from '@ai-sdk/provider';
import { z } from 'zod';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { Secret } from '../../../lib/secret.ts';

export interface CompatibleRerankingOptions {
  provider: string;
  baseUrl: string;
  apiKey: Secret | null;
  fetch: typeof fetch;
  /** What the limit is called. Default: `top_n`. */
  limitField?: 'top_n' | 'top_k';
}

const scores = z.array(z.looseObject({ index: z.int().min(0), relevance_score: z.number() }));
const answer = z.union([
  z.object({ results: scores }).transform(({ results }) => results),
  z.object({ data: scores }).transform(({ data }) => data),
]);

/** `POST /rerank` as Jina and Cohere made it and llama-server, vLLM, LiteLLM and others copied it. */
export function compatibleReranking(modelId: string, options: CompatibleRerankingOptions): RerankingModelV4 {
  const { provider, baseUrl, apiKey, fetch, limitField = 'top_n' } = options;

  return {
    specificationVersion: 'v4',
    provider,
    modelId,
    async doRerank({ documents, query, topN, headers, abortSignal }) {
      const { createJsonResponseHandler, createStatusCodeErrorResponseHandler, postJsonToApi } = await import(
        '@ai-sdk/provider-utils'
      );
      const {
        value: found,
        rawValue,
        responseHeaders,
      } = await postJsonToApi({
        url: `${baseUrl}/rerank`,
        headers: { ...(apiKey && { Authorization: `Bearer ${apiKey.reveal()}` }), ...headers },
        body: {
          model: modelId,
          query,
          documents: textsOf(documents),
          ...(topN !== undefined && { [limitField]: topN }),
        },
        successfulResponseHandler: createJsonResponseHandler<z.output<typeof answer>>(answer),
        failedResponseHandler: createStatusCodeErrorResponseHandler(),
        fetch,
        ...(abortSignal && { abortSignal }),
      });
      if (found.some(({ index }) => index >= documents.values.length)) {
        throw new AppError(
          'PROVIDER_BAD_ANSWER',
          `${modelId} ranked documents that it was not given. Try another model.`,
        );
      }
      const ranking = found
        .map(({ index, relevance_score: relevanceScore }) => ({ index, relevanceScore }))
        .sort((a, b) => b.relevanceScore - a.relevanceScore)
        // Older servers know no limit and rank everything.
        .slice(0, topN);
      return { ranking, response: { headers: responseHeaders ?? {}, body: rawValue } };
    },
  };
}

const textsOf = (documents: RerankingModelV4CallOptions['documents']): string[] =>
  documents.type === 'text' ? documents.values : documents.values.map((value) => JSON.stringify(value));
