import { z } from 'zod';
import { baseUrl } from '../base-url.ts';
import { defineVendor } from '../define-vendor.ts';
import { listOpenAiModels } from '../list-models.ts';

export const openaiCompatible = defineVendor({
  id: 'openai-compatible',
  name: 'OpenAI-compatible',
  keyPage: null,
  needsKey: 'optional',
  settings: z.object({
    baseUrl: baseUrl.meta({
      title: 'Base URL',
      description: 'Where its API begins; most end in /v1.',
      placeholder: 'http://localhost:1234/v1',
    }),
  }),

  baseUrl: (settings) => settings.baseUrl,

  async languageModel({ settings, apiKey, fetch }, modelId) {
    const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
    return createOpenAICompatible({
      name: 'openai-compatible',
      baseURL: settings.baseUrl,
      fetch,
      includeUsage: true,
      ...(apiKey && { apiKey: apiKey.reveal() }),
    }).chatModel(modelId);
  },

  listModels: ({ settings, apiKey, fetch }, signal) =>
    listOpenAiModels({ baseUrl: settings.baseUrl, apiKey, fetch, signal }),
});
