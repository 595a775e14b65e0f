import type { RerankingModelV4 } from '@ai-sdk/provider';
import { z } from 'zod';

const answer = z.looseObject({
  results: z.array(z.looseObject({ index: z.int().nonnegative(), relevance_score: z.number() })),
});

/**
 * Reranking through `InvokeModel`, which every region with such a model has and every key for models may call. The
 * package asks another service (Agents), with rights of its own.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/rerank-api.html
 */
export function bedrockReranking(
  modelId: string,
  connection: { baseUrl: string; fetch: typeof fetch },
): RerankingModelV4 {
  return {
    specificationVersion: 'v4',
    provider: 'bedrock.invoke',
    modelId,
    async doRerank({ query, documents, topN, abortSignal, headers = {} }) {
      const { createJsonResponseHandler, createStatusCodeErrorResponseHandler, postJsonToApi } = await import(
        '@ai-sdk/provider-utils'
      );
      const texts =
        documents.type === 'text' ? documents.values : documents.values.map((value) => JSON.stringify(value));
      const { value, rawValue, responseHeaders } = await postJsonToApi({
        url: `${connection.baseUrl}/model/${encodeURIComponent(modelId)}/invoke`,
        headers,
        body: {
          query,
          documents: texts,
          ...(topN !== undefined && { top_n: topN }),
          ...(modelId.includes('cohere.') && { api_version: 2 }),
        },
        successfulResponseHandler: createJsonResponseHandler(answer),
        failedResponseHandler: createStatusCodeErrorResponseHandler(),
        ...(abortSignal && { abortSignal }),
        fetch: connection.fetch,
      });
      return {
        ranking: value.results.map(({ index, relevance_score }) => ({ index, relevanceScore: relevance_score })),
        response: { modelId, headers: responseHeaders ?? {}, body: rawValue },
      };
    },
  };
}
