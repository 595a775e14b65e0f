import type { ImageModelV4CallOptions } from '@ai-sdk/provider';

/** One picture, and nothing said about it but what `own` says. */
export const imageCall = (own: Partial<ImageModelV4CallOptions> = {}): ImageModelV4CallOptions => ({
  prompt: 'a train',
  n: 1,
  size: undefined,
  aspectRatio: undefined,
  seed: undefined,
  files: undefined,
  mask: undefined,
  providerOptions: {},
  ...own,
});
