import type { LanguageModelV4CallOptions } from '@ai-sdk/provider';
import { z } from 'zod';
import { type Connection, defineVendor } from '../define-vendor.ts';
import { listOpenAiModels } from '../forms/list-models.ts';
import { mendedCalls } from '../forms/mended-calls.ts';
import { requireKey } from '../forms/require-key.ts';
import { apiAddress } from '../forms/setting-fields.ts';

const settings = z.object({ baseUrl: apiAddress('https://api.deepseek.com') });

async function client({ settings: { baseUrl: baseURL }, apiKey, fetch }: Connection<z.output<typeof settings>>) {
  const { createDeepSeek } = await import('@ai-sdk/deepseek');
  return createDeepSeek({ baseURL, apiKey: requireKey('DeepSeek', apiKey), fetch });
}

/** Only the address that ends in /beta knows strict tools, and the package refuses them anywhere else. */
function withoutStrict({ tools, ...options }: LanguageModelV4CallOptions): LanguageModelV4CallOptions {
  if (!tools) return options;
  const plain = tools.map((tool) => {
    if (tool.type !== 'function') return tool;
    const { strict: _, ...rest } = tool;
    return rest;
  });
  return { ...options, tools: plain };
}

export const deepseek = defineVendor({
  id: 'deepseek',
  name: 'DeepSeek',
  keyPage: 'https://platform.deepseek.com/api_keys',
  needsKey: 'required',
  environment: ['DEEPSEEK_API_KEY'],
  settings,
  baseUrl: (own) => own.baseUrl,
  models: {
    async language(connection, id) {
      const model = (await client(connection)).languageModel(id);
      return connection.settings.baseUrl.endsWith('/beta') ? model : mendedCalls(model, withoutStrict);
    },
  },
  listModels: ({ settings: { baseUrl }, apiKey, fetch }, signal) =>
    listOpenAiModels({ baseUrl, apiKey, fetch, signal }),
});
