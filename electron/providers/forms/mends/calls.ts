import type { LanguageModelV4, LanguageModelV4CallOptions } from '@ai-sdk/provider';

/** For a package that sends what its vendor refuses, or leaves out what it wants: each call is changed on its way in. */
export const mendedCalls = (
  model: LanguageModelV4,
  mend: (options: LanguageModelV4CallOptions) => LanguageModelV4CallOptions,
): LanguageModelV4 => ({
  specificationVersion: 'v4',
  provider: model.provider,
  modelId: model.modelId,
  supportedUrls: model.supportedUrls,
  doGenerate: (options) => model.doGenerate(mend(options)),
  doStream: (options) => model.doStream(mend(options)),
});
