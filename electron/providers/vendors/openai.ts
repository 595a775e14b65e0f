import { z } from 'zod';
import { type Connection, defineVendor } from '../define-vendor.ts';
import { listOpenAiModels } from '../forms/list-models.ts';
import { mendedCalls } from '../forms/mended-calls.ts';
import { requireKey } from '../forms/require-key.ts';
import { apiAddress, optionalText } from '../forms/setting-fields.ts';
import { withoutStore } from '../forms/without-store.ts';

/**
 * OpenAI lists everything it sells. These are not for chat, or answer only on other endpoints than chat completions:
 * https://platform.openai.com/docs/models
 */
const notForChat =
  /embedding|whisper|tts|dall-e|image|moderation|davinci|babbage|instruct|audio|realtime|transcribe|sora|computer-use|deep-research/;
/** These know the Responses API only. */
const onlyResponses = /codex|-pro(-|$)/;

const settings = z.object({
  baseUrl: apiAddress('https://api.openai.com/v1'),
  organization: optionalText.meta({
    title: 'Organization',
    description: 'Only for keys that belong to more than one.',
    placeholder: 'org-…',
  }),
  project: optionalText.meta({
    title: 'Project',
    description: 'Only for keys that are not bound to a project.',
    placeholder: 'proj_…',
  }),
  api: z.enum(['chat', 'responses']).default('chat').meta({
    title: 'API for chat',
    description: 'Chat completions, or Responses. Models that know only the one are asked through it.',
  }),
});

async function client({ settings: own, apiKey, fetch }: Connection<z.output<typeof settings>>) {
  const { createOpenAI } = await import('@ai-sdk/openai');
  const { baseUrl: baseURL, organization, project } = own;
  return createOpenAI({
    baseURL,
    apiKey: requireKey('OpenAI', apiKey),
    fetch,
    ...(organization && { organization }),
    ...(project && { project }),
  });
}

export const openai = defineVendor({
  id: 'openai',
  name: 'OpenAI',
  keyPage: 'https://platform.openai.com/api-keys',
  needsKey: 'required',
  environment: ['OPENAI_API_KEY'],
  keyPattern: /^sk-(proj|svcacct|admin)-/,
  settings,
  baseUrl: (own) => own.baseUrl,
  models: {
    async language(connection, id) {
      const provider = await client(connection);
      const isResponses = connection.settings.api === 'responses' || onlyResponses.test(id);
      return isResponses ? mendedCalls(provider.responses(id), withoutStore('openai')) : provider.chat(id);
    },
    embedding: async (connection, id) => (await client(connection)).embedding(id),
    image: async (connection, id) => (await client(connection)).image(id),
    speech: async (connection, id) => (await client(connection)).speech(id),
    transcription: async (connection, id) => (await client(connection)).transcription(id),
  },
  async listModels({ settings: own, apiKey, fetch }, signal) {
    const models = await listOpenAiModels({ ...own, apiKey, fetch, signal });
    return models.filter(({ id }) => !notForChat.test(id));
  },
});
