import { z } from 'zod';
import { type Connection, defineVendor } from '../define-vendor.ts';
import { listOpenAiModels } from '../forms/openai/list-models.ts';
import { keyed, openAiRelays } from '../forms/openai/relays.ts';
import { apiAddress } from '../forms/settings/fields.ts';
import { requireKey } from '../forms/settings/require-key.ts';
import { asItIs, compatibleChat } from '../parameters/forms/compatible-chat.ts';
import { differing, lacks } from '../parameters/rules.ts';

const settings = z.object({ baseUrl: apiAddress('https://api.cerebras.ai/v1') });

async function client({ settings: { baseUrl: baseURL }, apiKey, fetch }: Connection<z.output<typeof settings>>) {
  const { createCerebras } = await import('@ai-sdk/cerebras');
  return createCerebras({ baseURL, apiKey: requireKey('Cerebras', apiKey), fetch });
}

export const cerebras = defineVendor({
  id: 'cerebras',
  name: 'Cerebras',
  keyPage: 'https://cloud.cerebras.ai/platform',
  needsKey: 'required',
  environment: ['CEREBRAS_API_KEY'],
  keyPattern: /^csk-/,
  settings,
  baseUrl: (own) => own.baseUrl,
  /** https://inference-docs.cerebras.ai/api-reference/chat-completions; penalties are answered with an error. */
  parameters: differing(compatibleChat, {
    temperature: { as: 'temperature', range: [0, 1.5] },
    maxOutputTokens: { as: 'max_completion_tokens' },
    serviceTier: asItIs('service_tier'),
    ...lacks('frequencyPenalty', 'presencePenalty'),
  }),
  models: {
    language: async (connection, id) => (await client(connection)).languageModel(id),
  },
  relays: openAiRelays(['openai-chat'], { reach: keyed('Cerebras') }),
  listModels: ({ settings: { baseUrl }, apiKey, fetch }, signal) =>
    listOpenAiModels({ baseUrl, apiKey, fetch, signal }),
});
