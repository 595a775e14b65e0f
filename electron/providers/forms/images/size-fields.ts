import type { ImageModelV4CallOptions, SharedV4Warning } from '@ai-sdk/provider';

type Shape = Pick<ImageModelV4CallOptions, 'size' | 'aspectRatio' | 'files' | 'mask'>;

/** For who takes width and height, and a text only. What else was asked is said, or, where it would be another picture, refused. */
export async function sizeFields({ size, aspectRatio, files, mask }: Shape) {
  if (files?.length || mask) {
    const { UnsupportedFunctionalityError } = await import('@ai-sdk/provider');
    throw new UnsupportedFunctionalityError({ functionality: 'a picture to begin with' });
  }
  const warnings: SharedV4Warning[] = aspectRatio ? [{ type: 'unsupported', feature: 'aspectRatio' }] : [];
  const [width, height] = size?.split('x').map(Number) ?? [];
  return { fields: width && height ? { width, height } : {}, warnings };
}
