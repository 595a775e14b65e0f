import { z } from 'zod';
import { type Connection, defineVendor } from '../define-vendor.ts';
import { listOpenAiModels } from '../forms/openai/list-models.ts';
import { keyed, openAiRelays } from '../forms/openai/relays.ts';
import { apiAddress } from '../forms/settings/fields.ts';
import { requireKey } from '../forms/settings/require-key.ts';
import { compatibleChat } from '../parameters/forms/compatible-chat.ts';
import { differing, lacks } from '../parameters/rules.ts';

/** The list has the models of another of its APIs; these answer a chat: https://docs.perplexity.ai/docs/sonar/models */
const sonarModels = ['sonar', 'sonar-pro', 'sonar-reasoning-pro', 'sonar-deep-research'];

const settings = z.object({ baseUrl: apiAddress('https://api.perplexity.ai') });

async function client({ settings: { baseUrl: baseURL }, apiKey, fetch }: Connection<z.output<typeof settings>>) {
  const { createPerplexity } = await import('@ai-sdk/perplexity');
  return createPerplexity({ baseURL, apiKey: requireKey('Perplexity', apiKey), fetch });
}

export const perplexity = defineVendor({
  id: 'perplexity',
  name: 'Perplexity',
  keyPage: 'https://www.perplexity.ai/account/api/keys',
  needsKey: 'required',
  environment: ['PERPLEXITY_API_KEY'],
  keyPattern: /^pplx-/,
  settings,
  baseUrl: (own) => own.baseUrl,
  /** https://docs.perplexity.ai/api-reference/chat-completions-post */
  parameters: differing(
    compatibleChat,
    lacks(
      'stop',
      'seed',
      'reasoningEffort',
      'reasoningBudget',
      'logprobs',
      'topLogprobs',
      'logitBias',
      'user',
      'parallelToolCalls',
    ),
    [
      {
        of: 'deep research',
        holds: ({ modelId }) => modelId.includes('deep-research'),
        rules: {
          reasoningEffort: {
            as: 'reasoning_effort',
            option: 'reasoning_effort',
            nearest: { none: 'minimal', xhigh: 'high' },
          },
          reasoningBudget: { into: 'reasoningEffort' },
        },
      },
    ],
  ),
  models: {
    language: async (connection, id) => (await client(connection)).languageModel(id),
    embedding: async (connection, id) => (await client(connection)).embeddingModel(id),
  },
  relays: openAiRelays(['openai-chat'], {
    reach: (connection: Connection<z.output<typeof settings>>) => ({
      ...keyed('Perplexity')(connection),
      tellsUsage: true,
    }),
  }),
  async listModels({ settings: { baseUrl }, apiKey, fetch }, signal) {
    await listOpenAiModels({ baseUrl: `${baseUrl}/v1`, apiKey, fetch, signal });
    return sonarModels.map((id) => ({ id, name: id, ownedBy: null }));
  },
});
