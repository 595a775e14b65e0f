import type { ImageModelV4, ImageModelV4CallOptions, ImageModelV4File, SharedV4Warning } from '@ai-sdk/provider';
import { z } from 'zod';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { nearestRatio } from './aspect-ratio.ts';

export interface StableImageOptions {
  provider: string;
  baseUrl: string;
  apiKey: string;
  fetch: typeof fetch;
}

const ratios = ['1:1', '16:9', '9:16', '21:9', '9:21', '3:2', '2:3', '5:4', '4:5'];
const answer = z.looseObject({ image: z.string().nullish(), finish_reason: z.string(), seed: z.number().nullish() });
/** How far the drawing may go from a picture it begins with, 0 to 1, where nobody says it. */
const usualStrength = 0.65;

/** Three services with a form of their own each, of which one has many models. */
const serviceOf = (modelId: string): string => /^stable-image-(core|ultra)$/.exec(modelId)?.[1] ?? 'sd3';

/** The Stable Image API, version 2 beta: https://platform.stability.ai/docs/api-reference#tag/Generate */
export function stableImage(modelId: string, { provider, baseUrl, apiKey, fetch }: StableImageOptions): ImageModelV4 {
  return {
    specificationVersion: 'v4',
    provider,
    modelId,
    maxImagesPerCall: 1,
    supportsFileInputs: serviceOf(modelId) !== 'core',
    supportsMaskInputs: true,
    async doGenerate(options) {
      const { createJsonResponseHandler, createStatusCodeErrorResponseHandler, postFormDataToApi } = await import(
        '@ai-sdk/provider-utils'
      );
      const { path, formData, warnings } = await toForm(modelId, options);
      for (const [name, value] of Object.entries(options.providerOptions[provider] ?? {})) {
        if (['string', 'number', 'boolean'].includes(typeof value)) formData.set(name, `${value as string | number}`);
      }
      const { value, responseHeaders } = await postFormDataToApi({
        url: `${baseUrl}/v2beta/stable-image/${path}`,
        headers: { ...options.headers, Authorization: `Bearer ${apiKey}`, Accept: 'application/json' },
        formData,
        successfulResponseHandler: createJsonResponseHandler(answer),
        failedResponseHandler: createStatusCodeErrorResponseHandler(),
        fetch,
        ...(options.abortSignal && { abortSignal: options.abortSignal }),
      });
      const { image, finish_reason: finish, seed } = value;
      if (finish === 'CONTENT_FILTERED') throw refused(modelId);
      if (!image || finish !== 'SUCCESS') {
        throw new AppError('PROVIDER_BAD_ANSWER', `${modelId} answered without a picture. Try again.`);
      }
      return {
        images: [image],
        warnings,
        providerMetadata: { [provider]: { images: [{ seed: seed ?? null }] } },
        response: { timestamp: new Date(), modelId, headers: responseHeaders },
      };
    },
  };
}

/** It comes as a success, with the picture made unrecognisable. */
const refused = (modelId: string) =>
  new AppError('CONTENT_REFUSED', `The filter behind ${modelId} refused the picture. Word it differently.`);

interface Form {
  path: string;
  formData: FormData;
  warnings: SharedV4Warning[];
}

/** Text to picture, picture to picture, or, with a mask, the part of a picture that is drawn anew. */
async function toForm(modelId: string, { prompt = '', seed, files = [], mask, ...shape }: ImageModelV4CallOptions) {
  const service = serviceOf(modelId);
  const form: Form = { path: `generate/${service}`, formData: new FormData(), warnings: [] };
  const { formData, warnings } = form;
  formData.set('prompt', prompt);
  if (seed !== undefined) formData.set('seed', String(seed));
  const [picture, ...further] = files;
  if (further.length > 0) warnings.push({ type: 'unsupported', feature: 'files', details: 'only the first is used' });
  const { ratio, warnings: others } = nearestRatio(shape, ratios);
  if (picture) {
    if (service === 'core' && !mask) await lacks('a picture to begin with');
    formData.set('image', await blobOf(picture), 'image');
    if (ratio) warnings.push({ type: 'unsupported', feature: shape.size ? 'size' : 'aspectRatio' });
  } else {
    if (mask) await lacks('a mask without a picture');
    if (ratio) formData.set('aspect_ratio', ratio);
    warnings.push(...others);
  }
  if (mask) {
    form.path = 'edit/inpaint';
    formData.set('mask', await blobOf(mask), 'mask');
    warnings.push({ type: 'other', message: `Masks are the work of another model than ${modelId}.` });
    return form;
  }
  if (picture) formData.set('strength', String(usualStrength));
  if (service === 'sd3') {
    formData.set('model', modelId);
    if (picture) formData.set('mode', 'image-to-image');
  }
  return form;
}

async function blobOf(file: ImageModelV4File): Promise<Blob> {
  if (file.type === 'url') return lacks('pictures by their address');
  const { convertBase64ToUint8Array } = await import('@ai-sdk/provider-utils');
  const bytes = typeof file.data === 'string' ? convertBase64ToUint8Array(file.data) : new Uint8Array(file.data);
  return new Blob([bytes], { type: file.mediaType });
}

async function lacks(functionality: string): Promise<never> {
  const { UnsupportedFunctionalityError } = await import('@ai-sdk/provider');
  throw new UnsupportedFunctionalityError({ functionality });
}
