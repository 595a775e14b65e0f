import type { EmbeddingModelV4, ImageModelV4, SharedV4Warning } from '@ai-sdk/provider';
import { z } from 'zod';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Secret } from '../../lib/secret.ts';
import { sizeFields } from './images/size-fields.ts';

export interface TaskOptions {
  provider: string;
  /** Of its chat; the tasks lie beside it. */
  baseUrl: string;
  apiKey: Secret | null;
  fetch: typeof fetch;
}

const addressOf = (modelId: string, baseUrl: string): string =>
  `${baseUrl.replace(/\/v1$/, '')}/hf-inference/models/${modelId}`;
const headersOf = (apiKey: Secret | null): Record<string, string> =>
  apiKey ? { Authorization: `Bearer ${apiKey.reveal()}` } : {};

/** Its own servers draw in a form that is not OpenAI's: https://huggingface.co/docs/inference-providers/tasks/text-to-image */
export function textToImage(modelId: string, { provider, baseUrl, apiKey, fetch }: TaskOptions): ImageModelV4 {
  return {
    specificationVersion: 'v4',
    provider,
    modelId,
    maxImagesPerCall: 1,
    async doGenerate(call) {
      const { createBinaryResponseHandler, createStatusCodeErrorResponseHandler, postJsonToApi } = await import(
        '@ai-sdk/provider-utils'
      );
      const { fields, warnings } = await sizeFields(call);
      const seed = call.seed === undefined ? {} : { seed: call.seed };
      const { value: image, responseHeaders } = await postJsonToApi({
        url: addressOf(modelId, baseUrl),
        headers: { ...call.headers, ...headersOf(apiKey), Accept: 'image/png' },
        body: { inputs: call.prompt, parameters: { ...fields, ...seed, ...call.providerOptions[provider] } },
        successfulResponseHandler: createBinaryResponseHandler(),
        failedResponseHandler: createStatusCodeErrorResponseHandler(),
        fetch,
        ...(call.abortSignal && { abortSignal: call.abortSignal }),
      });
      const type = responseHeaders?.['content-type'] ?? 'image/';
      if (image.length === 0 || !type.startsWith('image/')) {
        throw new AppError('PROVIDER_BAD_ANSWER', `${modelId} answered without a picture. Try another model.`);
      }
      return { images: [image], warnings, response: { timestamp: new Date(), modelId, headers: responseHeaders } };
    },
  };
}

const vectors = z.array(z.array(z.number()));

/** https://huggingface.co/docs/inference-providers/tasks/feature-extraction */
export function featureExtraction(modelId: string, options: TaskOptions): EmbeddingModelV4 {
  const { provider, baseUrl, apiKey, fetch } = options;
  return {
    specificationVersion: 'v4',
    provider,
    modelId,
    maxEmbeddingsPerCall: 64,
    supportsParallelCalls: true,
    async doEmbed({ values, dimensions, headers, abortSignal, providerOptions }) {
      const { createJsonResponseHandler, createStatusCodeErrorResponseHandler, postJsonToApi } = await import(
        '@ai-sdk/provider-utils'
      );
      const {
        value: embeddings,
        rawValue,
        responseHeaders,
      } = await postJsonToApi({
        url: `${addressOf(modelId, baseUrl)}/pipeline/feature-extraction`,
        headers: { ...headers, ...headersOf(apiKey) },
        body: { inputs: values, ...providerOptions?.[provider] },
        successfulResponseHandler: createJsonResponseHandler(vectors),
        failedResponseHandler: createStatusCodeErrorResponseHandler(),
        fetch,
        ...(abortSignal && { abortSignal }),
      });
      if (embeddings.length !== values.length) {
        throw new AppError(
          'PROVIDER_BAD_ANSWER',
          `${modelId} gave another number of vectors than texts. Try another model.`,
        );
      }
      const warnings: SharedV4Warning[] =
        dimensions === undefined ? [] : [{ type: 'unsupported', feature: 'dimensions' }];
      return { embeddings, warnings, response: { headers: responseHeaders ?? {}, body: rawValue } };
    },
  };
}
