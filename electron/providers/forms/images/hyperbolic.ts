import type { ImageModelV4 } from '@ai-sdk/provider';
import { z } from 'zod';
import type { Secret } from '../../../lib/secret.ts';
import { sizeFields } from './size-fields.ts';

const answer = z.looseObject({ images: z.array(z.looseObject({ image: z.string().min(1) })).min(1) });

export interface HyperbolicImageOptions {
  provider: string;
  baseUrl: string;
  apiKey: Secret | null;
  fetch: typeof fetch;
}

/** OpenAI's address with fields and an answer of its own: https://docs.hyperbolic.xyz/docs/image-generation-api */
export function hyperbolicImage(modelId: string, options: HyperbolicImageOptions): ImageModelV4 {
  const { provider, baseUrl, apiKey, fetch } = options;

  return {
    specificationVersion: 'v4',
    provider,
    modelId,
    maxImagesPerCall: 1,
    async doGenerate(call) {
      const { createJsonResponseHandler, createStatusCodeErrorResponseHandler, postJsonToApi } = await import(
        '@ai-sdk/provider-utils'
      );
      const { fields, warnings } = await sizeFields(call);
      const { value, responseHeaders } = await postJsonToApi({
        url: `${baseUrl}/images/generations`,
        headers: { ...call.headers, ...(apiKey && { Authorization: `Bearer ${apiKey.reveal()}` }) },
        body: {
          model_name: modelId,
          prompt: call.prompt,
          ...fields,
          ...(call.seed !== undefined && { seed: call.seed }),
          ...call.providerOptions[provider],
        },
        successfulResponseHandler: createJsonResponseHandler(answer),
        failedResponseHandler: createStatusCodeErrorResponseHandler(),
        fetch,
        ...(call.abortSignal && { abortSignal: call.abortSignal }),
      });
      return {
        images: value.images.map(({ image }) => image),
        warnings,
        response: { timestamp: new Date(), modelId, headers: responseHeaders },
      };
    },
  };
}
