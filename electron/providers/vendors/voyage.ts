import type { EmbeddingModelV4 } from '@ai-sdk/provider';
import { z } from 'zod';
import { type Connection, defineVendor } from '../define-vendor.ts';
import { compatibleReranking } from '../forms/openai/reranking.ts';
import { apiAddress } from '../forms/settings/fields.ts';
import { requireKey } from '../forms/settings/require-key.ts';

const settings = z.object({ baseUrl: apiAddress('https://api.voyageai.com/v1') });

const answer = z.looseObject({
  data: z.array(z.looseObject({ index: z.int(), embedding: z.string() })),
  usage: z.looseObject({ total_tokens: z.number() }).nullish(),
});

/** 32 bit floats, little endian. */
function readVector(base64: string): number[] {
  const bytes = Buffer.from(base64, 'base64');
  return Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readFloatLE(index * 4));
}

/**
 * Near OpenAI's form, but it refuses `encoding_format: "float"`, and has other names for the size and the counts:
 * https://docs.voyageai.com/reference/embeddings-api
 */
const embedding = (
  { settings: { baseUrl }, apiKey, fetch }: Connection<z.output<typeof settings>>,
  modelId: string,
): EmbeddingModelV4 => ({
  specificationVersion: 'v4',
  provider: 'voyage',
  modelId,
  maxEmbeddingsPerCall: 1000,
  supportsParallelCalls: true,
  async doEmbed({ values, dimensions, providerOptions, headers, abortSignal }) {
    const { createJsonResponseHandler, createStatusCodeErrorResponseHandler, postJsonToApi } = await import(
      '@ai-sdk/provider-utils'
    );
    const { value, rawValue, responseHeaders } = await postJsonToApi({
      url: `${baseUrl}/embeddings`,
      headers: { Authorization: `Bearer ${requireKey('Voyage AI', apiKey)}`, ...headers },
      body: {
        ...providerOptions?.['voyage'],
        model: modelId,
        input: values,
        encoding_format: 'base64',
        ...(dimensions !== undefined && { output_dimension: dimensions }),
      },
      successfulResponseHandler: createJsonResponseHandler(answer),
      failedResponseHandler: createStatusCodeErrorResponseHandler(),
      fetch,
      ...(abortSignal && { abortSignal }),
    });
    return {
      embeddings: value.data.toSorted((a, b) => a.index - b.index).map((entry) => readVector(entry.embedding)),
      ...(value.usage && { usage: { tokens: value.usage.total_tokens } }),
      warnings: [],
      response: { headers: responseHeaders ?? {}, body: rawValue },
    };
  },
});

export const voyage = defineVendor({
  id: 'voyage',
  name: 'Voyage AI',
  keyPage: 'https://dashboard.voyageai.com/organization/api-keys',
  needsKey: 'required',
  environment: ['VOYAGE_API_KEY'],
  keyPattern: /^pa-/,
  settings,
  baseUrl: (own) => own.baseUrl,
  models: {
    embedding: async (connection, id) => embedding(connection, id),
    reranking: async ({ settings: { baseUrl }, ...rest }, id) =>
      compatibleReranking(id, { ...rest, provider: 'voyage', baseUrl, limitField: 'top_k' }),
  },
});
