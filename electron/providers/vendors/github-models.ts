import { z } from 'zod';
import { type Connection, defineVendor } from '../define-vendor.ts';
import { getJson, readable } from '../forms/asking/get-json.ts';
import { type KnownDetails, knownDetails, modalitiesOf } from '../forms/lists/details.ts';
import { keyed, openAiRelays } from '../forms/openai/relays.ts';
import { apiAddress } from '../forms/settings/fields.ts';
import { requireKey } from '../forms/settings/require-key.ts';
import { compatibleChat } from '../parameters/forms/compatible-chat.ts';
import { differing, lacks } from '../parameters/rules.ts';

const settings = z.object({ baseUrl: apiAddress('https://models.github.ai/inference') });

async function client({ settings: { baseUrl: baseURL }, apiKey, fetch }: Connection<z.output<typeof settings>>) {
  const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
  return createOpenAICompatible({
    name: 'github-models',
    baseURL,
    apiKey: requireKey('GitHub Models', apiKey),
    fetch,
    includeUsage: true,
    supportsStructuredOutputs: true,
  });
}

/** The list is a catalogue beside the API: https://docs.github.com/en/rest/models/catalog */
const entry = z.looseObject({
  id: z.string().min(1),
  name: z.string().nullish(),
  publisher: z.string().nullish(),
  supported_output_modalities: z.array(z.string()).nullish(),
  supported_input_modalities: z.array(z.string()).nullish().catch(null),
  capabilities: z.array(z.string()).nullish().catch(null),
  limits: z
    .looseObject({ max_input_tokens: z.int().nullish(), max_output_tokens: z.int().nullish() })
    .nullish()
    .catch(null),
});

const detailsOf = (model: z.output<typeof entry>): KnownDetails =>
  knownDetails({
    maxInput: model.limits?.max_input_tokens,
    maxOutput: model.limits?.max_output_tokens,
    inputs: modalitiesOf(model.supported_input_modalities),
    outputs: modalitiesOf(model.supported_output_modalities),
    tools: model.capabilities?.includes('tool-calling'),
    reasoning: model.capabilities?.includes('reasoning'),
  });

export const githubModels = defineVendor({
  id: 'github-models',
  name: 'GitHub Models',
  keyPage: 'https://github.com/settings/personal-access-tokens/new',
  needsKey: 'required',
  environment: ['GITHUB_TOKEN'],
  keyPattern: /^github_pat_/,
  settings,
  baseUrl: (own) => own.baseUrl,
  /** https://docs.github.com/en/rest/models/inference */
  parameters: differing(compatibleChat, {
    temperature: { as: 'temperature', range: [0, 1] },
    ...lacks('logprobs', 'topLogprobs', 'logitBias', 'user', 'parallelToolCalls'),
  }),
  models: {
    language: async (connection, id) => (await client(connection)).chatModel(id),
    embedding: async (connection, id) => (await client(connection)).embeddingModel(id),
  },
  relays: openAiRelays(['openai-chat', 'openai-embeddings'], { reach: keyed('GitHub Models') }),
  isListOpen: true,
  async listModels({ settings: own, apiKey, fetch }, signal) {
    const entries = await getJson({
      url: own.baseUrl.replace(/\/inference$/, '/catalog/models'),
      headers: { Authorization: `Bearer ${requireKey('GitHub Models', apiKey)}` },
      answer: z.array(z.unknown()),
      fetch,
      signal,
    });
    return readable(entries, entry)
      .filter(({ supported_output_modalities: kinds }) => kinds?.includes('text') ?? true)
      .map((model) => ({
        id: model.id,
        name: model.name || model.id,
        ownedBy: model.publisher ?? null,
        ...detailsOf(model),
      }));
  },
});
