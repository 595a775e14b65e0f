import { z } from 'zod';
import { type Connection, defineVendor } from '../define-vendor.ts';
import { listOpenAiModels } from '../forms/openai/list-models.ts';
import { keyed, openAiRelays } from '../forms/openai/relays.ts';
import { apiAddress } from '../forms/settings/fields.ts';
import { requireKey } from '../forms/settings/require-key.ts';
import { serverChat } from '../parameters/forms/compatible-chat.ts';
import { differing } from '../parameters/rules.ts';

/** Images, embeddings and speech are listed with the rest: https://fireworks.ai/models */
const notForChat = /flux|stable-diffusion|playground|ssd-1b|embed|rerank|whisper/;

const settings = z.object({ baseUrl: apiAddress('https://api.fireworks.ai/inference/v1') });

async function client({ settings: { baseUrl: baseURL }, apiKey, fetch }: Connection<z.output<typeof settings>>) {
  const { createFireworks } = await import('@ai-sdk/fireworks');
  return createFireworks({ baseURL, apiKey: requireKey('Fireworks', apiKey), fetch });
}

export const fireworks = defineVendor({
  id: 'fireworks',
  name: 'Fireworks',
  keyPage: 'https://app.fireworks.ai/settings/users/api-keys',
  needsKey: 'required',
  environment: ['FIREWORKS_API_KEY'],
  keyPattern: /^fw_/,
  settings,
  baseUrl: (own) => own.baseUrl,
  /** https://docs.fireworks.ai/api-reference/post-chatcompletions */
  parameters: differing(serverChat, {
    reasoningEffort: { as: 'reasoning_effort', nearest: { minimal: 'low', xhigh: 'high' } },
    reasoningBudget: {
      as: 'thinking.budget_tokens',
      option: 'thinking.budgetTokens',
      beside: { 'thinking.type': 'enabled' },
    },
    serviceTier: { as: 'service_tier', option: 'serviceTier', values: { auto: 'auto', priority: 'priority' } },
  }),
  models: {
    language: async (connection, id) => (await client(connection)).languageModel(id),
    embedding: async (connection, id) => (await client(connection)).embeddingModel(id),
    image: async (connection, id) => (await client(connection)).imageModel(id),
  },
  relays: openAiRelays(['openai-chat', 'openai-completions', 'openai-embeddings'], { reach: keyed('Fireworks') }),
  async listModels({ settings: { baseUrl }, apiKey, fetch }, signal) {
    const models = await listOpenAiModels({ baseUrl, apiKey, fetch, signal });
    return models.filter(({ id }) => !notForChat.test(id));
  },
});
