import { z } from 'zod';
import { type Connection, defineVendor } from '../define-vendor.ts';
import { listOpenAiModels } from '../forms/openai/list-models.ts';
import { keyed, openAiRelays } from '../forms/openai/relays.ts';
import { apiAddress } from '../forms/settings/fields.ts';
import { requireKey } from '../forms/settings/require-key.ts';
import { compatibleChat } from '../parameters/forms/compatible-chat.ts';
import { differing, lacks } from '../parameters/rules.ts';

/** Speech both ways, and models that only judge a prompt: https://console.groq.com/docs/models */
const notForChat = /whisper|orpheus|tts|prompt-guard|llama-guard/;

const settings = z.object({ baseUrl: apiAddress('https://api.groq.com/openai/v1') });

async function client({ settings: { baseUrl: baseURL }, apiKey, fetch }: Connection<z.output<typeof settings>>) {
  const { createGroq } = await import('@ai-sdk/groq');
  return createGroq({ baseURL, apiKey: requireKey('Groq', apiKey), fetch });
}

export const groq = defineVendor({
  id: 'groq',
  name: 'Groq',
  keyPage: 'https://console.groq.com/keys',
  needsKey: 'required',
  environment: ['GROQ_API_KEY'],
  keyPattern: /^gsk_/,
  settings,
  baseUrl: (own) => own.baseUrl,
  translatesAudio: true,
  /** https://console.groq.com/docs/openai: log-probabilities and biases are answered with an error. */
  parameters: differing(compatibleChat, {
    serviceTier: {
      as: 'service_tier',
      option: 'serviceTier',
      values: { auto: 'auto', default: 'on_demand', flex: 'flex', priority: 'performance' },
    },
    reasoningEffort: { as: 'reasoning_effort', remade: true },
    parallelToolCalls: { as: 'parallel_tool_calls', option: 'parallelToolCalls' },
    ...lacks('logprobs', 'topLogprobs', 'logitBias'),
  }),
  models: {
    language: async (connection, id) => (await client(connection)).languageModel(id),
    transcription: async (connection, id) => (await client(connection)).transcription(id),
  },
  relays: openAiRelays(['openai-chat'], { reach: keyed('Groq') }),
  async listModels({ settings: { baseUrl }, apiKey, fetch }, signal) {
    const models = await listOpenAiModels({ baseUrl, apiKey, fetch, signal });
    return models.filter(({ id }) => !notForChat.test(id));
  },
});
